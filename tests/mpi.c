/* SPDX-License-Identifier: MIT */
/*
 * mpi.c - ranks that share a dataset, started by mpirun -n 1, 2, 3, 4.
 *
 * Promises: generator/mpi.h; rank, world and uneven in generator/loader.h;
 * "Each rank reads the lines that begin in its part" in generator/dataset.h.
 * A sentence is true if it is so in all ranks; rank 0 prints it, as TAP.
 */
#include <generator/lines.h>
#include <generator/mpi.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ALL MPI_COMM_WORLD
enum { MOST = 1100 }; /* samples */

static uint64_t numbers[MOST];
static int rank, world, sentences;

/* In place of the C library's: counts what is read while we say so. */
static size_t bytes_read;
static bool watching;

ssize_t read(int fd, void *to, size_t size)
{
	ssize_t got = syscall(SYS_read, fd, to, size);

	if (watching && got > 0)
		bytes_read += (size_t)got;
	return got;
}

/* ---- What ranks know together ---- */

static bool everywhere(bool here)
{
	MPI_Allreduce(MPI_IN_PLACE, &here, 1, MPI_C_BOOL, MPI_LAND, ALL);
	return here;
}

static uint64_t sum(uint64_t value)
{
	MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_UINT64_T, MPI_SUM, ALL);
	return value;
}

/* The greatest value of a rank minus the least. */
static uint64_t spread(uint64_t value)
{
	uint64_t ends[2] = { value, UINT64_MAX - value };

	MPI_Allreduce(MPI_IN_PLACE, ends, 2, MPI_UINT64_T, MPI_MAX, ALL);
	return ends[0] - (UINT64_MAX - ends[1]);
}

static void verdict(bool here, const char *sentence)
{
	bool all = everywhere(here);

	sentences++;
	if (!rank)
		printf("%sok %d - %s, %d ranks\n", all ? "" : "not ", sentences,
		       sentence, world);
}

/* ---- An epoch of this rank ---- */

struct seen {
	uint64_t times[MOST]; /* that each sample was lent, to any rank */
	uint64_t samples, padding, batches;
};

static const uint64_t lengths[] = { 0, 1, 2, 3, 4, 5, 10, 129, 1003 };
enum { LENGTHS = sizeof lengths / sizeof *lengths };

static struct loader *loader_of(struct dataset *set, struct loader_options o)
{
	if (loader_mpi_share(&o, ALL))
		return NULL;
	return loader_new(set, &o);
}

static void look_at(struct seen *seen, const struct loaded *b)
{
	for (size_t i = 0; i < b->batch.count; i++)
		seen->times[((const uint64_t *)b->batch.items)[i]]++;
	seen->samples += b->batch.count;
	seen->padding += b->padding;
	seen->batches++;
}

static bool see(struct seen *seen, uint64_t length, struct loader_options o)
{
	struct dataset *set = dataset_array(numbers, length, sizeof *numbers);
	struct loader *l = loader_of(set, o);
	const struct loaded *b;
	bool well;

	*seen = (struct seen){ .samples = 0 };
	while ((b = loader_next(l)))
		look_at(seen, b);
	well = !loader_error(l) && seen->batches == loader_length(l);
	loader_free(l);
	dataset_free(set);
	MPI_Allreduce(MPI_IN_PLACE, seen->times, MOST, MPI_UINT64_T, MPI_SUM,
		      ALL);
	return well;
}

/* How many of so many samples were lent as often as that. */
static uint64_t count_of(const struct seen *seen, uint64_t length,
			 uint64_t times)
{
	uint64_t count = 0;

	for (uint64_t i = 0; i < length; i++)
		count += seen->times[i] == times;
	return count;
}

static bool is_even(const struct seen *s, uint64_t length)
{
	return count_of(s, length, 1) == length && !s->padding &&
	       spread(s->samples) <= 1 && spread(s->batches) <= 1;
}

/* All have as many; what some have twice is marked. */
static bool is_padded(const struct seen *s, uint64_t length)
{
	uint64_t padding = sum(s->padding);

	return count_of(s, length, 0) == 0 && spread(s->samples) == 0 &&
	       padding < (uint64_t)world && sum(s->samples) == length + padding;
}

static bool is_dropped(const struct seen *s, uint64_t length)
{
	uint64_t missed = length % (uint64_t)world;

	return count_of(s, length, 0) == missed && spread(s->samples) == 0 &&
	       count_of(s, length, 1) == length - missed && !s->padding;
}

static void shares_are(enum loader_uneven uneven,
		       bool (*right)(const struct seen *, uint64_t),
		       const char *sentence)
{
	bool well = true;

	for (size_t i = 0; i < LENGTHS; i++)
		for (size_t batch = 1; batch < 100; batch *= 3)
			for (int shuffle = 0; shuffle < 2; shuffle++) {
				struct loader_options o = {
					.batch = batch,
					.shuffle = shuffle,
					.seed = 7,
					.uneven = uneven,
				};
				struct seen s;

				well &= see(&s, lengths[i], o);
				well &= right(&s, lengths[i]);
			}
	verdict(well, sentence);
}

/* ---- The order of an epoch ---- */

/* The samples of one process that loads all of it.  Returns how many. */
static size_t order_alone(uint64_t *order, struct dataset *set,
			  const struct loader_options *o)
{
	struct loader *l = loader_new(set, o);
	const struct loaded *b;
	size_t count = 0;

	while ((b = loader_next(l))) {
		memcpy(order + count, b->batch.items,
		       b->batch.count * sizeof *order);
		count += b->batch.count;
	}
	loader_free(l);
	return count;
}

/* Add one step of all ranks, in order of rank, to order in rank 0. */
static size_t gather(uint64_t *order, const struct loaded *b)
{
	int mine = b ? (int)b->batch.count : 0, all = 0;
	int counts[64] = { 0 }, from[64] = { 0 };

	MPI_Gather(&mine, 1, MPI_INT, counts, 1, MPI_INT, 0, ALL);
	for (int i = 0; i < world; i++) {
		from[i] = all;
		all += counts[i];
	}
	MPI_Gatherv(b ? b->batch.items : NULL, mine, MPI_UINT64_T, order,
		    counts, from, MPI_UINT64_T, 0, ALL);
	return (size_t)all;
}

static void order_is_that_of_one_process(void)
{
	struct dataset *set = dataset_array(numbers, 1003, sizeof *numbers);
	struct loader_options o = { .batch = 12, .shuffle = true, .seed = 3 };
	uint64_t alone[MOST], order[MOST], steps;
	size_t one = order_alone(alone, set, &o), all = 0;
	struct loader *l;
	bool well;

	o.batch /= (size_t)world;
	l = loader_of(set, o);
	well = !loader_mpi_steps(l, ALL, &steps);
	for (uint64_t step = 0; well && step < steps; step++)
		all += gather(order + all, loader_next(l));
	well &= !loader_next(l) && !loader_error(l);
	if (!rank)
		well &= one == 1003 && all == one &&
			memcmp(order, alone, one * sizeof *order) == 0;
	verdict(well, "step after step, rank after rank: one process' order");
	loader_free(l);
	dataset_free(set);
}

/* ---- In step ---- */

/* So few that, with two ranks and more, one has a batch less. */
static void steps_are_those_of_who_has_most(void)
{
	uint64_t length = 64 * (uint64_t)world + 1, steps, total = 0;
	struct dataset *set = dataset_array(numbers, length, sizeof *numbers);
	struct loader *l =
		loader_of(set, (struct loader_options){ .batch = 64 });
	bool well = !loader_mpi_steps(l, ALL, &steps) && steps == 2 &&
		    steps == loader_steps(l);

	for (uint64_t step = 0; step < steps; step++) {
		const struct loaded *b = loader_next(l);
		uint64_t mine = 0;

		for (size_t i = 0; b && i < b->batch.count; i++)
			mine += ((const uint64_t *)b->batch.items)[i];
		total += sum(mine);
	}
	well &= loader_length(l) == (rank ? 1 : 2);
	well &= total == length * (length - 1) / 2;
	verdict(well, "a collective for each batch ends, and misses none");
	loader_free(l);
	dataset_free(set);
}

static void all_learn_of_a_loader_that_could_not_be_made(void)
{
	bool last = rank == world - 1;
	struct dataset *set = last ? dataset_lines("/no/such/file") :
				     dataset_array(numbers, 9, 8);
	struct loader *l =
		loader_of(set, (struct loader_options){ .batch = 2 });
	uint64_t steps;

	verdict(loader_mpi_steps(l, ALL, &steps) == ENOENT &&
			(loader_error(l) != NULL) == last,
		"all learn of a loader that could not be made");
	loader_free(l);
	dataset_free(set);
}

/* ---- Lines of one file ---- */

enum { LINES = 20000 };
static char path[] = "/tmp/test-mpi-XXXXXX";

static bool write_lines(void)
{
	FILE *file = rank ? NULL : fdopen(mkstemp(path), "w");

	for (int i = 0; file && i < LINES; i++)
		fprintf(file, "%d %0*d\n", i, i * 7 % 400, 0);
	MPI_Bcast(path, sizeof path, MPI_CHAR, 0, ALL);
	return everywhere(rank || (file && fclose(file) == 0));
}

static long size_of_file(void)
{
	FILE *file = fopen(path, "r");
	long size = -1;

	if (file && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file);
	if (file)
		fclose(file);
	return size;
}

/* Count each line where its number says; in step with the others. */
static uint64_t read_lines(struct loader *l, uint32_t *times)
{
	uint64_t steps = 0;
	bool more = true;

	while (more) {
		const struct loaded *b;
		const struct line *line;

		watching = true;
		b = loader_mpi_next(l, ALL, &more);
		watching = false;
		line = b ? b->batch.items : NULL;
		for (size_t i = 0; b && i < b->batch.count; i++)
			times[strtoul(line[i].text, NULL, 10) % LINES]++;
		steps += more;
	}
	return steps;
}

static bool all_once(uint32_t *times)
{
	bool once = true;

	MPI_Allreduce(MPI_IN_PLACE, times, LINES, MPI_UINT32_T, MPI_SUM, ALL);
	for (int i = 0; i < LINES; i++)
		once &= times[i] == 1;
	return once;
}

static void lines_are_read_by_one_rank_each(void)
{
	static uint32_t times[LINES];
	bool well = write_lines();
	struct dataset *set = dataset_lines(path);
	struct loader *l =
		loader_of(set, (struct loader_options){ .batch = 100 });
	size_t part = (size_t)size_of_file() / (size_t)world;
	uint64_t steps;

	well &= !loader_mpi_steps(l, ALL, &steps) && steps == UINT64_MAX;
	steps = read_lines(l, times);
	verdict(well && !loader_error(l) && all_once(times),
		"all ranks together have each line once");
	verdict(spread(steps) == 0 && steps >= LINES / 100 / (unsigned)world,
		"ranks that do not know how many there are go in step");
	/* A buffer at each border, and what MPI reads. */
	verdict(bytes_read + 4096 >= part && bytes_read < part + (600 << 10),
		"each rank reads its part of the file, and no more");
	loader_free(l);
	dataset_free(set);
	if (!rank)
		remove(path);
}

/* ---- The communicator ---- */

static bool share_is_refused(void)
{
	struct loader_options o = { .rank = 5, .world = 6 };

	return loader_mpi_share(&o, ALL) == EINVAL && o.rank == 5 &&
	       o.world == 6;
}

static void share_is_the_communicators(void)
{
	struct loader_options o = { .batch = 3 }, alone = { .batch = 3 };

	verdict(!loader_mpi_share(&o, ALL) && o.rank == (uint64_t)rank &&
			o.world == (uint64_t)world && o.batch == 3 &&
			!loader_mpi_share(&alone, MPI_COMM_SELF) &&
			alone.rank == 0 && alone.world == 1,
		"rank and world are the communicator's");
}

int main(int argc, char **argv)
{
	bool refused = share_is_refused();

	MPI_Init(&argc, &argv);
	MPI_Comm_rank(ALL, &rank);
	MPI_Comm_size(ALL, &world);
	for (uint64_t i = 0; i < MOST; i++)
		numbers[i] = i;
	verdict(refused, "there are no ranks before MPI_Init()");
	share_is_the_communicators();
	shares_are(LOADER_EVEN, is_even,
		   "even: each sample once, one more for some");
	shares_are(LOADER_PAD, is_padded,
		   "padded: as many for all, some twice");
	shares_are(LOADER_DROP, is_dropped,
		   "dropped: as many for all, some never");
	order_is_that_of_one_process();
	steps_are_those_of_who_has_most();
	all_learn_of_a_loader_that_could_not_be_made();
	lines_are_read_by_one_rank_each();
	MPI_Finalize();
	if (rank)
		return 0;
	printf("%sok %d - there are no ranks after MPI_Finalize()\n1..%d\n",
	       share_is_refused() ? "" : "not ", sentences + 1, sentences + 1);
	return 0;
}
