/* SPDX-License-Identifier: MIT */
/*
 * generator/loader.h - data loaders: the batches of a dataset, one at a time.
 *
 *	struct dataset *set = dataset_array(numbers, 100, sizeof *numbers);
 *	struct loader *l = loader_new(set, &(struct loader_options){
 *		.batch = 10, .shuffle = true, .seed = 1 });
 *
 *	for (int epoch = 0; epoch < 3; epoch++) {
 *		gen_each (const struct loaded *, b, loader_iter(l))
 *			train(b->batch.items, b->batch.count);
 *		if (loader_error(l))
 *			errx(1, "%s", loader_error(l)->text);
 *		loader_restart(l);
 *	}
 *	loader_free(l);
 *	dataset_free(set);
 *
 * What holds for every loader:
 *
 *  - The batches, their order and their bytes depend on the dataset, the seed,
 *    the epoch and what else is in struct loader_options: not on the number of
 *    workers, nor on who was faster.
 *  - A batch is lent: it is valid until the next one is asked for or the loader
 *    begins another epoch (GEN_DEBUG then fills it with 0xDD), is closed or
 *    freed.  loader_take() keeps one.
 *  - It is lazy: nothing is read, and no thread started, before the first batch
 *    is asked for.  Without workers each batch is loaded when it is asked for;
 *    with workers at most prefetch batches ahead.
 *  - Its memory is that of at most prefetch + 1 batches (1 without workers), of
 *    a window, and 64 KiB; besides it there are that of the dataset, and the
 *    stacks of workers.  A batch takes set->size + 8 bytes for each of batch
 *    samples, its rooms, and 2 KiB, or 8 KiB if it is an error; a window takes
 *    set->size + 16 bytes for each of window samples, and their rooms.  A room
 *    that loading_room() gave takes twice its size and 64 bytes, until the next
 *    batch in its place is done with.  All is allocated when first used.
 *  - A batch that cannot be loaded is an error in its place; the batches after
 *    it follow, unless on_error is LOADER_STOP.
 *  - One thread at a time uses a loader.  It is not cancelled while it waits
 *    for workers.  After fork() the child can only free it, which frees no
 *    batches there.
 */
#ifndef GENERATOR_LOADER_H
#define GENERATOR_LOADER_H

#include <generator.h>
#include <generator/dataset.h>
#include <generator/pipeline.h>

#ifdef __cplusplus
extern "C" {
#endif

struct loader;

/*
 * struct loaded - what a loader lends: a batch, and what is known of it.
 *
 * It begins with a struct batch, and is one for stages that know no loaders.
 */
struct loaded {
	struct batch batch;    /* count samples, one behind the other */
	const uint64_t *index; /* their numbers; NULL: from first on */
	uint64_t first;        /* the number of the first sample */
	size_t padding;        /* the last so many are repeated: LOADER_PAD */
	uint64_t epoch, step;  /* the step-th batch of this rank in its epoch */
};

/* struct loader_transform - changes a sample when it has been got.
 *
 * fn may write set->size bytes at sample, use loading_random(), and fail.  With
 * workers it is called by several threads at once. */
struct loader_transform {
	int (*fn)(void *ctx, void *sample, struct loading *in);
	void *ctx;
};

/* enum loader_on_error - what an error in a sample means. */
enum loader_on_error {
	LOADER_FAIL_BATCH,  /* its batch is an error */
	LOADER_SKIP_SAMPLE, /* its batch has one fewer */
	LOADER_STOP         /* its batch is an error, and the last */
};

/* enum loader_uneven - what is done with samples that are left when they cannot
 * be divided among all ranks. */
enum loader_uneven {
	LOADER_EVEN, /* some ranks get one sample more */
	LOADER_PAD,  /* samples are repeated, world - 1 at most */
	LOADER_DROP  /* samples are left out, world - 1 at most */
};

/* struct loader_options - how to load.  All zeros but batch is a good start.
 * It is copied by loader_new(). */
struct loader_options {
	size_t batch;   /* samples for each: 1 or more */
	bool drop_last; /* leave out a last batch with fewer */

	/* Order.  Indexed: shuffle permutes all samples, without memory for it.
	 * Streamed: it needs a window, which holds so many samples: each that
	 * is drawn at random from it makes room for the next of the stream.  So
	 * none comes window places earlier than in the stream; how much later
	 * it comes is left to chance. */
	bool shuffle;
	uint64_t seed, epoch; /* of the first epoch */
	size_t window;

	/* The samples' numbers, const uint64_t * (batch_sampler: struct batch of
	 * uint64_t, of any count), instead of all in order.  Called once for
	 * each epoch; the loader frees what it returns. */
	struct iter *(*sampler)(void *ctx, uint64_t epoch);
	struct iter *(*batch_sampler)(void *ctx, uint64_t epoch);
	void *sampler_ctx;

	const struct loader_transform *transforms; /* in this order */
	size_t transform_count;

	unsigned workers;    /* threads that load ahead; 0: none */
	unsigned prefetch;   /* batches; 0: twice as many as workers, or 4 */
	unsigned timeout_ms; /* wait so long for workers; 0: for ever */

	enum loader_on_error on_error;

	/* One of world programs that share the work: rank 0 to world - 1.
	 * world 0 is 1. */
	uint64_t rank, world;
	enum loader_uneven uneven;

	/* The collation: makes of count samples the batch that is lent, in
	 * loading_room().  NULL: they are lent as they are. */
	int (*collate)(void *ctx, const void *samples, size_t count,
		       struct batch *out, struct loading *in);
	void *collate_ctx;

	const struct loader_state *resume; /* from where; NULL: the start */
};

/*
 * loader_new - a loader over a dataset.
 *
 *   set   borrowed until the loader is freed
 *
 * Returns    NULL without memory.  Options that make no sense (none at all are
 *            zeros) give a loader without batches and with an EINVAL that names
 *            the option; a dataset that could not be made gives one with its
 *            error.
 * Cost       one allocation; no thread, no sample.
 */
struct loader *loader_new(struct dataset *set,
			  const struct loader_options *options);

/*
 * loader_next - the next batch of this epoch.
 *
 * Returns    NULL at the end of the epoch, and again; when it was closed; and
 *            for a batch that could not be loaded: loader_error() says which.
 *            The next call then gives the batch after it.
 * Errors     those of its samples.  And some that pass no batch over, but come
 *            again (struct loader_failure) at each call, while they last:
 *            ETIMEDOUT  the batch was not ready in time; the next call waits
 *            for it again.
 *            EAGAIN  no thread can be made; the next call tries again.
 *            ECHILD  the workers are threads of a process that was forked.
 *            All that loader_new() has said of a loader without batches.
 */
const struct loaded *loader_next(struct loader *l);

/* loader_iter - the loader as an iterator of struct loaded: to be closed by
 * iter_close(), and freed by iter_free() or loader_free(), once. */
struct iter *loader_iter(struct loader *l);

/* struct loader_failure - what happened, and where.
 *
 * Who goes on after batches that are errors must not do so for ever:
 *
 *	while ((b = loader_next(l)) ||
 *	       (loader_error(l) && !loader_error(l)->again)) */
struct loader_failure {
	int code;
	bool again;           /* no batch was passed over: see loader_next() */
	uint64_t epoch, step; /* the batch */
	uint64_t index;       /* loading_index(); UINT64_MAX: no sample */
	unsigned worker;      /* from 1 on; 0: the consumer's thread */
	const char *text;     /* with all of this */
};

/* loader_error - why the last loader_next() gave no batch; NULL if it gave one
 * or came to the end.  Valid until the next call.  Closing changes nothing: what
 * was said before is said for good. */
const struct loader_failure *loader_error(const struct loader *l);

/*
 * loader_restart - begin the next epoch: the order changes by itself.
 *
 * In the middle of an epoch, the rest of it is dropped.  Workers stay.
 * loader_set_epoch() names the epoch instead of taking the next.
 */
void loader_restart(struct loader *l);
void loader_set_epoch(struct loader *l, uint64_t epoch);

/*
 * loader_take - keep the batch that was lent last.
 *
 * The loader allocates another in its place when it needs one.
 *
 * Returns    that batch, to be freed by loader_drop(); NULL if none was lent,
 *            or it lies in the dataset itself.
 */
struct loaded *loader_take(struct loader *l);
void loader_drop(struct loaded *batch);

/* loader_length - how many batches an epoch of this rank has; loader_steps -
 * the greatest number that any rank has, for those that must work in step.
 * UINT64_MAX: not known (streams, samplers). */
uint64_t loader_length(const struct loader *l);
uint64_t loader_steps(const struct loader *l);

/*
 * struct loader_state - where a loader is: 64 bytes, to be written to a file.
 *
 * What counts is what was lent, not what was loaded ahead.  A loader that
 * resumes has a dataset as long, and the same seed, shuffle, window, drop_last
 * and uneven; all else may be another, as long as batch times world is the same.
 * Ranks that have called loader_next() equally often, the last time at their
 * ends perhaps, have equal states: one is enough for any number of them.
 *
 * Of a stream or a sampler, rank and world must be the same too, and each rank
 * has a state of its own.  It is asked for all once more up to that place, and
 * what comes from it is dropped.
 */
struct loader_state {
	uint64_t word[8];
};

/* loader_save - the state after the batch that was lent last, or was an error in
 * its place.  But an error that was the last by LOADER_STOP is not passed over:
 * that batch is tried again.  At the end of an epoch, which loader_next() must
 * have told if it is one of a stream or sampler, the next is next.  No thread
 * is stopped. */
struct loader_state loader_save(const struct loader *l);

/* loader_stats - what a loader has done, and who waited for whom. */
struct loader_stats {
	uint64_t batches, samples; /* lent */
	uint64_t loaded;           /* samples: those loaded ahead, too */
	uint64_t errors;
	uint64_t consumer_wait_ns; /* loader_next() waited for workers */
	uint64_t worker_wait_ns;   /* the worker next in turn waited for room */
	size_t most_in_flight;     /* batches: loaded or being loaded */
};
struct loader_stats loader_stats(const struct loader *l);

/* loader_advice - a sentence on them: which side waits for a fifth of the time
 * or more, and what may help. */
const char *loader_advice(struct loader *l);

/*
 * loader_free - close a loader and free it.  Does nothing for NULL.
 *
 * Waits until each worker is done with the sample it is at.
 */
void loader_free(struct loader *l);

#ifdef __cplusplus
}
#endif
#endif
