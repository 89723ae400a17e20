// SPDX-License-Identifier: MIT
//
// gbench.cc - the contenders under Google Benchmark; JSON on stdout.
//
//	gbench PLAN [--benchmark_...]
//
//	smoke, quick, full	every contender, at two sizes of its question,
//				at those of quick runs, or at all
//	duel			every contender at one size, the baseline twice
//	noise			one contender alone
//
// The only C++ file.  Every contender answers once, in a process of its own,
// before anything is timed: that compares the answers and weighs the memory.
// A contender that is wrong is named on stderr, is not timed, and makes the
// exit status 1.
//
// Google Benchmark 1.7.1's own MemoryManager is broken with repetitions (its
// issue 1939), so what memory.c counted is published as counters.

#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <list>
#include <string>
#include <sys/resource.h>

#include "trial.h"

static double now_s()
{
	timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

// One contender and one n: what is known before it is timed.
struct contest {
	const bench *b;
	long n;
	double items;
	trial once;
	bool warm;
};

static void measure(benchmark::State &state, contest *c)
{
	using benchmark::Counter;
	double start = now_s(), canary, after;
	rusage before, used;

	if (c->b->prepare)
		c->b->prepare(c->n);
	// The first calls move malloc's thresholds and its heap; from the
	// third on, all calls are alike.
	for (int i = 0; i < 2 && !c->warm; i++)
		benchmark::DoNotOptimize(c->b->run(c->n));
	c->warm = true;

	canary = bench_canary();
	getrusage(RUSAGE_SELF, &before);
	for (auto _ : state)
		benchmark::DoNotOptimize(c->b->run(c->n));
	getrusage(RUSAGE_SELF, &used);
	after = bench_canary();
	if (c->b->clean)
		c->b->clean();

	state.SetLabel(std::string(c->b->role) + "|" + c->b->label);
	state.counters["items"] = c->items;
	state.counters["start_s"] = start;
	state.counters["canary_ns"] = after > canary ? after : canary;
	state.counters["faults"] =
		Counter(double(used.ru_minflt - before.ru_minflt),
			Counter::kAvgIterations);
	state.counters["preempted"] =
		Counter(double(used.ru_nivcsw - before.ru_nivcsw));
	if (c->once.counted) {
		state.counters["allocations"] =
			double(c->once.memory.allocations);
		state.counters["peak_B"] = double(c->once.memory.peak);
	}
}

// The questions that are asked, and at which sizes.
struct plan {
	const char *name;
	const long *(*sizes)(const question *q);
	bool twice; // the baseline, to see how much it differs from itself
	const char *question, *contender; // these alone, if not null
};

static const long *first_two(const question *q)
{
	static long sizes[3];

	sizes[0] = q->sizes[0];
	sizes[1] = q->sizes[1];
	return sizes;
}

static const long *quick(const question *q)
{
	return q->quick ? q->quick : q->sizes;
}

static const long *full(const question *q)
{
	return q->sizes;
}

static const long *duel(const question *q)
{
	static long sizes[2];

	sizes[0] = q->duel;
	return sizes;
}

static const plan plans[] = {
	{ "smoke", first_two, false, nullptr, nullptr },
	{ "quick", quick, false, nullptr, nullptr },
	{ "full", full, false, nullptr, nullptr },
	{ "duel", duel, true, nullptr, nullptr },
	{ "noise", duel, false, "squares", "eager" },
};

// Process time, so that what a contender's threads use counts as well.
static void enter(const std::string &name, const contest &c)
{
	static std::list<contest> contests;

	contests.push_back(c);
	benchmark::RegisterBenchmark(name.c_str(), measure, &contests.back())
		->ArgName("n")
		->Arg(c.n)
		->MeasureProcessCPUTime();
}

static bool enter_all(const plan &p, const question *q, long n)
{
	uint64_t expected = q->expect(n);
	double items = double(q->items ? q->items(n) : expected);
	bool all_right = true;

	for (const bench *b = bench_first(); b; b = b->next) {
		contest c = { b, n, items, trial(), false };
		std::string name = std::string(q->name) + "/" + b->name;

		if (strcmp(b->question, q->name) || (b->most && n > b->most) ||
		    (p.contender && strcmp(p.contender, b->name)))
			continue;
		if (!bench_try(b, n, expected, &c.once)) {
			all_right = false;
			continue;
		}
		enter(name, c);
		if (p.twice && !strcmp(b->name, q->baseline))
			enter(name + "-again", c);
	}
	return all_right;
}

static const plan *find_plan(const char *name)
{
	for (const plan &p : plans)
		if (name && !strcmp(p.name, name))
			return &p;
	fprintf(stderr, "usage: gbench smoke|quick|full|duel|noise "
			"[--benchmark_...]\n");
	exit(2);
}

int main(int argc, char **argv)
{
	benchmark::JSONReporter json;
	const plan *p = find_plan(argc > 1 ? argv[1] : nullptr);
	bool all_right = true;

	for (const question *q = question_first(); q; q = q->next)
		for (const long *n = p->sizes(q); *n; n++)
			if (!p->question || !strcmp(p->question, q->name))
				all_right &= enter_all(*p, q, *n);

	argv[1] = argv[0];
	argv++, argc--;
	benchmark::Initialize(&argc, argv);
	if (benchmark::ReportUnrecognizedArguments(argc, argv))
		return 1;
	benchmark::RunSpecifiedBenchmarks(&json);
	benchmark::Shutdown();
	return all_right ? 0 : 1;
}
