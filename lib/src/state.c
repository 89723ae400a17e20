/* SPDX-License-Identifier: MIT */
/*
 * state.c - saving where a loader is, and going on from there.
 *
 * An order is computed, so a place in it is a number: of samples, because the
 * ranks may be more or fewer when it is taken up again.  Iterators are asked
 * for all once more; there the place is a number of batches.
 */
#include "loader_impl.h"

enum word { MAGIC, LENGTH, ROUND, SEED, EPOCH, PLACE, FLAGS, CHECK };

static const uint64_t magic = 0x3165746174736c67; /* "glstate1" */

static uint64_t check(const struct loader_state *s)
{
	uint64_t hash = 0;

	for (int i = MAGIC; i < CHECK; i++)
		hash = loader_order_hash(hash, s->word[i]);
	return hash;
}

/* What must be the same, besides the words that have names of their own. */
static uint64_t flags(const struct loader *l)
{
	const struct loader_options *o = &l->options;
	uint64_t hash = loader_source_is_order(l);

	hash = hash << 1 | o->drop_last;
	hash = hash << 1 | o->shuffle;
	hash = hash << 2 | (unsigned)o->uneven;
	hash = loader_order_hash(hash, o->window);
	/* Other ranks would ask an iterator for other items. */
	return loader_source_is_order(l) ?
		       hash :
		       loader_order_hash(loader_order_hash(hash, o->world),
					 o->rank);
}

/* Workers may have found the end of an iterator, or not yet.  The state must
 * not depend on that: it is over when the consumer has seen the end.  Nor must
 * it depend on the rank: the end that one sees, in place of a last batch, is a
 * step of its own. */
static bool is_over(const struct loader *l, uint64_t steps)
{
	return l->ended || (loader_source_is_order(l) &&
			    steps >= loader_order_most_steps(&l->order));
}

struct loader_state loader_save(const struct loader *l)
{
	struct loader_state s = { { 0 } };
	uint64_t round, steps;

	if (!l || l->closed)
		return s;
	round = l->options.batch * l->options.world;
	steps = l->head + (l->lent && !l->stopped);
	s.word[MAGIC] = magic;
	s.word[LENGTH] = l->set->length;
	s.word[ROUND] = round;
	s.word[SEED] = l->options.seed;
	s.word[EPOCH] = l->epoch;
	s.word[PLACE] = loader_source_is_order(l) ? steps * round : steps;
	s.word[FLAGS] = flags(l);
	if (is_over(l, steps)) { /* go on with the next epoch */
		s.word[EPOCH]++;
		s.word[PLACE] = 0;
	}
	s.word[CHECK] = check(&s);
	return s;
}

const char *loader_resume(struct loader *l, const struct loader_state *s)
{
	uint64_t round = l->options.batch * l->options.world;

	if (!s)
		return NULL;
	if (s->word[MAGIC] != magic || s->word[CHECK] != check(s))
		return "resume: this is no state of a loader, or it is damaged";
	if (s->word[LENGTH] != l->set->length)
		return "resume: the dataset has another length";
	if (s->word[ROUND] != round)
		return "resume: batch times world is another";
	if (s->word[SEED] != l->options.seed)
		return "resume: the seed is another";
	if (s->word[FLAGS] != flags(l))
		return "resume: shuffle, drop_last, window, uneven, sampler or "
		       "(of a stream) rank is another";
	l->epoch = s->word[EPOCH];
	l->start = s->word[PLACE];
	if (loader_source_is_order(l))
		l->start /= round;
	return NULL;
}
