/* SPDX-License-Identifier: MIT */
/*
 * synthetic.c - the result of a run that never was, of which the truth is
 * known.
 *
 *	synthetic SCENARIO SEED FOLDER
 *
 * Writes FOLDER/gb-01.json and so on, one for each process, as gbench would,
 * and FOLDER/questions.tsv, which makes `a` the baseline of `b`.  Prints
 * "SCENARIO SEED PROCESSES REPETITIONS".
 *
 * A seed gives the same run on each machine: everything is drawn in whole
 * numbers.  Times are nanoseconds, factors millionths.
 */
#include <err.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ONE INT64_C(1000000)
#define MS INT64_C(1000000)

enum { A, AGAIN, B, CONTENDERS, CANARY = CONTENDERS };
enum { MOST_ROUNDS = 30, CALLS = 300, NS_PER_CALL = 3200 };
enum { CANARY_FS = 297450, CANARY_LASTS_NS = 60000 };

/* QUIET: nobody else is on the core.  TWO_SPEEDS, BUSY: somebody is, for half
 * of the time, or nearly always.  DRIFTING: all becomes slower, or faster, from
 * the first process to the last. */
enum host { QUIET, TWO_SPEEDS, BUSY, DRIFTING };

/* How far the layout of one process moves the ratio of b to a: 0.5 to 1 %, or
 * ten times as far. */
enum layout { USUAL = 1, TENFOLD = 10 };

static const struct scenario {
	const char *name;
	enum host host;
	int64_t ratio; /* of b's time to a's on a host that is quiet */
	enum layout layout;
	bool seen_quiet; /* at least once when a sample was taken */
} scenarios[] = {
	{ "same", QUIET, ONE, USUAL, true },
	{ "slower3", QUIET, 1030000, USUAL, true },
	{ "slower10", QUIET, 1100000, USUAL, true },
	{ "faster10", QUIET, 909091, USUAL, true },
	{ "twospeed", TWO_SPEEDS, 1100000, USUAL, false },
	{ "twospeed-same", TWO_SPEEDS, ONE, USUAL, false },
	{ "drift", DRIFTING, ONE, USUAL, true },
	{ "drift10", DRIFTING, 1100000, USUAL, true },
	/* A third of the processes are quiet, and no two of them agree. */
	{ "layout", DRIFTING, ONE, TENFOLD, true },
	{ "busy", BUSY, 1100000, USUAL, true },
	/* As busy, but its quiet moments may all be missed.  Then even the
	 * best is slow, and a canary knows only "slower than at best". */
	{ "unseen", BUSY, 1100000, USUAL, false },
};

/* What a neighbour on the core does to each.  It is worse for a than for b, so
 * that b, the slower one, seems to be the faster one then. */
static const int64_t shared_slowdown[] = {
	[A] = 1800000,
	[AGAIN] = 1800000,
	[B] = 1300000,
	[CANARY] = 1900000,
};

static const char *const names[] = { "a", "a-again", "b" };
static const char *const labels[] = { "eager|a", "eager|a", "stackless|b" };

/* ---- Drawing ---- */

static uint64_t state;

/* splitmix64 */
static uint64_t random_bits(void)
{
	uint64_t x = state += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static int64_t between(int64_t least, int64_t most)
{
	uint64_t range = (uint64_t)(most - least) + 1;

	return least + (int64_t)((random_bits() >> 32) * range >> 32);
}

static bool chance(int64_t probability)
{
	return between(1, ONE) <= probability;
}

static int64_t scale(int64_t x, int64_t factor)
{
	return x * factor / ONE;
}

/* A lognormal factor: e to the power of a normal x, which is as good as the sum
 * of twelve uniform ones.  x is small, so four terms of the series will do. */
static int64_t noise(int64_t deviation)
{
	int64_t x = -6 * ONE, x2;

	for (int i = 0; i < 12; i++)
		x += between(0, ONE);
	x = scale(x, deviation);
	x2 = scale(x, x);
	return ONE + x + x2 / 2 + scale(x2, x) / 6;
}

/* ---- The host ---- */

/* The runs that there are: sweeps and duels of quick and of full ones, where a
 * process has other things to do for so long before these samples. */
static const struct shape {
	int processes, rounds;
	int64_t least, most;
} shapes[] = {
	{ 5, 3, 3000 * MS, 6000 * MS },
	{ 6, 20, 800 * MS, 2000 * MS },
	{ 12, 3, 3000 * MS, 6000 * MS },
	{ 24, 30, 800 * MS, 2000 * MS },
};

/* What is drawn once for a run. */
static struct {
	const struct scenario *scenario;
	int processes, rounds;
	int64_t noise, layout, outliers;
	const struct shape *shape;
	int64_t length; /* of the whole run, about */
	bool faster;    /* the way that a drifting host drifts */
} run;

/* Time goes on and never back: clock is now, and until then, or flip, the
 * host does not change. */
static int64_t clock_ns, flip_ns;
static bool shared;

/* How long the host stays as it is.  A busy one is quiet for a few samples
 * now and then. */
static int64_t spell(void)
{
	int64_t least;

	switch (run.scenario->host) {
	case TWO_SPEEDS:
		least = 100 * MS << between(0, 4);
		return between(least, 2 * least);
	case BUSY:
		return shared ? between(500 * MS, 5000 * MS) :
				between(15 * MS, 25 * MS);
	default:
		return INT64_MAX / 2;
	}
}

static void pass(int64_t duration)
{
	clock_ns += duration;
	while (clock_ns >= flip_ns) {
		shared = !shared;
		flip_ns += spell();
	}
}

static int64_t slowdown(int who)
{
	int64_t since = run.faster ? run.length - clock_ns : clock_ns;

	if (run.scenario->host == DRIFTING)
		return ONE + 300 * since / (run.length / 1000);
	return shared ? shared_slowdown[who] : ONE;
}

/* Does what takes so long on a quiet host; returns how long it took.  The host
 * may change meanwhile. */
static int64_t work(int who, int64_t duration)
{
	int64_t start = clock_ns, left;

	while (left = flip_ns - clock_ns,
	       scale(duration, slowdown(who)) > left) {
		duration -= left * ONE / slowdown(who);
		pass(left);
	}
	pass(scale(duration, slowdown(who)));
	return clock_ns - start;
}

/* Femtoseconds per step. */
static int64_t canary(void)
{
	int64_t fs = scale(scale(CANARY_FS, slowdown(CANARY)), noise(2000));

	work(CANARY, CANARY_LASTS_NS);
	return fs;
}

/* ---- A process ---- */

struct sample {
	int who, round;
	int64_t start_ns, cpu_ns, wall_ns, canary_fs;
	bool preempted;
};

/* In the order of time. */
static struct sample samples[CONTENDERS * MOST_ROUNDS];

/* Two entries of one program are laid out in memory in two ways, and so is one
 * program in two processes: layout is this one's factor. */
static struct sample take(int who, int round, int64_t layout)
{
	int64_t duration = scale(CALLS * NS_PER_CALL, layout), begin, after;
	struct sample s = { who, round, .start_ns = clock_ns };

	s.canary_fs = canary();
	if (who == B)
		duration = scale(duration, run.scenario->ratio);
	duration = scale(duration, noise(run.noise));
	s.preempted = chance(run.outliers);
	if (s.preempted)
		duration = scale(duration, between(1200000, 4000000));
	begin = clock_ns;
	s.cpu_ns = work(who, duration);
	/* A preempted process waits, and then finds its caches cold. */
	if (s.preempted)
		pass(between(MS, 8 * MS));
	s.wall_ns = clock_ns - begin;
	after = canary();
	if (after > s.canary_fs)
		s.canary_fs = after;
	pass(between(20000, 80000));
	return s;
}

/* Rounds, each with all contenders in random order. */
static void measure(void)
{
	int64_t layout[CONTENDERS];
	struct sample *next = samples;

	for (int who = 0; who < CONTENDERS; who++)
		layout[who] = noise(run.layout);
	for (int round = 1; round <= run.rounds; round++) {
		int turns[CONTENDERS] = { A, AGAIN, B };

		for (int left = CONTENDERS; left; left--) {
			int at = (int)between(0, left - 1), who = turns[at];

			turns[at] = turns[left - 1];
			*next++ = take(who, round, layout[who]);
		}
	}
}

/* ---- What Google Benchmark 1.7.1 prints ---- */

static FILE *create(const char *folder, const char *name)
{
	char path[4096];
	FILE *file;

	if (snprintf(path, sizeof path, "%s/%s", folder, name) >=
	    (int)sizeof path)
		errx(1, "%s: too long a name", folder);
	if (!(file = fopen(path, "w")))
		err(1, "%s", path);
	return file;
}

static void finish(FILE *file, const char *folder)
{
	bool failed = ferror(file);

	if (fclose(file) || failed)
		err(1, "%s", folder);
}

static void print_sample(FILE *to, const struct sample *s)
{
	fprintf(to,
		"    {\n"
		"      \"name\": \"synthetic/%s/n:1000/iterations:%d/"
		"process_time\",\n"
		"      \"run_name\": \"synthetic/%s/n:1000/iterations:%d/"
		"process_time\",\n"
		"      \"run_type\": \"iteration\",\n"
		"      \"repetitions\": 1,\n"
		"      \"repetition_index\": 0,\n"
		"      \"threads\": 1,\n"
		"      \"iterations\": %d,\n",
		names[s->who], CALLS, names[s->who], CALLS, CALLS);
	fprintf(to,
		"      \"real_time\": %.16e,\n"
		"      \"cpu_time\": %.16e,\n"
		"      \"time_unit\": \"ns\",\n"
		"      \"allocations\": %.16e,\n"
		"      \"canary_ns\": %.16e,\n"
		"      \"faults\": %.16e,\n"
		"      \"items\": %.16e,\n"
		"      \"peak_B\": %.16e,\n"
		"      \"preempted\": %.16e,\n"
		"      \"round\": %.16e,\n"
		"      \"start_s\": %.16e,\n"
		"      \"label\": \"%s\"\n"
		"    }",
		(double)s->wall_ns / CALLS, (double)s->cpu_ns / CALLS, 0.0,
		(double)s->canary_fs / 1e6, 0.0, 1000.0, 0.0,
		(double)s->preempted, (double)s->round,
		(double)s->start_ns / 1e9, labels[s->who]);
}

static void print_process(const char *folder, int process)
{
	char name[32];
	FILE *to;

	snprintf(name, sizeof name, "gb-%02d.json", process);
	to = create(folder, name);
	fprintf(to, "{\n"
		    "  \"context\": {\n"
		    "    \"executable\": \"tests/synthetic\",\n"
		    "    \"library_build_type\": \"debug\"\n"
		    "  },\n"
		    "  \"benchmarks\": [\n");
	for (int i = 0, last = CONTENDERS * run.rounds - 1; i <= last; i++) {
		print_sample(to, &samples[i]);
		fprintf(to, i < last ? ",\n" : "\n");
	}
	fprintf(to, "  ]\n}\n");
	finish(to, folder);
}

/* ---- A run ---- */

static void draw_run(const char *seed)
{
	char *end;

	errno = 0;
	state = strtoull(seed, &end, 10);
	if (errno || end == seed || *end)
		errx(2, "%s: not a seed", seed);
	/* Scenarios with one seed have nothing in common. */
	for (const char *c = run.scenario->name; *c; c++)
		state = (state ^ (unsigned char)*c) * 0x100000001b3;

	run.shape = &shapes[strtoull(seed, &end, 10) % 4];
	run.processes = run.shape->processes;
	run.rounds = run.shape->rounds;
	run.noise = between(5000, 40000);
	/* Of a ratio it is greater, by the root of 2. */
	run.layout = between(3536, 7071) * (int64_t)run.scenario->layout;
	run.outliers = between(0, 40000);
	run.faster = chance(ONE / 2);
	run.length = run.processes * ((run.shape->least + run.shape->most) / 2 +
				      run.rounds * CONTENDERS * 12 * MS / 10);
	shared = run.scenario->host == BUSY;
	if (run.scenario->host == TWO_SPEEDS)
		shared = chance(ONE / 2);
	flip_ns = spell();
}

int main(int argc, char **argv)
{
	const size_t count = sizeof scenarios / sizeof *scenarios;
	const char *folder;
	FILE *questions;
	int quiet_one;

	if (argc != 4)
		errx(2, "usage: synthetic SCENARIO SEED FOLDER");
	folder = argv[3];
	for (size_t i = 0; i < count; i++)
		if (!strcmp(scenarios[i].name, argv[1]))
			run.scenario = &scenarios[i];
	if (!run.scenario)
		errx(2, "%s: no such scenario", argv[1]);
	draw_run(argv[2]);

	if (mkdir(folder, 0777) && errno != EEXIST)
		err(1, "%s", folder);
	questions = create(folder, "questions.tsv");
	fprintf(questions, "question\tasks\tunit\tof\tbaseline\tduel\n"
			   "synthetic\tIs b slower?\tvalue\tvalues\ta\t1000\n");
	finish(questions, folder);

	quiet_one = (int)between(1, run.processes);
	for (int i = 1; i <= run.processes; i++) {
		/* Before it measures, a process gets its answers. */
		pass(between(run.shape->least, run.shape->most));
		if (run.scenario->host == BUSY && run.scenario->seen_quiet &&
		    i == quiet_one) {
			shared = false;
			flip_ns = clock_ns + spell();
		}
		measure();
		print_process(folder, i);
	}
	printf("%s %s %d %d\n", run.scenario->name, argv[2], run.processes,
	       run.rounds);
	return 0;
}
