/* SPDX-License-Identifier: MIT */
/*
 * census.c - how much stack does each body use?  (GEN_CENSUS builds.)
 *
 * A stack is painted when it is new.  When its body has ended, the lowest byte
 * that is no longer painted says how deep it went; that much is painted again.
 * What each function has used at most is printed when the program exits.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#ifdef GEN_CENSUS
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAINT = 0xA5 };

/* What is known of one body. */
struct row {
	gen_fn *body;
	size_t most; /* bytes used */
	size_t size; /* of the smallest stack it ran on */
	unsigned long count;
	struct row *next;
};

static struct row *rows;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static size_t used(const struct stack *stack)
{
	const char *low = stack->bottom;

	while (low < (const char *)stack && (unsigned char)*low == PAINT)
		low++;
	return (size_t)((const char *)stack - low);
}

static struct row *row_of(gen_fn *body, size_t size)
{
	struct row *row;

	for (row = rows; row; row = row->next)
		if (row->body == body)
			return row;
	row = calloc(1, sizeof *row);
	if (!row)
		return NULL;
	*row = (struct row){ .body = body, .size = size, .next = rows };
	return rows = row;
}

static void note(const struct stack *stack)
{
	struct row *row =
		row_of(gen_stackful(stack->owner)->body, gen_stack_size(stack));

	if (!row)
		return;
	row->count++;
	if (row->most < used(stack))
		row->most = used(stack);
	if (row->size > gen_stack_size(stack))
		row->size = gen_stack_size(stack);
}

static void note_all(void)
{
	gen_stacks_lock();
	for (const struct stack *s = gen_stacks; s; s = s->older)
		if (s->owner)
			note(s);
	for (struct slab *slab = gen_slabs; slab; slab = slab->older)
		for (unsigned i = 0; i < slab->carved; i++)
			if (gen_small_at(slab, i)->owner)
				note(gen_small_at(slab, i));
	gen_stacks_unlock();
}

/* Take the row with the greatest use out of the list. */
static struct row *deepest(void)
{
	struct row **most = &rows, *row;

	for (struct row **at = &rows; *at; at = &(*at)->next)
		if ((*at)->most > (*most)->most)
			most = at;
	row = *most;
	if (row)
		*most = row->next;
	return row;
}

static void print(void)
{
	struct row *row;
	char name[128];

	pthread_mutex_lock(&mutex);
	note_all();
	fprintf(stderr, "libgenerator: stacks, in bytes\n%10s %10s %10s  %s\n",
		"used", "of", "times", "by");
	while ((row = deepest())) {
		gen_symbol(row->body, name, sizeof name);
		fprintf(stderr, "%10zu %10zu %10lu  %s\n", row->most, row->size,
			row->count, name);
		free(row);
	}
	pthread_mutex_unlock(&mutex);
}

static void print_at_exit(void)
{
	atexit(print);
}

void gen_census_begin(struct stack *stack)
{
	pthread_once(&once, print_at_exit);
	memset(stack->bottom, PAINT, gen_stack_room(stack));
}

void gen_census_end(struct stack *stack)
{
	if (!stack->owner)
		return;
	pthread_mutex_lock(&mutex);
	note(stack);
	pthread_mutex_unlock(&mutex);
	memset((char *)stack - used(stack), PAINT, used(stack));
}
#endif
