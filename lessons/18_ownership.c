/* SPDX-License-Identifier: MIT */
/*
 * 18_ownership - who closes a generator that another one reads from?
 *
 * You will see: pipelines that are closed in their middle; each generator says
 * so, indented, when it is.  First the source is still ours; then it belongs to
 * the first of three stages; to one that never started; to one of the library.
 * New here: gen_adopt(): the source is now the stage's, which closes and frees
 *   it, once, after itself.  We must not free it any more.
 * Comes from: what Python's reference counts decide behind your back.
 * Leads to: the rules at the top of <generator/pipeline.h>.
 *
 * Predict: A stage reads from a source.  We close the stage.  Can we go on
 *   with the source?
 * Answer: if it is still ours.  close() is for one generator.  In Python the
 *   source of a closed stage goes when nobody else has its name; whether that
 *   is so, no line of the program says.  C counts no references: who makes
 *   a stage says whether it borrows its source or owns it.  The library's own
 *   stages always own: to free the last one frees all.
 */
#include <stdio.h>

#include <generator.h>
#include <generator/pipeline.h>

static const void *numbers(struct gen *self, void *no_args)
{
	int number = 0;

	while (gen_yield(self, &number))
		number++;
	printf("\tsource closed\n");
	return (void)no_args, NULL;
}

struct doubled {
	const char *name;
	struct iter *up;
};

static const void *doubled(struct gen *self, void *args)
{
	const struct doubled *my = args;

	gen_each (const int *, number, my->up) {
		int twice = 2 * *number;

		if (!gen_yield(self, &twice))
			break; /* closed; my->up is left as it is */
	}
	printf("\t%s closed\n", my->name);
	return NULL;
}

static struct gen *borrowing(const char *name, struct iter *up)
{
	return gen_call(doubled, .name = name, .up = up);
}

static struct iter *owning(const char *name, struct iter *up)
{
	return gen_iter(gen_adopt(borrowing(name, up), up));
}

static void print_next(const char *what, struct iter *it)
{
	const int *number = iter_next(it);

	if (number)
		printf("%s: %d\n", what, *number);
	else
		printf("%s: no more\n", what);
}

int main(void)
{
	struct iter *source = gen_iter(gen_new(numbers, NULL, 0));
	struct iter *stage = gen_iter(borrowing("stage", source));

	print_next("stage", stage);
	print_next("stage", stage);
	iter_close(stage);
	print_next("stage is closed, source", source);
	iter_free(stage);

	stage = owning("third", owning("second", owning("first", source)));
	print_next("third", stage);
	iter_close(stage);
	printf("= all are closed, none is freed yet\n");
	iter_free(stage);

	source = gen_iter(gen_new(numbers, NULL, 0));
	print_next("source", source);
	iter_free(owning("never started", source));

	source = gen_iter(gen_new(numbers, NULL, 0));
	stage = iter_take(source, 10);
	print_next("the library's", stage);
	iter_close(stage);
	print_next("= it is closed, source", source);
	iter_free(stage);
	return 0;
}
