// SPDX-License-Identifier: MIT
//
// gbench.cc - the contenders under Google Benchmark; JSON on stdout.
//
//	gbench [--sizes=K] [--benchmark_...]
//
// The only C++ file.  Every contender answers once, in a process of its own,
// before anything is timed: that compares the answers and weighs the memory.
// A contender that is wrong is named on stderr, is not timed, and makes the
// exit status 1.  K asks for the first K sizes of each question only.
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

static bool enter(const question *q, long n)
{
	static std::list<contest> contests;
	uint64_t expected = q->expect(n);
	double items = double(q->items ? q->items(n) : expected);
	bool all_right = true;

	for (const bench *b = bench_first(); b; b = b->next) {
		contest c = { b, n, items, trial(), false };

		if (strcmp(b->question, q->name) || (b->most && n > b->most))
			continue;
		if (!bench_try(b, n, expected, &c.once)) {
			all_right = false;
			continue;
		}
		contests.push_back(c);
		std::string name = std::string(q->name) + "/" + b->name;
		benchmark::RegisterBenchmark(name.c_str(), measure,
					     &contests.back())
			->ArgName("n")
			->Arg(n);
	}
	return all_right;
}

int main(int argc, char **argv)
{
	benchmark::JSONReporter json;
	bool all_right = true;
	int sizes = 0;

	if (argc > 1 && sscanf(argv[1], "--sizes=%d", &sizes) == 1) {
		argv[1] = argv[0];
		argv++, argc--;
	}
	for (const question *q = question_first(); q; q = q->next)
		for (int i = 0; q->sizes[i] && (!sizes || i < sizes); i++)
			all_right &= enter(q, q->sizes[i]);

	benchmark::Initialize(&argc, argv);
	if (benchmark::ReportUnrecognizedArguments(argc, argv))
		return 1;
	benchmark::RunSpecifiedBenchmarks(&json);
	benchmark::Shutdown();
	return all_right ? 0 : 1;
}
