/* SPDX-License-Identifier: MIT */
/*
 * 22_batching - how does a data set become batches?
 *
 * You will see: the tutorial's MyDataset by 2, then its loader's ten lists of
 * ten; a last batch that is not full; batches of 0, of which the tutorial's
 * loader makes one, of everything; what becomes of batches that are kept.
 * New here: gen_defer(), which calls free() at the body's end; struct batch.
 * Comes from: the tutorial, "DataLoaders, Streaming and Lazy Loading".
 * Leads to: iter_batch() in lib/src/pipeline.c.
 *
 * Predict: How many batches are 105 items by 10?  And if we keep what the
 *   first three next() gave, and print it afterwards: what is in them?
 * Answer: 11, the last one of 5; 10 with drop_last.  All three are the third:
 *   a batch is lent, and its buffer is used for the next.  Copy to keep.
 *   (The tutorial's DataLoader is no generator but an object with a __next__,
 *   and its data, too, are all in memory.)
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/pipeline.h>

struct my_dataset { /* all in memory; only batches are lazy */
	const int *data;
	size_t len;
};

static int my_dataset_get(const struct my_dataset *my, size_t idx)
{
	return my->data[idx];
}

struct simple_data_loader {
	struct my_dataset dataset;
	size_t batch_size;
	bool drop_last;
};

static const void *simple_data_loader(struct gen *self, void *args)
{
	const struct simple_data_loader *my = args;
	size_t size = my->batch_size;
	int *items = gen_defer(self, free, calloc(size, sizeof *items));
	struct batch batch = { items, 0 };
	bool go_on = true;

	if (!items || !size) /* 0: all at once, in the tutorial */
		return gen_raise(self, size ? ENOMEM : EINVAL);
	for (size_t idx = 0; go_on && idx < my->dataset.len; idx++) {
		items[batch.count++] = my_dataset_get(&my->dataset, idx);
		if (batch.count == size) {
			go_on = gen_yield(self, &batch);
			batch.count = 0; /* Python: a new list */
		}
	}
	if (batch.count && !my->drop_last)
		go_on = gen_yield(self, &batch); /* any remaining data */
	return NULL;
}

static void print_batches(struct my_dataset dataset, size_t n, bool drop)
{
	GEN_AUTO struct gen *loader =
		gen_call(simple_data_loader, .dataset = dataset,
			 .batch_size = n, .drop_last = drop);

	printf("%zu by %zu%s:\n", dataset.len, n, drop ? ", drop_last" : "");
	gen_each (const struct batch *, batch, loader)
		for (size_t i = 0; i < batch->count; i++)
			printf("%s%d%s", i ? ", " : "[",
			       ((const int *)batch->items)[i],
			       i + 1 < batch->count ? "" : "]\n");
	if (gen_error(loader))
		printf("= refused: %s\n", strerror(gen_error(loader)));
	else
		printf("StopIteration: No more data.\n");
}

int main(void)
{
	int numbers[105];
	struct my_dataset samples = { numbers, 8 }, more = { numbers, 105 };
	GEN_AUTO struct gen *keep =
		gen_call(simple_data_loader, .dataset = more, .batch_size = 10);
	const int *kept[3];

	for (int i = 0; i < 105; i++)
		numbers[i] = i;
	print_batches(samples, 2, false);
	print_batches((struct my_dataset){ numbers, 100 }, 10, false);
	print_batches(more, 10, false);
	print_batches(more, 10, true);
	print_batches(samples, 0, false);
	for (int i = 0; i < 3; i++)
		kept[i] = ((const struct batch *)gen_next(keep))->items;
	printf("= three batches that were kept begin with %d %d %d\n", *kept[0],
	       *kept[1], *kept[2]);
	return 0;
}
