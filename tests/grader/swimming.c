/* SPDX-License-Identifier: MIT */
/*
 * swimming.c - says who resumes whom, for ./lazy trace.
 *
 * A line of its own kind, for swim.c to draw:
 *
 *	~ lane 1 take            a generator is seen for the first time
 *	~ in 0 1 18 next         lane 0 resumes lane 1, in its line 18
 *	~ out 1 0 27 yield       lane 1 gives back: yield, end or error
 *
 * Lane 0 is whoever is no generator.
 */
#define SWIM_ITSELF
#include "drive.h"
#include "swim.h"

#include <stdio.h>

enum { LANES = 16 };

static struct lane {
	const struct gen *g;
	int line; /* of its last yield */
} lanes[LANES] = { { 0 } };
static int nlanes = 1;
static int running; /* the lane that does */

static int lane_of(const struct gen *g, const char *name)
{
	for (int i = 1; i < nlanes; i++)
		if (lanes[i].g == g)
			return i;
	if (nlanes == LANES)
		return LANES - 1;
	lanes[nlanes].g = g;
	if (!name)
		drive_place((const char *)g->body + 1);
	drive_trace("lane %d %s", nlanes, name ? name : "generator");
	return nlanes++;
}

struct gen *swim_new(struct gen *g, const char *name)
{
	/* A freed generator's address may be used again. */
	for (int i = 1; i < nlanes; i++)
		if (lanes[i].g == g)
			lanes[i].g = NULL;
	if (g)
		lane_of(g, name);
	return g;
}

static int enter(const struct gen *g, const char *verb, int line)
{
	int from = running;

	running = lane_of(g, NULL);
	drive_trace("in %d %d %d %s", from, running, line, verb);
	return from;
}

static void leave(const struct gen *g, int from, const void *item)
{
	int lane = lane_of(g, NULL);

	if (g->body && g->at > 0)
		lanes[lane].line = g->at;
	drive_trace("out %d %d %d %s", lane, from, lanes[lane].line,
		    item         ? "yield" :
		    gen_error(g) ? "error" :
				   "end");
	running = from;
}

const void *swim_send(struct gen *g, const void *msg, const char *who, int line)
{
	const void *item;
	int from;

	(void)who;
	if (!g)
		return NULL;
	from = enter(g, msg ? "send" : "next", line);
	item = gen_send(g, msg);
	leave(g, from, item);
	return item;
}

const void *swim_gen(struct gen *g, const char *who, int line)
{
	return swim_send(g, NULL, who, line);
}

const void *swim_iter(struct iter *it, const char *who, int line)
{
	return iter_is_generator(it) ? swim_gen(iter_gen(it), who, line) :
				       iter_next(it);
}

const void *swim_throw(struct gen *g, int code, const void *detail,
		       const char *who, int line)
{
	const void *item;
	int from;

	(void)who;
	if (!g)
		return NULL;
	from = enter(g, "throw", line);
	item = gen_throw_with(g, code, detail);
	leave(g, from, item);
	return item;
}

int swim_close(struct gen *g, const char *who, int line)
{
	int from, error;

	(void)who;
	if (!g)
		return 0;
	from = enter(g, "close", line);
	error = gen_close(g);
	leave(g, from, NULL);
	return error;
}

bool swim_yield(struct gen *self, const void *item, int line)
{
	lanes[lane_of(self, NULL)].line = line;
	return gen_yield(self, item);
}
