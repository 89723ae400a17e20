/* SPDX-License-Identifier: MIT */
/*
 * 05_generator_expression - which part of a generator expression runs when?
 *
 * You will see: a file that is missing, noticed at two different moments; then
 * (x * k for x in numbers if positive(x)), with each call of positive().
 * New here: iter_map() and iter_filter(): a function and its context;
 *   iter_array(), an array as an iterator.
 * Comes from: the tutorial, "Generator Expression"; PEP 289.
 * Leads to: <generator/pipeline.h>.
 *
 * Predict: k is 1 when the expression is made, and 1000 when it is asked for
 *   its items.  What does it make of 1, 2 and 3?
 * Answer: 1000, 2000 and 3000.  Only the source, behind "in", is needed to
 *   make the expression: a missing file is noticed at once.  The rest waits
 *   for next: the condition, the value, and the k that is there by then.
 */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include <generator.h>
#include <generator/lines.h>
#include <generator/pipeline.h>

struct file_reader_using_generator {
	const char *path;
};

static const void *file_reader_using_generator(struct gen *self, void *args)
{
	const struct file_reader_using_generator *my = args;
	GEN_AUTO struct iter *file = iter_lines(my->path);

	gen_each (const struct line *, row, file)
		if (!gen_yield(self, row))
			return NULL;
	return gen_raise(self, iter_error(file));
}

/* (row for row in open(path)), but for the newlines, which Python keeps. */
static const void *same_row(const void *row, void *unused)
{
	return (void)unused, row;
}

static void open_missing(const char *path)
{
	GEN_AUTO struct iter *expression =
		iter_map(iter_lines(path), same_row, NULL);
	GEN_AUTO struct gen *function =
		gen_call(file_reader_using_generator, .path = path);

	printf("expression, made: %s\n", strerror(iter_error(expression)));
	printf("function, called: %s\n", strerror(gen_error(function)));
	gen_next(function);
	printf("function, asked: %s\n", strerror(gen_error(function)));
}

static bool positive(const void *x, void *unused)
{
	printf("\tis %d positive?\n", *(const int *)x);
	return (void)unused, *(const int *)x > 0;
}

/* x * k: the value needs a place to be lent from, and k one to be changed. */
struct times {
	int k, value;
};

static const void *times_k(const void *x, void *context)
{
	struct times *my = context;

	my->value = *(const int *)x * my->k;
	return &my->value;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	const int numbers[] = { 1, -1, 2, -2, 3 };
	struct iter_array source = iter_array(numbers, 5, sizeof *numbers);
	struct times times = { .k = 1 };
	GEN_AUTO struct iter *comprehension =
		iter_map(iter_lines(path), same_row, NULL);
	GEN_AUTO struct iter *products = iter_map(
		iter_filter(&source.iter, positive, NULL), times_k, &times);

	if (!iter_next(comprehension) && iter_error(comprehension))
		errx(1, "%s", (const char *)iter_detail(comprehension));
	printf("Is text_gen_comprehension a generator? %s\n",
	       iter_is_generator(comprehension) ? "True" : "False");
	printf("Is text_gen_comprehension an iterator? True\n"); /* its type */
	open_missing("assets/missing.txt");
	printf("the expression is made\n");
	times.k = 1000;
	gen_each (const int *, product, products)
		printf("%d\n", *product);
	printf("= the last was lent from times.value: %d\n", times.value);
	return 0;
}
