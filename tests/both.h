/* SPDX-License-Identifier: MIT */
/*
 * both.h - one script, played by both kinds of generator.
 *
 * The protocol is the same for a generator with a stack and for one without.
 * So a test writes what the body shall do as a list of steps,
 *
 *	struct actor a;
 *	struct gen *g = play(&a, state, YIELD(&n[1]), RETURN(&n[9]));
 *
 * and is entered into the table of tests as BOTH(test): the steps are then
 * played once by a stackful body and once by a stackless one.  Tests with a
 * delegate are entered as PAIRS(test): play() makes the outer generator and
 * play_inner() the inner one, in all four combinations.
 *
 * Whenever a body wakes from a yield, it writes down what it sees, in
 * a.woken[0], a.woken[1] and so on.
 */
#ifndef TESTS_BOTH_H
#define TESTS_BOTH_H

#include <generator.h>
#include <generator/stackless.h>

#include "unit.h"

/* Things to lend, send and return: only their addresses matter. */
static const int n[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

struct actor;

enum verb {
	DO_END,
	DO_YIELD,
	DO_FROM,
	DO_CALL,
	DO_SAY,
	DO_RAISE,
	DO_RETURN,
	DO_RETURN_SENT,
	DO_FINALLY
};

enum mood { LEAVE, TAKE, IGNORE };

struct step {
	enum verb verb;
	enum mood mood;                 /* when told to leave */
	int code;                       /* to raise */
	const void *what;               /* to yield, return, raise, say */
	struct iter *from;              /* to yield from */
	void (*call)(struct actor *my); /* to call */
};

/* Yield and, when told to leave: go to FINALLY, or to the end; or take the
 * error and go on; or take no notice of it and go on. */
#define YIELD(item)                              \
	{                                        \
		.verb = DO_YIELD, .what = (item) \
	}
#define YIELD_TAKE(item)                                       \
	{                                                      \
		.verb = DO_YIELD, .mood = TAKE, .what = (item) \
	}
#define YIELD_IGNORE(item)                                       \
	{                                                        \
		.verb = DO_YIELD, .mood = IGNORE, .what = (item) \
	}
#define FROM(it)                              \
	{                                     \
		.verb = DO_FROM, .from = (it) \
	}
#define FROM_TAKE(it)                                       \
	{                                                   \
		.verb = DO_FROM, .mood = TAKE, .from = (it) \
	}
#define FROM_IGNORE(it)                                       \
	{                                                     \
		.verb = DO_FROM, .mood = IGNORE, .from = (it) \
	}
#define CALL(fn)                              \
	{                                     \
		.verb = DO_CALL, .call = (fn) \
	}
#define SAY(text)                              \
	{                                      \
		.verb = DO_SAY, .what = (text) \
	}
#define RAISE(error)                              \
	{                                         \
		.verb = DO_RAISE, .code = (error) \
	}
#define RAISE_WITH(error, detail)                                   \
	{                                                           \
		.verb = DO_RAISE, .code = (error), .what = (detail) \
	}
#define RETURN(result)                              \
	{                                           \
		.verb = DO_RETURN, .what = (result) \
	}
#define RETURN_SENT                    \
	{                              \
		.verb = DO_RETURN_SENT \
	}
#define FINALLY                    \
	{                          \
		.verb = DO_FINALLY \
	}

/* What a body saw when it woke. */
struct wake {
	bool alive; /* false: told to leave */
	const void *sent;
	int code; /* with TAKE: the error taken */
	const void *detail;
};

struct actor {
	struct gen gen; /* of the stackless kind */
	struct gen *g;  /* of either kind */
	const struct step *step;
	bool alive;
	int entered, ended; /* how often the body was */
	int wakes;
	struct wake woken[8];
	int code; /* for functions that are called */
	const void *item;
	enum gen_state seen;
	struct actor *other;
};

/* What was said by all of them, in order, with a blank after each word. */
static char said[1024];

static inline void say(const char *word)
{
	size_t used = strlen(said);

	snprintf(said + used, sizeof said - used, "%s ", word);
}

/* Write down a wake.  Returns whether the body goes on to its next step. */
static inline bool actor_wakes(struct actor *my, struct gen *self)
{
	struct wake *wake = &my->woken[my->wakes++ & 7];
	enum mood mood = my->step->mood;

	*wake = (struct wake){ .alive = my->alive, .sent = gen_sent(self) };
	if (my->alive)
		return true;
	if (mood == TAKE) {
		wake->code = gen_catch(self);
		wake->detail = gen_detail(self);
	}
	if (mood != LEAVE)
		return true;
	while (my->step->verb != DO_END && my->step->verb != DO_FINALLY)
		my->step++;
	return my->step->verb == DO_FINALLY;
}

/* A step that does not yield.  Returns whether the body goes on. */
static inline bool actor_acts(struct actor *my, struct gen *self,
			      const void **result)
{
	const struct step *step = my->step;

	*result = NULL;
	if (step->verb == DO_CALL)
		step->call(my);
	else if (step->verb == DO_SAY)
		say(step->what);
	else if (step->verb == DO_RAISE)
		*result = gen_raise_with(self, step->code, step->what);
	else if (step->verb == DO_RETURN)
		*result = step->what;
	else if (step->verb == DO_RETURN_SENT)
		*result = gen_sent(self);
	return step->verb == DO_CALL || step->verb == DO_SAY ||
	       step->verb == DO_FINALLY;
}

static inline const void *stackful_actor(struct gen *self, void *args)
{
	struct actor *my = *(struct actor **)args;
	const void *result;

	for (my->entered++; my->step->verb != DO_END; my->step++) {
		if (my->step->verb == DO_YIELD) {
			my->alive = gen_yield(self, my->step->what);
		} else if (my->step->verb == DO_FROM) {
			my->alive = gen_yield_from(self, my->step->from);
		} else if (actor_acts(my, self, &result)) {
			continue;
		} else {
			my->ended++;
			return result;
		}
		if (!actor_wakes(my, self))
			break;
	}
	my->ended++;
	return NULL;
}

static inline const void *stackless_actor(struct gen *self, void *frame)
{
	struct actor *my = frame;
	const void *result;

	GEN_BODY (self) {
		for (my->entered++; my->step->verb != DO_END; my->step++) {
			my->alive = true;
			if (my->step->verb == DO_YIELD) {
				GEN_YIELD_OR (self, my->step->what ?
							    my->step->what :
							    &gen_none)
					my->alive = false;
			} else if (my->step->verb == DO_FROM) {
				GEN_YIELD_FROM_OR (self, my->step->from)
					my->alive = false;
			} else if (actor_acts(my, self, &result)) {
				continue;
			} else {
				my->ended++;
				return GEN_DONE(self, result);
			}
			if (!actor_wakes(my, self))
				break;
		}
	}
	my->ended++;
	return GEN_DONE(self, NULL);
}

/* Who plays whom. */
enum kind { STACKFUL, STACKLESS };

struct cast {
	enum kind outer, inner;
};

static struct cast casts[] __attribute__((unused)) = {
	{ STACKFUL, STACKFUL },
	{ STACKLESS, STACKLESS },
	{ STACKFUL, STACKLESS },
	{ STACKLESS, STACKFUL },
};

static inline struct gen *actor_play(struct actor *my, enum kind kind,
				     const struct step *step)
{
	*my = (struct actor){ GEN_FRAME(stackless_actor), .step = step };
	my->g = kind == STACKLESS ? &my->gen :
				    gen_new(stackful_actor, &my, sizeof my);
	return my->g;
}

#define SCRIPT(...) ((const struct step[]){ __VA_ARGS__, { .verb = DO_END } })

#define play(my, state, ...) \
	actor_play(my, ((struct cast *)*(state))->outer, SCRIPT(__VA_ARGS__))
#define play_inner(my, state, ...) \
	actor_play(my, ((struct cast *)*(state))->inner, SCRIPT(__VA_ARGS__))

static inline int say_nothing(void **state)
{
	(void)state;
	said[0] = '\0';
	return 0;
}

#define BOTH(test)                                                       \
	{ #test " (stackful)", test, say_nothing, NULL, &casts[0] },     \
	{                                                                \
#test " (stackless)", test, say_nothing, NULL, &casts[1] \
	}
#define PAIRS(test)                                                          \
	BOTH(test),                                                          \
		{ #test " (stackless in stackful)", test, say_nothing, NULL, \
		  &casts[2] },                                               \
	{                                                                    \
#test " (stackful in stackless)", test, say_nothing, NULL,   \
			&casts[3]                                            \
	}
#define ONCE(test)                                   \
	{                                            \
#test, test, say_nothing, NULL, NULL \
	}

/* ---- What a test expects ---- */

/* The last resumption gave an item. */
#define assert_lends(item, wanted) assert_ptr_equal(item, wanted)

/* It gave none: the body returned, or this error came out. */
#define assert_ends(item, g, result)                        \
	do {                                                \
		assert_null(item);                          \
		assert_int_equal(gen_error(g), 0);          \
		assert_ptr_equal(gen_result(g), result);    \
		assert_int_equal(gen_state(g), GEN_CLOSED); \
	} while (0)
#define assert_fails(item, g, error, detail)                \
	do {                                                \
		assert_null(item);                          \
		assert_int_equal(gen_error(g), error);      \
		assert_ptr_equal(gen_detail(g), detail);    \
		assert_null(gen_result(g));                 \
		assert_int_equal(gen_state(g), GEN_CLOSED); \
	} while (0)

/* It was refused by the library, for this reason. */
#define assert_refuses(item, g, error, text)                  \
	do {                                                  \
		assert_null(item);                            \
		assert_int_equal(gen_error(g), error);        \
		assert_non_null(gen_detail(g));               \
		assert_non_null(strstr(gen_detail(g), text)); \
	} while (0)

/* How the body was woken. */
#define assert_wake(a, i, alive_, sent_)                      \
	do {                                                  \
		assert_true((a).wakes > (i));                 \
		assert_int_equal((a).woken[i].alive, alive_); \
		assert_ptr_equal((a).woken[i].sent, sent_);   \
	} while (0)
#define assert_took(a, i, code_, detail_)                       \
	do {                                                    \
		assert_wake(a, i, false, NULL);                 \
		assert_int_equal((a).woken[i].code, code_);     \
		assert_ptr_equal((a).woken[i].detail, detail_); \
	} while (0)

#endif
