/* SPDX-License-Identifier: MIT */
/*
 * generator/mpi.h - a loader in each rank of an MPI program.
 *
 *	struct loader_options o = { .batch = 64, .shuffle = true };
 *	uint64_t steps;
 *
 *	MPI_Init(&argc, &argv);
 *	loader_mpi_share(&o, MPI_COMM_WORLD);
 *	l = loader_new(set, &o);
 *	if (loader_mpi_steps(l, MPI_COMM_WORLD, &steps))
 *		MPI_Abort(MPI_COMM_WORLD, 1);
 *	for (uint64_t step = 0; step < steps; step++) {
 *		b = loader_next(l);
 *		sum = b ? learn(b) : 0;
 *		MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM,
 *			      MPI_COMM_WORLD);
 *	}
 *
 * Optional: the library knows nothing of MPI, and this header is all there is.
 * A program that includes it is compiled by mpicc and started by mpirun, here
 * Open MPI's (Debian's libopenmpi-dev and openmpi-bin).
 *
 * Ranks take the batches of one epoch in turn, each loads its own, and nothing
 * is sent but what this header says.  So the dataset must be the same in each.
 *
 * MPI's own errors end the program, or are an EIO if the communicator has
 * MPI_ERRORS_RETURN.
 */
#ifndef GENERATOR_MPI_H
#define GENERATOR_MPI_H

#include <errno.h>
#include <mpi.h>

#include <generator/loader.h>

/*
 * loader_mpi_share - options for this rank: its number, and how many there are.
 *
 * Returns    0 or an error; options are then as they were.
 * Errors     EINVAL  before MPI_Init(), and after MPI_Finalize().
 */
static inline int loader_mpi_share(struct loader_options *options,
				   MPI_Comm comm)
{
	int begun = 0, over = 0, rank, world;

	MPI_Initialized(&begun);
	MPI_Finalized(&over);
	if (!begun || over)
		return EINVAL;
	if (MPI_Comm_rank(comm, &rank) || MPI_Comm_size(comm, &world))
		return EIO;
	options->rank = (uint64_t)rank;
	options->world = (uint64_t)world;
	return 0;
}

/*
 * loader_mpi_steps - the greatest number of batches that a rank has.
 *
 * Collective.  Ranks that meet in a collective for each batch must all do so
 * equally often: one with fewer batches takes part in the last without any.
 * This is loader_steps() with two more things: it counts what the ranks really
 * have, and they all learn of a loader that could not be made.
 *
 *   steps   UINT64_MAX: not known (streams, samplers): loader_mpi_next()
 *
 * Returns    0; or the error of a rank, the same for all.
 */
static inline int loader_mpi_steps(const struct loader *l, MPI_Comm comm,
				   uint64_t *steps)
{
	const struct loader_failure *failure = loader_error(l);
	uint64_t most[2] = { failure ? (uint64_t)failure->code : 0,
			     loader_length(l) };

	*steps = 0;
	if (MPI_Allreduce(MPI_IN_PLACE, most, 2, MPI_UINT64_T, MPI_MAX, comm))
		return EIO;
	*steps = most[1];
	return (int)most[0];
}

/*
 * loader_mpi_next - the next batch, as long as any rank has one.
 *
 * Collective, once for each batch.  A batch that could not be loaded counts as
 * one: what to do is up to the rank that sees it in loader_error().  Ask
 * loader_mpi_steps() first: a loader that was refused says so without end.
 *
 *   more   becomes false when no rank has a batch: the same for all
 *
 * Returns    as loader_next(): NULL while others still have batches, too.
 */
static inline const struct loaded *loader_mpi_next(struct loader *l,
						   MPI_Comm comm, bool *more)
{
	const struct loaded *batch = loader_next(l);
	int any = batch || loader_error(l);

	*more = !MPI_Allreduce(MPI_IN_PLACE, &any, 1, MPI_INT, MPI_LOR, comm) &&
		any;
	return batch;
}

#endif
