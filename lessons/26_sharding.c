/* SPDX-License-Identifier: MIT */
/*
 * 26_sharding - who loads what, when several programs share the work?
 *
 * You will see: ten samples for four ranks, and what becomes of the two that
 * are left over; how often ranks must meet; one file that they all read.
 * New here: rank and world, uneven, loader_steps(), dataset_lines().
 *   Here one program plays all ranks.  Where there is Open MPI, four of it run:
 *	mpirun -n 4 build/release/lessons/26_sharding
 *   each with its number in the environment, and each prints its own part (on
 *   few cores add --oversubscribe, as root --allow-run-as-root).
 * Comes from: DistributedSampler in torch.utils.data.
 * Leads to: lib/include/generator/mpi.h, for ranks that talk to each other;
 *   loader_order_span() in lib/src/order.h.
 *
 * Predict: Ten samples, four ranks: how many does each get?  DistributedSampler
 *   makes them twelve, three for each: which samples does it use twice?
 * Answer: 3, 3, 2 and 2.  Padded, 0 and 1 come twice: good to train in step,
 *   and wrong for counting, so the loader marks them.  Ranks that meet after
 *   every batch, in what MPI calls a collective, must all meet equally often,
 *   loader_steps() times, with nothing in hand if need be: else 0 and 1 would
 *   wait in their third meeting, for ever, for two that have gone home.
 */
#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <generator/loader.h>

static const int samples[10] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static void check(const struct loader *loader)
{
	if (loader_error(loader))
		errx(1, "%s", loader_error(loader)->text);
}

static void print_share(const struct loader_options *options, const char *name)
{
	struct dataset *set = dataset_array(samples, 10, sizeof *samples);
	struct loader *loader = loader_new(set, options);

	printf("%s, rank %" PRIu64 " of %" PRIu64 ":", name, options->rank,
	       options->world);
	gen_each (const struct loaded *, b, loader_iter(loader))
		printf(b->padding ? " (%d)" : " %d",
		       *(const int *)b->batch.items);
	check(loader);
	printf(", in %" PRIu64 " batches; %" PRIu64 " meetings\n",
	       loader_length(loader), loader_steps(loader));
	loader_free(loader);
	dataset_free(set);
}

/* Each rank reads the lines that begin in its part of the file's bytes, and
 * nothing of what the others read. */
static void print_lines(const struct loader_options *options,
			struct dataset *set)
{
	struct loader *loader = loader_new(set, options);
	size_t lines = 0;

	gen_each (const struct loaded *, b, loader_iter(loader))
		lines += b->batch.count;
	check(loader);
	printf("rank %" PRIu64 " of %" PRIu64 " reads %zu lines\n",
	       options->rank, options->world, lines);
	loader_free(loader);
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	const char *names[] = { "even", "padded", "dropped" };
	const char *rank = getenv("OMPI_COMM_WORLD_RANK");
	const char *world = getenv("OMPI_COMM_WORLD_SIZE");
	struct loader_options options = { .batch = 1, .world = 4 };
	struct dataset *lines = dataset_lines(path);
	uint64_t first = 0, last = 3;

	if (lines && lines->code)
		errx(1, "%s", lines->text);
	if (rank && world) { /* mpirun started us: be one of them */
		options.world = strtoull(world, NULL, 10);
		first = last = strtoull(rank, NULL, 10);
	}
	for (int how = LOADER_EVEN; how <= LOADER_DROP; how++) {
		options.uneven = (enum loader_uneven)how;
		for (options.rank = first; options.rank <= last; options.rank++)
			print_share(&options, names[how]);
	}
	options.uneven = LOADER_EVEN;
	for (options.rank = first; options.rank <= last; options.rank++)
		print_lines(&options, lines);
	dataset_free(lines);
	return 0;
}
