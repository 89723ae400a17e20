/* SPDX-License-Identifier: MIT */
/*
 * timeline.c - who works when: a loader, its workers and its consumer.
 *
 *	timeline work	timeline.tsv: what each of them does, from when to when
 *	timeline ahead	flight.tsv: how many batches there are at once
 *
 * To load a batch is to wait for a while, as for a disk, so that workers need
 * no CPUs of their own; to use one is to keep a CPU busy for a while.
 */
#include <generator/loader.h>

#include <err.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Somebody's time with a batch.  who 0 is the consumer. */
struct span {
	unsigned who, batch;
	bool is_use;
	uint64_t from, to;
};

enum { MOST = 100 };
static struct span spans[MOST];
static atomic_uint span_count, thread_count;

/* A loader and its consumer. */
struct job {
	struct dataset set; /* the first member: get() is handed it */
	unsigned workers, prefetch;
	uint64_t load_ns, use_ns;
};

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void note(struct span span)
{
	unsigned i = span_count++;

	span.to = now_ns();
	if (i < MOST)
		spans[i] = span;
}

static int load(struct dataset *set, uint64_t index, void *sample,
		struct loading *in)
{
	static _Thread_local unsigned number;
	const struct job *job = (const struct job *)set;
	struct span span = { .batch = (unsigned)index, .from = now_ns() };

	(void)in;
	if (job->workers) {
		if (!number)
			number = ++thread_count;
		span.who = number;
	}
	nanosleep(&(struct timespec){ .tv_nsec = (long)job->load_ns }, NULL);
	*(char *)sample = 1;
	note(span);
	return 0;
}

static const struct dataset_ops ops = { .get = load };

static void use(const struct job *job, uint64_t batch)
{
	struct span span = { .batch = (unsigned)batch,
			     .is_use = true,
			     .from = now_ns() };

	while (now_ns() < span.from + job->use_ns)
		;
	note(span);
}

static void be_lazy(struct job *job)
{
	struct loader *loader = loader_new(
		&job->set,
		&(struct loader_options){ .batch = 1,
					  .workers = job->workers,
					  .prefetch = job->prefetch });

	gen_each (const struct loaded *, b, loader_iter(loader))
		use(job, b->step);
	if (loader_error(loader))
		errx(1, "%s", loader_error(loader)->text);
	loader_free(loader);
}

static void be_eager(struct job *job)
{
	char sample;

	for (uint64_t i = 0; i < job->set.length; i++)
		load(&job->set, i, &sample, NULL);
	for (uint64_t i = 0; i < job->set.length; i++)
		use(job, i);
}

static int by_start(const void *a, const void *b)
{
	const struct span *first = a, *second = b;

	return (first->from > second->from) - (first->from < second->from);
}

/* Do it, and leave the spans in order, from 0 on.  Returns how long it took. */
static uint64_t watch(void (*how)(struct job *), struct job *job)
{
	uint64_t start, end = 0;

	span_count = thread_count = 0;
	job->set.ops = &ops;
	job->set.size = 1;
	how(job);
	if (span_count != 2 * job->set.length)
		errx(1, "%u spans, not %" PRIu64, span_count,
		     2 * job->set.length);
	qsort(spans, span_count, sizeof *spans, by_start);
	start = spans[0].from;
	for (unsigned i = 0; i < span_count; i++) {
		spans[i].from -= start;
		spans[i].to -= start;
		end = spans[i].to > end ? spans[i].to : end;
	}
	return end;
}

/* ---- timeline.tsv ---- */

static void print_work(const struct job *job, const struct span *of)
{
	for (size_t i = 0; i < 2 * job->set.length; i++)
		printf("%u\t%u\t%s\t%u\t%" PRIu64 "\t%" PRIu64 "\n",
		       job->workers, of[i].who, of[i].is_use ? "use" : "load",
		       of[i].batch, of[i].from, of[i].to);
}

/* A picture of what happens, not a measurement: so what others on this machine
 * take is kept out of it, as far as that can be. */
static void watch_undisturbed(struct job *job, struct span *best)
{
	uint64_t least = UINT64_MAX;

	for (int try = 0; try < 3; try++) {
		uint64_t end = watch(be_lazy, job);

		if (end < least)
			memcpy(best, spans, sizeof spans);
		least = end < least ? end : least;
	}
}

static void work(void)
{
	printf("workers\twho\tdoes\tbatch\tfrom_ns\tto_ns\n");
	for (unsigned workers = 0; workers <= 2; workers++) {
		struct job job = { .set = { .length = 8 },
				   .workers = workers,
				   .load_ns = 6000000,
				   .use_ns = 3000000 };
		struct span best[MOST];

		watch_undisturbed(&job, best);
		print_work(&job, best);
	}
}

/* ---- flight.tsv ---- */

struct change {
	uint64_t at;
	int by;
};

static int by_time(const void *a, const void *b)
{
	const struct change *first = a, *second = b;

	return (first->at > second->at) - (first->at < second->at);
}

/* A batch is there from when its loading begins until it has been used. */
static void print_flight(const char *name, unsigned prefetch)
{
	struct change changes[MOST];
	unsigned count = 0;
	int there = 0;

	for (const struct span *s = spans; s < spans + span_count; s++)
		changes[count++] = s->is_use ? (struct change){ s->to, -1 } :
					       (struct change){ s->from, 1 };
	qsort(changes, count, sizeof *changes, by_time);
	for (unsigned i = 0; i < count; i++) {
		there += changes[i].by;
		printf("%s\t%u\t%" PRIu64 "\t%d\n", name, prefetch,
		       changes[i].at, there);
	}
}

static void ahead(void)
{
	static const unsigned prefetches[] = { 2, 5, 10 };
	struct job job = { .set = { .length = 24 },
			   .load_ns = 1000000,
			   .use_ns = 3000000 };

	printf("loader\tprefetch\tat_ns\tbatches\n");
	watch(be_eager, &job);
	print_flight("eager", 0);
	job.workers = 2;
	for (size_t i = 0; i < sizeof prefetches / sizeof *prefetches; i++) {
		job.prefetch = prefetches[i];
		watch(be_lazy, &job);
		print_flight("lazy", job.prefetch);
	}
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "work") == 0)
		work();
	else if (argc == 2 && strcmp(argv[1], "ahead") == 0)
		ahead();
	else
		errx(2, "usage: timeline work|ahead");
	return 0;
}
