/* SPDX-License-Identifier: MIT */
/*
 * workers.c - the threads of a loader, which load ahead.
 *
 * A worker takes the next batch, draws its samples while nobody else draws,
 * and loads them while others load theirs.  Nobody hands out work, so nobody
 * waits for the slow one but who needs its batch.
 *
 * Handing over a batch is a store and a load: a mutex and a condition take part
 * only when somebody sleeps.  Before it sleeps, a thread looks again for some
 * microseconds, which is less than to fall asleep and be woken.
 */
#define _GNU_SOURCE
#include "loader_impl.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "valgrind_impl.h"

enum { SPIN = 256, YIELD = 32 }; /* looks: 5 to 10 microseconds */

/* The clock of conditions.  Darwin's know no other. */
#ifdef __APPLE__
enum { CLOCK = CLOCK_REALTIME };
#else
enum { CLOCK = CLOCK_MONOTONIC };
#endif

uint64_t loader_now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static inline void relax(void)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ volatile("yield");
#endif
}

/* ---- Gates ---- */

static bool gate_init(struct gate *gate)
{
	pthread_condattr_t attributes;
	bool made;

	if (pthread_mutex_init(&gate->mutex, NULL) != 0)
		return false;
	pthread_condattr_init(&attributes);
#ifndef __APPLE__
	pthread_condattr_setclock(&attributes, CLOCK);
#endif
	made = pthread_cond_init(&gate->cond, &attributes) == 0;
	pthread_condattr_destroy(&attributes);
	if (!made)
		pthread_mutex_destroy(&gate->mutex);
	return made;
}

static void gate_destroy(struct gate *gate)
{
	pthread_cond_destroy(&gate->cond);
	pthread_mutex_destroy(&gate->mutex);
}

/* Who sleeps has said so before it looked for the last time, and what it waits
 * for is stored before we look whether somebody sleeps: one sees the other. */
static void gate_open(struct gate *gate)
{
	if (!gate->sleepers)
		return;
	pthread_mutex_lock(&gate->mutex);
	pthread_cond_broadcast(&gate->cond);
	pthread_mutex_unlock(&gate->mutex);
}

/* Sleep until done(l), or until the clock shows until (0: for ever).  Whoever
 * was cancelled amid this would leave the mutex locked. */
static bool gate_sleep(struct gate *gate, bool (*done)(struct loader *l),
		       struct loader *l, uint64_t until)
{
	struct timespec at = { (time_t)(until / 1000000000),
			       (long)(until % 1000000000) };
	int late = 0, cancel;
	bool is_done;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
	pthread_mutex_lock(&gate->mutex);
	gate->sleepers++;
	while (!(is_done = done(l)) && late != ETIMEDOUT)
		late = until ? pthread_cond_timedwait(&gate->cond, &gate->mutex,
						      &at) :
			       pthread_cond_wait(&gate->cond, &gate->mutex);
	gate->sleepers--;
	pthread_mutex_unlock(&gate->mutex);
	pthread_setcancelstate(cancel, NULL);
	return is_done;
}

/* Wait until done(l); *waited becomes how long that took. */
static bool gate_wait(struct gate *gate, bool (*done)(struct loader *l),
		      struct loader *l, unsigned timeout_ms, uint64_t *waited)
{
	uint64_t start, until;
	bool is_done = false;

	*waited = 0;
	if (done(l))
		return true;
	start = loader_now_ns();
	for (int i = 1; i <= SPIN && !is_done; i++) {
		/* Who is waited for may have been put on this very core. */
		if (i % YIELD == 0)
			sched_yield();
		else
			relax();
		is_done = done(l);
	}
	until = timeout_ms ? start + timeout_ms * (uint64_t)1000000 : 0;
	if (!is_done)
		is_done = gate_sleep(gate, done, l, until);
	*waited = loader_now_ns() - start;
	return is_done;
}

/* ---- What is waited for ---- */

static bool is_ready(struct loader *l)
{
	return l->head_slot->loaded == l->head + 1 || l->head >= l->end;
}

/* There is a batch to draw, and a slot for it; or it is time to stop. */
static bool has_work(struct loader *l)
{
	if (l->team.order != TEAM_WORK)
		return true;
	if (l->next >= l->end)
		return false;
	/* To look at head is to wait for the consumer, who writes it. */
	if (l->next >= l->seen + l->slot_count)
		l->seen = l->head;
	return l->next < l->seen + l->slot_count;
}

static bool may_go_on(struct loader *l)
{
	return l->team.order != TEAM_PAUSE;
}

static bool is_idle(struct loader *l)
{
	return l->done == l->next;
}

/* ---- Working ---- */

/* With source_mutex: take the next batch.  NULL: there is none, for now. */
static struct slot *take(struct loader *l, unsigned worker)
{
	struct slot *slot = l->next_slot;
	bool full = l->next < l->end;
	uint64_t waited;

	gate_wait(&l->team.room, has_work, l, 0, &waited);
	if (full) /* not because the epoch was over */
		l->worker_wait_ns += waited;
	if (l->team.order != TEAM_WORK)
		return NULL;
	ANNOTATE_HAPPENS_AFTER(&l->head);
	if (loader_source_draw(l, slot, worker)) {
		l->next_slot = slot_after(l, slot);
		counter_add(&l->next, 1);
		return slot;
	}
	l->end = l->next;
	gate_open(&l->team.ready);
	return NULL;
}

static void hand_over(struct loader *l, struct slot *slot)
{
	uint64_t step = slot->failure.step;

	ANNOTATE_HAPPENS_BEFORE(&slot->loaded);
	slot->loaded = step + 1;
	ANNOTATE_HAPPENS_BEFORE(&l->done);
	l->done++;
	gate_open(&l->team.ready);
}

struct worker {
	struct loader *loader;
	unsigned number;
};

static void *work(void *arg)
{
	struct worker *me = arg;
	struct loader *l = me->loader;
	unsigned number = me->number;
	struct slot *slot;
	uint64_t paused;

	free(me);
	while (l->team.order != TEAM_QUIT) {
		pthread_mutex_lock(&l->source_mutex);
		slot = take(l, number);
		pthread_mutex_unlock(&l->source_mutex);
		if (slot) {
			loader_slot_load(l, slot, number);
			hand_over(l, slot);
		} else {
			gate_wait(&l->team.room, may_go_on, l, 0, &paused);
		}
	}
	return NULL;
}

/* ---- The team ---- */

/* A forked child has the memory of its parent, and none of its threads. */
static atomic_uint forks;
static pthread_once_t forks_once = PTHREAD_ONCE_INIT;

static void count_fork(void)
{
	forks++;
}

static void watch_forks(void)
{
	pthread_atfork(NULL, NULL, count_fork);
}

bool loader_workers_are_lost(const struct loader *l)
{
	return l->team.count && l->team.forks != forks;
}

/* Helgrind knows mutexes, not atomics: what they order it is told above. */
static void hide_atomics(struct loader *l)
{
	VALGRIND_HG_DISABLE_CHECKING(&l->head, sizeof l->head);
	VALGRIND_HG_DISABLE_CHECKING(&l->next, sizeof l->next);
	VALGRIND_HG_DISABLE_CHECKING(&l->done, sizeof l->done);
	VALGRIND_HG_DISABLE_CHECKING(&l->end, sizeof l->end);
	VALGRIND_HG_DISABLE_CHECKING(&l->loaded, sizeof l->loaded);
	VALGRIND_HG_DISABLE_CHECKING(&l->skipped, sizeof l->skipped);
	VALGRIND_HG_DISABLE_CHECKING(&l->worker_wait_ns,
				     sizeof l->worker_wait_ns);
	VALGRIND_HG_DISABLE_CHECKING(&l->team, sizeof l->team);
	for (unsigned i = 0; i < l->slot_count; i++)
		VALGRIND_HG_DISABLE_CHECKING(&l->slots[i].loaded,
					     sizeof l->slots[i].loaded);
}

static bool start(struct loader *l)
{
	struct worker *me = malloc(sizeof *me);

	if (!me)
		return false;
	*me = (struct worker){ l, l->team.count + 1 };
	if (pthread_create(&l->team.threads[l->team.count], NULL, work, me)) {
		free(me);
		return false;
	}
	l->team.count++;
	return true;
}

/* Signals are for the program's own threads.  Fewer workers than were asked for
 * do the same work. */
static void start_all(struct loader *l)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	while (l->team.count < l->options.workers && start(l))
		;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

bool loader_workers_start(struct loader *l)
{
	pthread_once(&forks_once, watch_forks);
	l->team = (struct team){ .forks = forks };
	l->team.threads = calloc(l->options.workers, sizeof(pthread_t));
	if (!l->team.threads || pthread_mutex_init(&l->source_mutex, NULL))
		goto no_mutex;
	if (!gate_init(&l->team.room))
		goto no_room;
	if (!gate_init(&l->team.ready))
		goto no_ready;
	hide_atomics(l);
	l->began_ns = loader_now_ns();
	start_all(l);
	if (l->team.count)
		return true;
	gate_destroy(&l->team.ready);
no_ready:
	gate_destroy(&l->team.room);
no_room:
	pthread_mutex_destroy(&l->source_mutex);
no_mutex:
	free(l->team.threads);
	l->team.threads = NULL;
	return false;
}

void loader_workers_wake(struct loader *l)
{
	ANNOTATE_HAPPENS_BEFORE(&l->head);
	gate_open(&l->team.room);
}

bool loader_workers_wait(struct loader *l)
{
	uint64_t waited;
	bool is_done = gate_wait(&l->team.ready, is_ready, l,
				 l->options.timeout_ms, &waited);

	l->stats.consumer_wait_ns += waited;
	ANNOTATE_HAPPENS_AFTER(&l->head_slot->loaded);
	return is_done;
}

/* Whoever draws is done when we have the mutex; whoever loads is waited for.
 * We keep it, or a worker could look for a slot now and fill it afterwards. */
void loader_workers_pause(struct loader *l)
{
	uint64_t waited;

	l->team.order = TEAM_PAUSE;
	gate_open(&l->team.room);
	pthread_mutex_lock(&l->source_mutex);
	gate_wait(&l->team.ready, is_idle, l, 0, &waited);
	ANNOTATE_HAPPENS_AFTER(&l->done);
}

void loader_workers_resume(struct loader *l)
{
	l->team.order = TEAM_WORK;
	pthread_mutex_unlock(&l->source_mutex);
	loader_workers_wake(l);
}

void loader_workers_join(struct loader *l)
{
	int cancel;

	if (!l->team.threads)
		return;
	l->team.order = TEAM_QUIT;
	gate_open(&l->team.room);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel);
	for (unsigned i = 0; i < l->team.count; i++)
		pthread_join(l->team.threads[i], NULL);
	pthread_setcancelstate(cancel, NULL);
	gate_destroy(&l->team.ready);
	gate_destroy(&l->team.room);
	pthread_mutex_destroy(&l->source_mutex);
	free(l->team.threads);
	l->team.threads = NULL;
	l->team.count = 0;
}
