/* SPDX-License-Identifier: MIT */
/*
 * test-delegation-chain.c - generators that delegate to generators that
 * delegate, up to twenty thousand of them.
 *
 * Promises: gen_yield_from() in generator.h: "whoever resumes self resumes it
 * directly: messages and errors go to it, closing self closes it first", at any
 * depth, also when a member of the chain is used from elsewhere.  (That an item
 * costs the same at any depth is counted in test-cost.c.)  PEP 380.
 */
#include <errno.h>

#include "both.h"

/* Member 0 is the root; the last one is the leaf and plays a script. */
struct chain {
	int depth; /* how many delegate */
	struct actor *member;
	struct step (*script)[5];
	struct gen *root;
	struct gen *middle;
	struct actor *leaf;
};

static int out_of_order;

static void check_order(struct actor *my)
{
	if (my->other->ended != 1)
		out_of_order++;
}

static void chain_start(struct chain *c, void **state, int depth,
			const struct step *leaf)
{
	const struct cast *cast = *state;

	if (cast->outer == STACKFUL || cast->inner == STACKFUL)
		depth = at_most(depth);
	c->depth = depth;
	c->member = malloc((size_t)(depth + 1) * sizeof *c->member);
	c->script = malloc((size_t)depth * sizeof *c->script);
	c->leaf = &c->member[depth];
	c->root = actor_play(c->leaf, cast->inner, leaf);
	for (int i = depth; i-- > 0;) {
		struct step script[] = {
			FROM(gen_iter(c->root)), FINALLY,
			CALL(check_order),       RETURN_SENT,
			{ .verb = DO_END },
		};

		memcpy(c->script[i], script, sizeof script);
		c->root = actor_play(&c->member[i],
				     i % 2 ? cast->outer : cast->inner,
				     c->script[i]);
		c->member[i].other = &c->member[i + 1];
	}
	c->middle = c->member[depth / 2].g;
	out_of_order = 0;
}

#define START(c, depth, ...) chain_start(c, state, depth, SCRIPT(__VA_ARGS__))

static void chain_free(struct chain *c)
{
	for (int i = 0; i <= c->depth; i++)
		gen_free(c->member[i].g);
	free(c->member);
	free(c->script);
}

/* Are all members, or some hundreds of them, in this state?  (To tell whether
 * one is suspended or runs, the library looks at its root: ask all of a long
 * chain, and that takes a while.) */
static bool all_are(const struct chain *c, enum gen_state state)
{
	for (int i = 0; i <= c->depth; i += 1 + c->depth / 500)
		if (gen_state(c->member[i].g) != state)
			return false;
	return gen_state(c->leaf->g) == state;
}

static const int depths[] = { 1, 2, 3, 1000, 20000 };

#define EACH_DEPTH(d) for (const int *d = depths; d < depths + 5; d++)

static void items_messages_and_the_result_travel_through_all(void **state)
{
	struct chain c;

	EACH_DEPTH(depth)
	{
		START(&c, *depth, YIELD(&n[1]), YIELD(&n[2]), RETURN(&n[7]));
		assert_lends(gen_next(c.root), &n[1]);
		assert_lends(gen_send(c.root, &n[5]), &n[2]);
		assert_wake(*c.leaf, 0, true, &n[5]);
		assert_true(all_are(&c, GEN_SUSPENDED));
		assert_ends(gen_next(c.root), c.root, &n[7]);
		assert_true(all_are(&c, GEN_CLOSED));
		assert_int_equal(out_of_order, 0);
		chain_free(&c);
	}
}

static void an_error_reaches_the_innermost_first(void **state)
{
	struct chain c;

	EACH_DEPTH(depth)
	{
		START(&c, *depth, YIELD_TAKE(&n[1]), YIELD(&n[2]));
		gen_next(c.root);
		assert_lends(gen_throw_with(c.root, EDOM, &n[5]), &n[2]);
		assert_took(*c.leaf, 0, EDOM, &n[5]);
		assert_true(all_are(&c, GEN_SUSPENDED));
		chain_free(&c);
	}
}

static void not_taken_it_leaves_all_of_them(void **state)
{
	struct chain c;

	EACH_DEPTH(depth)
	{
		START(&c, *depth, YIELD(&n[1]));
		gen_next(c.root);
		assert_fails(gen_throw_with(c.root, EDOM, &n[5]), c.root, EDOM,
			     &n[5]);
		assert_true(all_are(&c, GEN_CLOSED));
		assert_int_equal(out_of_order, 0);
		chain_free(&c);
	}
}

static void closing_closes_all_the_innermost_first(void **state)
{
	struct chain c;

	EACH_DEPTH(depth)
	{
		START(&c, *depth, YIELD(&n[1]));
		gen_next(c.root);
		assert_int_equal(gen_close(c.root), 0);
		assert_true(all_are(&c, GEN_CLOSED));
		assert_int_equal(c.member[0].ended, 1);
		assert_int_equal(out_of_order, 0);
		chain_free(&c);
	}
}

static void freeing_the_root_closes_all(void **state)
{
	struct chain c;

	EACH_DEPTH(depth)
	{
		START(&c, *depth, YIELD(&n[1]));
		gen_next(c.root);
		gen_free(c.root);
		c.member[0].g = NULL;
		assert_true(all_are(&c, GEN_CLOSED));
		assert_int_equal(out_of_order, 0);
		chain_free(&c);
	}
}

static void a_new_chain_is_closed_without_running(void **state)
{
	struct chain c;

	START(&c, 100, YIELD(&n[1]));
	assert_int_equal(gen_close(c.root), 0);
	assert_int_equal(c.member[0].entered, 0);
	c.member[0].g = c.member[1].g;
	assert_true(all_are(&c, GEN_CREATED));
	c.member[0].g = c.root;
	chain_free(&c);
}

static void it_can_be_walked(void **state)
{
	struct chain c;
	struct gen *g;
	int steps = 0;

	START(&c, 1000, YIELD(&n[1]));
	gen_next(c.root);
	for (g = c.root; gen_delegate(g); g = iter_gen(gen_delegate(g)))
		steps++;
	assert_int_equal(steps, c.depth);
	assert_ptr_equal(g, c.leaf->g);
	chain_free(&c);
}

static void a_member_may_be_resumed_from_elsewhere(void **state)
{
	struct chain c;

	START(&c, 100, YIELD(&n[1]), YIELD(&n[2]), YIELD(&n[3]), YIELD(&n[4]),
	      YIELD(&n[5]), RETURN(&n[7]));
	assert_lends(gen_next(c.root), &n[1]);
	assert_lends(gen_next(c.middle), &n[2]);
	assert_lends(gen_next(c.root), &n[3]);
	assert_lends(gen_next(c.leaf->g), &n[4]);
	assert_lends(gen_send(c.root, &n[6]), &n[5]);
	assert_wake(*c.leaf, 3, true, &n[6]);
	assert_true(all_are(&c, GEN_SUSPENDED));
	assert_ends(gen_next(c.root), c.root, &n[7]);
	chain_free(&c);
}

static void a_member_may_end_elsewhere(void **state)
{
	struct chain c;

	START(&c, 100, YIELD(&n[1]), RETURN(&n[7]));
	gen_next(c.root);
	assert_ends(gen_next(c.middle), c.middle, &n[7]);
	assert_int_equal(gen_state(c.root), GEN_SUSPENDED);
	assert_ends(gen_next(c.root), c.root, NULL);
	chain_free(&c);
}

static void a_member_may_be_closed_elsewhere(void **state)
{
	struct chain c;

	START(&c, 100, YIELD(&n[1]), YIELD(&n[2]));
	gen_next(c.root);
	assert_int_equal(gen_close(c.middle), 0);
	assert_int_equal(gen_state(c.leaf->g), GEN_CLOSED);
	assert_int_equal(gen_state(c.root), GEN_SUSPENDED);
	assert_ends(gen_next(c.root), c.root, NULL);
	assert_true(all_are(&c, GEN_CLOSED));
	chain_free(&c);
}

static void a_member_may_be_freed_elsewhere(void **state)
{
	struct chain c;
	int half;

	START(&c, 100, YIELD(&n[1]), YIELD(&n[2]));
	half = c.depth / 2;
	gen_next(c.root);
	gen_free(c.middle);
	c.member[half].g = NULL;
	memset(&c.member[half].gen, 0x5a, sizeof c.member[half].gen);
	assert_ends(gen_next(c.root), c.root, NULL);
	assert_int_equal(c.member[half - 1].wakes, 1);
	chain_free(&c);
}

static void an_error_may_be_thrown_into_a_member(void **state)
{
	struct chain c;

	START(&c, 100, YIELD_TAKE(&n[1]), YIELD(&n[2]), YIELD(&n[3]));
	gen_next(c.root);
	assert_lends(gen_throw(c.middle, EDOM), &n[2]);
	assert_lends(gen_next(c.root), &n[3]);
	assert_fails(gen_throw_with(c.middle, EIO, &n[5]), c.middle, EIO,
		     &n[5]);
	assert_ends(gen_next(c.root), c.root, NULL);
	chain_free(&c);
}

static struct chain *chain;
static int busy;

static void resume_all(struct actor *my)
{
	(void)my;
	for (int i = 0; i <= chain->depth; i++) {
		struct gen *g = chain->member[i].g;

		busy += !gen_next(g) && gen_error(g) == EBUSY;
		busy += !gen_send(g, &n[5]) && gen_error(g) == EBUSY;
		busy += !gen_throw(g, EIO) && gen_error(g) == EBUSY;
		busy += gen_close(g) == EBUSY;
		busy += gen_state(g) == GEN_RUNNING;
	}
}

static void all_members_run_while_the_innermost_does(void **state)
{
	struct chain c;

	chain = &c;
	START(&c, 100, CALL(resume_all), YIELD(&n[1]), CALL(resume_all),
	      YIELD_TAKE(&n[2]), CALL(resume_all), YIELD(&n[3]), FINALLY,
	      CALL(resume_all));
	for (int i = 1; i <= 2; i++) {
		busy = 0;
		assert_lends(gen_next(c.root), &n[i]);
		assert_int_equal(busy, 5 * (c.depth + 1));
	}
	busy = 0;
	assert_lends(gen_throw(c.root, EDOM), &n[3]);
	assert_int_equal(busy, 5 * (c.depth + 1));
	busy = 0;
	assert_int_equal(gen_close(c.root), 0);
	assert_int_equal(busy, 5 * (c.depth + 1));
	chain_free(&c);
}

/* Python says so too: gi_running of those above is False then. */
static void those_above_a_member_resumed_elsewhere_do_not(void **state)
{
	struct chain c;
	struct chain half;

	START(&c, 100, YIELD(&n[1]), CALL(resume_all), YIELD(&n[2]),
	      YIELD(&n[3]), RETURN(&n[7]));
	gen_next(c.root);
	half = c;
	half.member += c.depth / 2;
	half.depth -= c.depth / 2;
	chain = &half;
	busy = 0;
	assert_lends(gen_next(c.middle), &n[2]);
	assert_int_equal(busy, 5 * (half.depth + 1));
	assert_lends(gen_next(c.root), &n[3]);
	assert_ends(gen_next(c.root), c.root, &n[7]);
	chain_free(&c);
}

static void look_at_root(struct actor *my)
{
	my->seen = gen_state(chain->root);
	my->item = gen_next(chain->root);
	my->code = gen_error(chain->root);
}

/* The root is suspended, but what it delegates to runs: so asking the root
 * raises EBUSY in the one that delegates to the middle, and out it comes. */
static void asked_meanwhile_the_root_fails_with_ebusy(void **state)
{
	struct chain c;

	chain = &c;
	START(&c, 100, YIELD(&n[1]), CALL(look_at_root), YIELD(&n[2]),
	      YIELD(&n[3]));
	gen_next(c.root);
	assert_lends(gen_next(c.middle), &n[2]);
	assert_int_equal(c.leaf->seen, GEN_SUSPENDED);
	assert_null(c.leaf->item);
	assert_int_equal(c.leaf->code, EBUSY);
	assert_int_equal(gen_state(c.root), GEN_CLOSED);
	assert_lends(gen_next(c.middle), &n[3]);
	chain_free(&c);
}

/* ---- A chain that grows ---- */

struct nest {
	int level;
};

static const void *nest(struct gen *self, void *args)
{
	struct nest *my = args;
	struct gen *inner = NULL;
	bool go_on = gen_yield(self, &my->level);

	if (go_on && my->level) {
		inner = gen_call(nest, .level = my->level - 1);
		go_on = gen_yield_from(self, gen_iter(inner));
	}
	go_on = go_on && gen_yield(self, &my->level);
	gen_free(inner);
	return NULL;
}

static void it_may_grow_and_shrink_with_every_item(void **state)
{
	int deep = at_most(1000), items = 0;
	struct gen *g = gen_call(nest, .level = deep);

	(void)state;
	gen_each (const int *, level, g) {
		int expected = items <= deep ? deep - items : items - deep - 1;

		assert_int_equal(*level, expected);
		items++;
	}
	assert_int_equal(items, 2 * (deep + 1));
	assert_int_equal(gen_error(g), 0);
	gen_free(g);
}

static void half_grown_it_can_be_freed(void **state)
{
	int deep = at_most(1000);
	struct gen *g = gen_call(nest, .level = deep);

	(void)state;
	for (int i = 0; i < deep / 2; i++)
		gen_next(g);
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		PAIRS(items_messages_and_the_result_travel_through_all),
		PAIRS(an_error_reaches_the_innermost_first),
		PAIRS(not_taken_it_leaves_all_of_them),
		PAIRS(closing_closes_all_the_innermost_first),
		PAIRS(freeing_the_root_closes_all),
		PAIRS(a_new_chain_is_closed_without_running),
		PAIRS(it_can_be_walked),
		PAIRS(a_member_may_be_resumed_from_elsewhere),
		PAIRS(a_member_may_end_elsewhere),
		PAIRS(a_member_may_be_closed_elsewhere),
		PAIRS(a_member_may_be_freed_elsewhere),
		PAIRS(an_error_may_be_thrown_into_a_member),
		PAIRS(all_members_run_while_the_innermost_does),
		PAIRS(those_above_a_member_resumed_elsewhere_do_not),
		PAIRS(asked_meanwhile_the_root_fails_with_ebusy),
		ONCE(it_may_grow_and_shrink_with_every_item),
		ONCE(half_grown_it_can_be_freed),
	};

	return RUN(tests);
}
