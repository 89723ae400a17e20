/* SPDX-License-Identifier: MIT */
/*
 * loader_impl.h - the inside of a loader, shared by the files it is made of:
 *
 *   loader.c    what its user calls
 *   source.c    which samples are next: from the order, a sampler or a stream
 *   loading.c   loading these into a slot
 *   workers.c   threads that do both ahead of time
 *   state.c     saving, and going on
 *   order.c     arithmetic: shuffling, sharing out among ranks
 *
 * The slots form a ring.  Each batch has a number, its step, and the slots are
 * taken in turn:
 *
 *	       head                next           head + slots
 *	| free | lent | loaded | ... | free | free |
 *
 * The consumer alone moves head, past a batch that it has done with; whoever
 * holds source_mutex alone moves next, and draws from the source.  So batches
 * are drawn in order, loaded in any order, and lent in order.
 */
#ifndef LOADER_IMPL_H
#define LOADER_IMPL_H

#include <pthread.h>
#include <stdatomic.h>

#include <generator/loader.h>

#include "iter_impl.h"
#include "order.h"

/* A piece of memory for loading_room(). */
struct chunk {
	struct chunk *next;
	size_t size, used;
	_Alignas(max_align_t) char bytes[];
};

/* struct held - the memory of a batch: what loader_take() gives away. */
struct held {
	struct loaded loaded;  /* first: it is what is lent */
	size_t capacity, size; /* samples; bytes of all of them */
	struct chunk *chunks;  /* for loading_room(): used again */
	struct chunk *loose;   /* ... of single samples: freed */
	uint64_t *index;       /* capacity numbers; in this block */
	char *samples;         /* capacity samples; in this block */
};

/* Threads that write within one line of the cache wait for each other, as if it
 * were one word: so there is a line between what they write. */
enum { CACHE_LINE = 64 };
struct apart {
	char line[CACHE_LINE];
};

/* struct slot - one batch that is being loaded, loaded, or lent. */
struct slot {
	_Alignas(CACHE_LINE) struct held *held;
	struct span span; /* indexed, without a sampler: what to load */
	size_t count;     /* else: how many are drawn */
	bool failed;      /* it is an error ... */
	bool viewed;      /* ... or lies in the dataset */
	struct loader_failure failure;
	char *text; /* of the failure, owned */
	/* Its step + 1, when it is: the consumer looks at that all the time,
	 * while a worker writes the rest. */
	_Alignas(CACHE_LINE) _Atomic uint64_t loaded;
};

/* struct gate - where threads wait for something to become true. */
struct gate {
	pthread_mutex_t mutex;
	pthread_cond_t cond;
	atomic_uint sleepers;
};

/* struct team - the workers. */
struct team {
	pthread_t *threads;
	unsigned count, forks;
	_Atomic enum team_order { TEAM_WORK, TEAM_PAUSE, TEAM_QUIT } order;
	struct gate room;  /* where workers wait for room, ... */
	struct gate ready; /* ... and the consumer for a batch */
};

/* A sample of a streamed dataset in the window, and what it has of
 * loading_room(). */
struct windowed {
	struct chunk *loose;
	uint64_t index;
};

/* Where samples come from, in one epoch.  For whoever holds source_mutex. */
struct source {
	struct iter *up;    /* a stream or sampler; NULL: not opened, or none */
	bool opened, ended; /* up has, or has had, its time; no more from it */
	int code;           /* why it ended */
	uint64_t pulled;    /* items pulled from it */
	uint64_t skipped;   /* steps that were lent before the resume */
	/* A shuffled stream's window: count samples, after picked that were
	 * drawn from it. */
	char *window;
	struct windowed *windowed;
	size_t count;
	uint64_t picked;
};

struct loader {
	struct iter iter;
	struct loader_options options;
	struct dataset *set;
	uint64_t epoch;
	struct order order; /* of this epoch */
	uint64_t start;     /* the first step: not 0 after a resume */

	struct slot *slots;
	unsigned slot_count;
	_Atomic uint64_t end; /* steps of this epoch, once known */
	struct team team;

	/* What the consumer changes, ... */
	struct apart before_consumer;
	_Atomic uint64_t head; /* others look at it */
	struct slot *head_slot;
	bool lent, closed, stopped;
	bool ended;                  /* the end was told */
	uint64_t began_ns, ended_ns; /* workers; the last time it was told */
	const struct loader_failure *failure; /* of the last loader_next() */
	struct loader_failure own;            /* not of a batch in the ring */
	char *text;                           /* of own, if it is ours */
	struct loader_stats stats;
	char advice[160];

	/* ... and what workers do. */
	struct apart before_workers;
	pthread_mutex_t source_mutex;
	struct source source;
	uint64_t seen; /* of head, which may be more by now */
	struct slot *next_slot;
	_Atomic uint64_t next, done; /* batches drawn, and of these loaded */
	_Atomic uint64_t loaded, skipped, worker_wait_ns;
};

/* Is the loader being closed, or restarted?  That is asked before each sample,
 * and needs no more than to be seen at some time. */
static inline bool stopping(const struct loader *l)
{
	return atomic_load_explicit(&l->team.order, memory_order_relaxed) !=
	       TEAM_WORK;
}

/* struct loading - what get, copy, transforms and collate see. */
struct loading {
	struct loader *loader;
	struct slot *slot;
	struct chunk **loose; /* where room is noted; NULL: in the batch's */
	uint64_t index;       /* UINT64_MAX: no sample */
	unsigned worker, asker;
	bool begun;      /* random is a state ... */
	uint64_t of;     /* ... of the sample with this number, or the batch */
	uint64_t random; /* ... of this sample and asker */
	bool told;       /* loading_fail() was called */
	bool quiet;      /* and shall not be heard */
};

/* The slot of the step after this one's.  A division would take longer than to
 * hand over a batch. */
static inline struct slot *slot_after(const struct loader *l, struct slot *slot)
{
	return ++slot == l->slots + l->slot_count ? l->slots : slot;
}

/* Add to a counter that nobody else changes meanwhile: others only look. */
static inline void counter_add(_Atomic uint64_t *counter, uint64_t n)
{
	atomic_store_explicit(
		counter,
		atomic_load_explicit(counter, memory_order_relaxed) + n,
		memory_order_release);
}

void loader_close(struct loader *l);

/* ---- state.c ---- */

/* Go on from there; NULL: start at the beginning.  Returns why not. */
const char *loader_resume(struct loader *l, const struct loader_state *s);

/* ---- source.c ---- */

/* Is the order of this loader that of struct order: indexed, no sampler? */
static inline bool loader_source_is_order(const struct loader *l)
{
	return l->set->ops->get && !l->options.sampler &&
	       !l->options.batch_sampler;
}
/* Draw the samples of the next batch into slot.  false: there is none. */
bool loader_source_draw(struct loader *l, struct slot *slot, unsigned worker);
/* Begin an epoch: nothing is opened yet. */
void loader_source_begin(struct loader *l);
void loader_source_close(struct loader *l);

/* ---- loading.c ---- */

/* See that slot has memory for so many samples; else it is an error. */
bool loader_slot_prepare(struct loader *l, struct slot *slot, size_t capacity);
/* Load what was drawn. */
void loader_slot_load(struct loader *l, struct slot *slot, unsigned worker);
void loader_slot_free(struct slot *slot);
void loader_held_free(struct held *held);
void loader_chunks_free(struct chunk **list);
/* A step for slot, without samples so far. */
void loader_slot_begin(struct loader *l, struct slot *slot, uint64_t step);
/* The batch is an error that no sample has. */
void loader_slot_fail(struct loader *l, struct slot *slot, unsigned worker,
		      int code, const char *text);
static inline struct loading loading_of(struct loader *l, struct slot *slot,
					unsigned worker)
{
	return (struct loading){
		.loader = l, .slot = slot, .worker = worker, .index = UINT64_MAX
	};
}
/* A step of a sample has ended with code: did it fail?  Then the sample is to
 * be left out, unless the batch is an error by that. */
bool loading_failed(struct loading *in, int code);

/* ---- workers.c ---- */

bool loader_workers_start(struct loader *l);
/* Have all of them wait, nothing being loaded; and go on. */
void loader_workers_pause(struct loader *l);
void loader_workers_resume(struct loader *l);
void loader_workers_join(struct loader *l);
/* Is this a child of the process whose threads they are? */
bool loader_workers_are_lost(const struct loader *l);
/* The clock by which they wait. */
uint64_t loader_now_ns(void);
/* head was moved: there is room. */
void loader_workers_wake(struct loader *l);
/* Wait until the batch at head is loaded, or is the end.  false: too late. */
bool loader_workers_wait(struct loader *l);

#endif
