/* SPDX-License-Identifier: MIT */
/*
 * 04_next_and_exhaustion - what is left in a generator that has been read?
 *
 * You will see: that a text_gen, once counted, has no first row, and a new one
 * has.  Then sums and a search: look at what each of them leaves.
 * New here: the end, which is NULL with an error of 0; gen_new(), for a body
 *   without arguments.
 * Comes from: the tutorial, "Next Method"; PEP 255, "Specification: Return".
 * Leads to: gen_next() and gen_error() in <generator.h>.
 *
 * Predict: numbers yields 0, 1, 2, 3, 4.  What do next(numbers), sum(numbers)
 *   and once more sum(numbers) give, in this order?
 * Answer: 0, 10 and 0.  The first sum takes all that next has left.  Then a
 *   loop over the spent generator does nothing and says nothing: a bug that
 *   hides.  Only an explicit next() gives StopIteration.
 */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include <generator.h>
#include <generator/lines.h>

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

static void print_next(const char *name, struct gen *text_gen)
{
	const struct line *row = gen_next(text_gen);

	if (row) {
		printf("%s row: ", name);
		fwrite(row->text, 1, row->len, stdout);
		printf("\n");
	} else if (gen_error(text_gen) == 0) {
		printf("StopIteration: No more rows\n");
	}
}

static const void *range_5(struct gen *self, void *no_args)
{
	(void)no_args;
	for (int number = 0; number < 5; number++)
		if (!gen_yield(self, &number))
			break;
	return NULL;
}

static int sum(struct gen *numbers)
{
	int sum = 0;

	gen_each (const int *, number, numbers)
		sum += *number;
	return sum;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	GEN_AUTO struct gen *text_gen =
		gen_call(file_reader_using_generator, .path = path);
	GEN_AUTO struct gen *again =
		gen_call(file_reader_using_generator, .path = path);
	GEN_AUTO struct gen *numbers = gen_new(range_5, NULL, 0);
	GEN_AUTO struct gen *others = gen_new(range_5, NULL, 0);
	int row_count = 0;

	if (!numbers || !others)
		errx(1, "%s", (const char *)iter_detail(NULL));
	gen_each (const struct line *, row, text_gen)
		row_count++;
	if (gen_error(text_gen))
		errx(1, "%s: %s", path, strerror(gen_error(text_gen)));
	printf("Row count: %d\n", row_count);
	print_next("First", text_gen);
	printf("= an end is no error: it is %d\n", gen_error(text_gen));
	print_next("First", again);
	print_next("Second", again);
	printf("next = %d\n", *(const int *)gen_next(numbers));
	printf("sum = %d\n", sum(numbers));
	printf("sum = %d\n", sum(numbers));
	gen_each (const int *, number, others)
		if (*number == 3)
			break; /* others waits behind its 3 */
	printf("3 is in others; then sum = %d\n", sum(others));
	return 0;
}
