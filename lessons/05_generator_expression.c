/* SPDX-License-Identifier: MIT */
/*
 * 05_generator_expression - which part of a generator expression runs when?
 *
 * You will see: a file that is missing, noticed at two different moments; then
 * (x * k for x in numbers if positive(x)), with each call of positive().
 * New here: iter_map() and iter_filter(): a function and its context.
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

static bool positive(const void *item, void *unused)
{
	const int *x = item;

	(void)unused;
	printf("\tis %d positive?\n", *x);
	return *x > 0;
}

/* x * k: the value needs a place to be lent from, and k one to be changed. */
struct times {
	int k, value;
	const int *x;
};

static const void *times_k(const void *item, void *context)
{
	struct times *my = context;

	my->x = item;
	my->value = *my->x * my->k;
	return &my->value;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	const int numbers[] = { 1, -1, 2, -2, 3 };
	struct iter_array source = iter_array(numbers, 5, sizeof *numbers);
	struct times times = { .k = 1 };
	GEN_AUTO struct iter *text_gen_comprehension =
		iter_map(iter_lines(path), same_row, NULL);
	GEN_AUTO struct iter *products =
		iter_filter(&source.iter, positive, NULL);
	int row_count = 0;

	gen_each (const struct line *, row, text_gen_comprehension)
		row_count++;
	if (iter_error(text_gen_comprehension))
		errx(1, "%s",
		     (const char *)iter_detail(text_gen_comprehension));
	printf("Is text_gen_comprehension a generator? %s\n",
	       iter_is_generator(text_gen_comprehension) ? "True" : "False");
	printf("Is text_gen_comprehension an iterator? %s\n",
	       text_gen_comprehension->ops->next ? "True" : "False");
	printf("Row count: %d\n", row_count);
	open_missing("assets/missing.txt");
	products = iter_map(products, times_k, &times);
	printf("the expression is made\n");
	times.k = 1000;
	gen_each (const int *, product, products)
		printf("%d\n", *product);

	printf("= times_k was lent an item of numbers itself, not a copy: %s\n",
	       times.x == &numbers[4] ? "yes" : "no");
	return 0;
}
