/*
 * main.c - a program outside the tree, in C: generators of both kinds, stages
 * and lines, and an error that is thrown in and taken.
 */
#include <errno.h>
#include <stdio.h>

#include <generator.h>
#include <generator/iter.h>
#include <generator/lines.h>
#include <generator/pipeline.h>
#include <generator/stackless.h>

struct count_up_to {
	int max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;

	for (int count = 1; count <= my->max; count++) {
		if (gen_yield(self, &count))
			continue;
		if (gen_catch(self) != ERANGE)
			return NULL;
		count = 0;
	}
	return "Completed!";
}

struct count_down {
	struct gen gen;
	int count;
};

static const void *count_down(struct gen *self, void *frame)
{
	struct count_down *my = frame;

	GEN_BODY (self) {
		for (; my->count > 0; my->count--)
			GEN_YIELD(self, &my->count);
	}
	return GEN_DONE(self, "Lift-off!");
}

struct both {
	struct iter *first, *second;
};

static const void *both(struct gen *self, void *args)
{
	const struct both *my = args;

	if (!gen_yield_from(self, my->first) ||
	    !gen_yield_from(self, my->second))
		return NULL;
	return gen_sent(self);
}

static bool odd(const void *item, void *ctx)
{
	(void)ctx;
	return *(const int *)item % 2 != 0;
}

int main(void)
{
	GEN_AUTO struct gen *up = gen_call(count_up_to, .max = 3);
	struct count_down down = { GEN_FRAME(count_down), .count = 2 };
	GEN_AUTO struct gen *chain =
		gen_call(both, .first = &up->iter, .second = &down.gen.iter);

	gen_next(chain);
	gen_next(chain);
	printf("thrown: %d\n", *(const int *)gen_throw(chain, ERANGE));
	gen_each (const int *, count, chain)
		printf("%d\n", *count);
	printf("%s\n", (const char *)gen_result(chain));

	GEN_AUTO struct iter *odds = iter_take(
		iter_filter(&gen_call(count_up_to, .max = 9)->iter, odd, NULL),
		2);
	gen_each (const int *, count, odds)
		printf("odd: %d\n", *count);

	GEN_AUTO struct iter *rows = iter_lines("/nonexistent/file");
	gen_each (const struct line *, row, rows)
		printf("%s\n", row->text);
	printf("%s\n", (const char *)iter_detail(rows));
	return iter_error(rows) != ENOENT;
}
