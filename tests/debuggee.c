/* SPDX-License-Identifier: MIT */
/*
 * debuggee - generators that resume each other and delegate to each other, for
 * tests/debugged to look at.
 *
 *	main -next-> outer -next-> relay -from-> step, then
 *	                                 -from-> middle -from-> leaf
 *
 * outer, middle and leaf have a stack, step and relay have none.  gdb stops in
 * stop().  A comment in capitals names its line for the script.
 */
#include <generator/stack.h>
#include <generator/stackless.h>

static __attribute__((noinline)) void stop(void)
{
	__asm__ volatile("");
}

static __attribute__((noinline)) bool deep(struct gen *self)
{
	bool on;

	stop();                          /* DEEP */
	on = gen_yield(self, &gen_none); /* PARKED */
	__asm__ volatile("");
	return on;
}

struct leaf {
	size_t room;
};

/* To walk out of a frame of unknown size takes the frame pointer. */
static const void *leaf(struct gen *self, void *args)
{
	const struct leaf *my = args;
	char *room = __builtin_alloca(my->room);

	do
		__asm__ volatile("" : : "r"(room));
	while (deep(self)); /* LEAF */
	return NULL;
}

struct middle {
	struct gen *below;
};

static const void *middle(struct gen *self, void *args)
{
	const struct middle *my = args;
	struct iter *below = gen_iter(my->below);

	if (gen_yield_from(self, below)) /* MIDDLE */
		return my;
	return NULL;
}

struct step {
	struct gen gen;
};

static const void *step(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		stop(); /* STEP */
		GEN_YIELD(self, &gen_none);
	}
	return GEN_DONE(self, NULL);
}

struct relay {
	struct gen gen;
	struct gen *first, *second;
};

static const void *relay(struct gen *self, void *frame)
{
	struct relay *my = frame;

	GEN_BODY (self) {
		GEN_YIELD_FROM(self, gen_iter(my->first));
		GEN_YIELD_FROM(self, gen_iter(my->second)); /* RELAY */
	}
	return GEN_DONE(self, NULL);
}

struct outer {
	struct gen *inner;
};

static const void *outer(struct gen *self, void *args)
{
	const struct outer *my = args;

	while (gen_next(my->inner))              /* OUTER */
		if (!gen_yield(self, &gen_none)) /* OUTSIDE */
			break;
	return NULL;
}

/* Global, for gdb to find them in any frame. */
struct gen *top, *between, *bottom, *small;
struct step s = { GEN_FRAME(step) };
struct relay r = { GEN_FRAME(relay) };

int main(void)
{
	bottom = gen_call(leaf, .room = 100);
	between = gen_call(middle, .below = bottom);
	r.first = &s.gen;
	r.second = between;
	top = gen_call(outer, .inner = &r.gen);
	small = gen_new_sized(leaf, NULL, 0, GEN_STACK_SMALL);
	for (int i = 0; i < 3; i++)
		gen_next(top); /* MAIN */
	stop();                /* LAST */
	gen_free(small);
	gen_free(top);
	gen_free(between);
	gen_free(bottom);
	return 0;
}
