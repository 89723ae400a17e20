/* SPDX-License-Identifier: MIT */
/*
 * 23_shuffling_epochs - how random is a shuffled stream?
 *
 * You will see: 0 to 99 through a buffer, from which a random one is taken each
 * time, and the next put into its place; with 100 slots that is a full shuffle.
 * How two epochs begin, and what 1000 have in common; then those of a loader.
 * New here: loader_restart() begins the next epoch, in another order by itself.
 * Comes from: shuffle() of tf.data and WebDataset; seeds and epochs of PyTorch.
 * Leads to: lib/src/order.c, which computes the place of each sample; for
 *   streams, the same buffer in lib/src/source.c; larger ones in a chart.
 *
 * Predict: The buffer has 4 slots.  In which place can 99 come out at best: the
 *   1st, or the 97th?  And two runs with seeds 7 and 8: what do they share?
 * Answer: the 97th: 96 others are drawn before 99 even gets a slot.  A file
 *   sorted by label remains so, nearly: of the first 50, 49 are still among
 *   the first 50.  A full shuffle, which needs a slot for each, makes that 25.
 *   If seed and epoch are added up, as in PyTorch's DistributedSampler, epoch 1
 *   of seed 7 is epoch 0 of seed 8.  The loader hashes them.
 */
#include <err.h>
#include <stdio.h>

#include <generator.h>
#include <generator/loader.h>

enum { N = 100, EPOCHS = 1000 };

struct shuffle_buffer {
	size_t slots;
	uint64_t seed;
};

static const void *shuffle_buffer(struct gen *self, void *args)
{
	struct shuffle_buffer *my = args;
	int slot[N], next = 0; /* of the stream */
	size_t count = 0;

	while (count < my->slots)
		slot[count++] = next++;
	while (count) {
		/* Park and Miller's numbers are the same in any language. */
		size_t i = (my->seed = my->seed * 48271 % 0x7fffffff) % count;
		int item = slot[i];

		slot[i] = next < N ? next++ : slot[--count];
		if (!gen_yield(self, &item))
			break;
	}
	return NULL;
}

static void print_order(const char *mark, const int *order)
{
	for (int place = 0; place < 10; place++)
		printf("%s %d", place ? "" : mark, order[place]);
	printf(" ...\n");
}

static void buffer(size_t slots, uint64_t seed)
{
	int earliest = N, half = 0;

	printf("a buffer of %zu, seed %d, epochs 0 and 1:\n", slots, (int)seed);
	for (int epoch = 0; epoch < EPOCHS; epoch++, seed++) {
		GEN_AUTO struct gen *g = gen_call(shuffle_buffer, slots, seed);
		int order[N], place = 0;

		gen_each (const int *, item, g) {
			if (*item == N - 1 && place < earliest)
				earliest = place;
			half += *item < N / 2 && place < N / 2;
			order[place++] = *item;
		}
		if (place < N)
			errx(1, "no memory");
		if (epoch < 2)
			print_order(" ", order);
	}
	printf("  99 in place %d at best; of the first 50, %.1f stay there\n",
	       earliest + 1, (double)half / EPOCHS);
}

int main(void)
{
	static int numbers[N];
	struct dataset *set = dataset_array(numbers, N, sizeof *numbers);
	struct loader_options how = { .batch = N, .shuffle = true };

	for (int i = 0; i < N; i++)
		numbers[i] = i;
	buffer(4, 7);
	buffer(4, 8);
	buffer(N, 7);
	for (how.seed = 7; how.seed < 9; how.seed++) {
		struct loader *l = loader_new(set, &how);

		printf("= a loader, seed %d, epochs 0 and 1:\n", (int)how.seed);
		for (int epoch = 0; epoch < 2; epoch++, loader_restart(l)) {
			const struct loaded *all = loader_next(l);

			if (!all)
				errx(1, "%s", loader_error(l)->text);
			print_order("=  ", all->batch.items);
		}
		loader_free(l);
	}
	dataset_free(set);
	return 0;
}
