/* SPDX-License-Identifier: MIT */
/*
 * 22_batching - how does a data set become batches?
 *
 * You will see: the tutorial's MyDataset by 2, then its loader's ten lists of
 * ten; a last batch that is not full; what becomes of batches that are kept.
 * New here: gen_defer(), which calls free() at the body's end; struct batch.
 * Comes from: the tutorial, "DataLoaders, Streaming and Lazy Loading".
 * Leads to: iter_batch() in lib/src/pipeline.c.
 *
 * Predict: How many batches are 105 items by 10?  And if we keep what the
 *   first three next() gave, and print it afterwards: what is in them?
 * Answer: 11, the last one of 5; 10 with drop_last.  All three are the third:
 *   a batch is lent, and its buffer is used for the next.  Copy to keep.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/pipeline.h>

/* MyDataset: len items of size bytes, all in memory; only batches are lazy. */
struct my_dataset {
	const void *data;
	size_t len, size;
};

static const void *my_dataset_get(const struct my_dataset *my, size_t idx)
{
	return (const char *)my->data + idx * my->size;
}

struct simple_data_loader {
	struct my_dataset dataset;
	size_t batch_size;
	bool drop_last;
};

static const void *simple_data_loader(struct gen *self, void *args)
{
	const struct simple_data_loader *my = args;
	size_t size = my->dataset.size;
	char *items = gen_defer(self, free, calloc(my->batch_size, size));
	struct batch batch = { items, 0 };
	bool go_on = true;

	if (!items || !my->batch_size) /* 0: all at once, in the tutorial */
		return gen_raise(self, my->batch_size ? ENOMEM : EINVAL);
	for (size_t idx = 0; go_on && idx < my->dataset.len; idx++) {
		memcpy(items + batch.count++ * size,
		       my_dataset_get(&my->dataset, idx), size);
		if (batch.count == my->batch_size) {
			go_on = gen_yield(self, &batch);
			batch.count = 0; /* Python: a new list */
		}
	}
	if (batch.count && !my->drop_last)
		go_on = gen_yield(self, &batch); /* any remaining data */
	return NULL;
}

static struct gen *load(struct my_dataset dataset, size_t n, bool drop_last)
{
	return gen_call(simple_data_loader, .dataset = dataset, .batch_size = n,
			.drop_last = drop_last);
}

static void print_batches(struct gen *loader, size_t numbers_per_item)
{
	gen_each (const struct batch *, batch, loader) {
		for (size_t i = 0; i < batch->count * numbers_per_item; i++)
			printf("%s%d", i ? ", " : "[",
			       ((const int *)batch->items)[i]);
		printf("]\n");
	}
	printf("StopIteration: No more data.\n");
}

int main(void)
{
	int numbers[105];
	struct my_dataset samples = { numbers, 8, 3 * sizeof(int) };
	struct my_dataset hundred = { numbers, 100, sizeof(int) };
	struct my_dataset more = { numbers, 105, sizeof(int) };
	GEN_AUTO struct gen *twos = load(samples, 2, false);
	GEN_AUTO struct gen *tens = load(hundred, 10, false);
	GEN_AUTO struct gen *all = load(more, 10, false);
	GEN_AUTO struct gen *full = load(more, 10, true);
	GEN_AUTO struct gen *keep = load(more, 10, false);
	GEN_AUTO struct gen *none = load(hundred, 0, false);
	const struct batch *kept[3];

	for (int i = 0; i < 105; i++)
		numbers[i] = i;
	print_batches(twos, 3);
	print_batches(tens, 1);
	printf("105 by 10:");
	gen_each (const struct batch *, batch, all)
		printf(" %zu", batch->count);
	printf("\nwith drop_last:");
	gen_each (const struct batch *, batch, full)
		printf(" %zu", batch->count);
	for (int i = 0; i < 3; i++)
		kept[i] = gen_next(keep);
	printf("\n"
	       "= three batches that were kept begin with");
	for (int i = 0; i < 3; i++)
		printf(" %d", *(const int *)kept[i]->items);
	gen_next(none);
	printf("\n= batch_size 0 is refused: %s\n", strerror(gen_error(none)));
	return 0;
}
