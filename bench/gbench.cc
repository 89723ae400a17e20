// SPDX-License-Identifier: MIT
//
// gbench.cc - the contenders under Google Benchmark; JSON on stdout.
//
//	gbench PLAN ROUNDS SECONDS [QUESTION]
//
//	smoke, quick, full	every contender, at two sizes of its question,
//				at those of quick runs, or at all
//	duel			every contender at one size, the baseline twice
//	noise			one contender alone
//
// Every contender answers once, in a process of its own, before anything is
// timed: that compares the answers and weighs the memory.  A contender that is
// wrong is named on stderr, is not timed, and makes the exit status 1.
//
// A round is one sample, of about SECONDS, of each contender of a question at
// one size, in random order: these are neighbours in time, and are compared.
// Google Benchmark's own random interleaving would shuffle all questions into
// each other, and put seconds between two that are to be compared.  Its
// MemoryManager is broken with repetitions (its issue 1939), so what memory.c
// counted is published as counters.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <list>
#include <random>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

#include "trial.h"

static double now_s()
{
	timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

// Of ours, and of what was done for us elsewhere.
static double cpu_s()
{
	timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return double(now.tv_sec) + double(now.tv_nsec) * 1e-9 +
	       double(bench_elsewhere.ns) * 1e-9;
}

// One contender and one n: what is known before it is timed.
struct contest {
	const bench *b;
	std::string name;
	long n;
	double items;
	trial once;
	long calls; // that make up a sample
	bool clock; // the time on it is what counts
};

static void prepare(const contest &c)
{
	if (c.b->prepare)
		c.b->prepare(c.n);
}

static void clean(const contest &c)
{
	if (c.b->clean)
		c.b->clean();
}

// How many calls take so many seconds.  The first calls move malloc's
// thresholds and its heap; from the third on, all are alike.  The second is
// near enough to tell how many are needed, if it alone takes long.
static long calls_in(double seconds, const contest &c)
{
	double took = 0;
	long calls = 1;

	prepare(c);
	benchmark::DoNotOptimize(c.b->run(c.n));
	for (;; calls *= 4) {
		double start = cpu_s();

		for (long i = 0; i < calls; i++)
			benchmark::DoNotOptimize(c.b->run(c.n));
		took = cpu_s() - start;
		if (took > seconds / 8)
			break;
	}
	clean(c);
	calls = long(seconds / took * double(calls));
	return calls > 0 ? calls : 1;
}

// Who is being timed.  A contender that ends the program is named, and the
// result is none.
static const contest *timed;

static void name_timed()
{
	if (timed)
		fprintf(stderr,
			"%s/n:%ld: error: ended the program while it "
			"was timed\n",
			timed->name.c_str(), timed->n);
	timed = nullptr;
}

static void name_timed_on(int sign)
{
	name_timed();
	signal(sign, SIG_DFL);
	raise(sign);
}

static void measure(benchmark::State &state, const contest *c, int round)
{
	using benchmark::Counter;
	uint64_t elsewhere = bench_elsewhere.ns;
	double start = now_s(), canary, after;
	rusage before, used;

	timed = c;
	prepare(*c);
	canary = bench_canary();
	getrusage(RUSAGE_SELF, &before);
	for (auto _ : state)
		benchmark::DoNotOptimize(c->b->run(c->n));
	getrusage(RUSAGE_SELF, &used);
	after = bench_canary();
	elsewhere = bench_elsewhere.ns - elsewhere;
	clean(*c);
	timed = nullptr;

	state.SetLabel(std::string(c->b->role) + "|" + c->b->label);
	state.counters["round"] = round;
	state.counters["items"] = c->items;
	if (c->clock)
		state.counters["clock"] = 1;
	state.counters["start_s"] = start;
	state.counters["canary_ns"] = after > canary ? after : canary;
	state.counters["faults"] =
		Counter(double(used.ru_minflt - before.ru_minflt),
			Counter::kAvgIterations);
	state.counters["preempted"] =
		Counter(double(used.ru_nivcsw - before.ru_nivcsw));
	if (elsewhere)
		state.counters["elsewhere_ns"] =
			Counter(double(elsewhere), Counter::kAvgIterations);
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

// What is compared with each other: the contenders of a question at one n.
// False if one of them was wrong.
static bool gather(std::vector<contest> &group, const plan &p,
		   const question *q, long n, double seconds)
{
	uint64_t expected = q->expect(n);
	double items = double(q->items ? q->items(n) : expected);
	bool all_right = items > 0;

	if (!all_right)
		fprintf(stderr,
			"%s/n:%ld: error: no items, so no time per "
			"item: .items is missing\n",
			q->name, n);
	for (const bench *b = bench_first(); b && items > 0; b = b->next) {
		contest c = { b,       std::string(q->name) + "/" + b->name,
			      n,       items,
			      trial(), 0,
			      q->clock };

		if (strcmp(b->question, q->name) || (b->most && n > b->most) ||
		    n < b->least ||
		    (p.contender && strcmp(p.contender, b->name)))
			continue;
		if (!bench_try(b, n, expected, &c.once)) {
			all_right = false;
			continue;
		}
		c.calls = calls_in(seconds, c);
		group.push_back(c);
		if (p.twice && !strcmp(b->name, q->baseline)) {
			c.name += "-again";
			group.push_back(c);
		}
	}
	return all_right;
}

// Process time, so that what a contender's threads use counts as well.
static void enter(const contest *c, int round)
{
	benchmark::RegisterBenchmark(c->name.c_str(), measure, c, round)
		->ArgName("n")
		->Arg(c->n)
		->Iterations(c->calls)
		->MeasureProcessCPUTime();
}

static const plan *find_plan(const char *name)
{
	for (const plan &p : plans)
		if (!strcmp(p.name, name))
			return &p;
	return nullptr;
}

int main(int argc, char **argv)
{
	const plan *p = argc == 4 || argc == 5 ? find_plan(argv[1]) : nullptr;
	const char *only = p && p->question ? p->question : argv[4];
	std::list<std::vector<contest>> groups;
	std::vector<std::vector<contest> *> order;
	std::random_device chance;
	unsigned seed = chance();
	std::mt19937 random(seed);
	// What contenders print must not come between the results.
	FILE *output = fdopen(dup(STDOUT_FILENO), "w");
	std::ostringstream results;
	benchmark::JSONReporter json;
	bool all_right = true;

	if (!output || !freopen("/dev/null", "w", stdout)) {
		perror("gbench: stdout");
		return 1;
	}
	if (!p) {
		fprintf(stderr, "usage: gbench smoke|quick|full|duel|noise "
				"ROUNDS SECONDS [QUESTION]\n");
		return 2;
	}
	if (!bench_check())
		return 2;
	for (const question *q = question_first(); q; q = q->next)
		for (const long *n = p->sizes(q); *n; n++) {
			if (only && strcmp(only, q->name))
				continue;
			groups.emplace_back();
			order.push_back(&groups.back());
			all_right &=
				gather(groups.back(), *p, q, *n, atof(argv[3]));
		}
	std::shuffle(order.begin(), order.end(), random);
	for (auto *group : order)
		for (int round = 1; round <= atoi(argv[2]); round++) {
			std::vector<const contest *> turns;

			for (const contest &c : *group)
				turns.push_back(&c);
			std::shuffle(turns.begin(), turns.end(), random);
			for (const contest *c : turns)
				enter(c, round);
		}

	atexit(name_timed);
	for (int sign : { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL })
		signal(sign, name_timed_on);
	argc = 1;
	benchmark::Initialize(&argc, argv);
	benchmark::AddCustomContext("seed", std::to_string(seed));
	json.SetOutputStream(&results);
	benchmark::RunSpecifiedBenchmarks(&json);
	benchmark::Shutdown();
	fputs(results.str().c_str(), output);
	if (fclose(output)) {
		perror("gbench: results");
		return 1;
	}
	return all_right ? 0 : 1;
}
