/* SPDX-License-Identifier: MIT */
/*
 * 22_batching - how does a data set become batches?
 *
 * You will see: 8 samples by 2, shuffled by a real loader, as the tutorial's
 * DataLoader would; then its naive loader's ten lists of ten; a last batch that
 * is not full; batches of 0, of which the tutorial's makes one, of everything;
 * what becomes of batches that are kept.
 * New here: loader_new() over a dataset; struct batch; gen_defer(), which calls
 *   free() at the body's end.
 * Comes from: the tutorial, "DataLoaders, Streaming and Lazy Loading".
 * Leads to: <generator/loader.h>, iter_batch() in lib/src/pipeline.c.
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
#include <generator/loader.h>

struct simple_data_loader {
	const int *data; /* all in memory; only batches are lazy */
	size_t len, batch_size;
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
	for (size_t idx = 0; go_on && idx < my->len; idx++) {
		items[batch.count++] = my->data[idx];
		if (batch.count == size) {
			go_on = gen_yield(self, &batch);
			batch.count = 0; /* Python: a new list */
		}
	}
	if (batch.count && !my->drop_last)
		go_on = gen_yield(self, &batch); /* any remaining data */
	return NULL;
}

static void print_batches(struct iter *loader, const char *mark)
{
	gen_each (const struct batch *, batch, loader)
		for (size_t i = 0; i < batch->count; i++)
			printf("%s%d%s", i ? ", " : mark,
			       ((const int *)batch->items)[i],
			       i + 1 < batch->count ? "" : "]\n");
	if (iter_error(loader))
		printf("= refused: %s\n", strerror(iter_error(loader)));
	else
		printf("StopIteration: No more data.\n");
}

static void naive(const int *data, size_t len, size_t n, bool drop)
{
	GEN_AUTO struct gen *loader =
		gen_call(simple_data_loader, .data = data, .len = len,
			 .batch_size = n, .drop_last = drop);

	printf("%zu by %zu%s:\n", len, n, drop ? ", drop_last" : "");
	print_batches(gen_iter(loader), "[");
}

int main(void)
{
	static int data[105];
	struct dataset *dataset = dataset_array(data, 8, sizeof *data);
	struct loader *loader = loader_new(
		dataset,
		&(struct loader_options){ .batch = 2, .shuffle = true });
	GEN_AUTO struct gen *keep = gen_call(simple_data_loader, .data = data,
					     .len = 105, .batch_size = 10);
	const int *kept[3];

	for (int i = 0; i < 105; i++)
		data[i] = i;
	printf("8 by 2, shuffle=True:\n");
	print_batches(loader_iter(loader), "= [");
	loader_free(loader);
	dataset_free(dataset); /* the loader has only borrowed it */
	naive(data, 100, 10, false);
	naive(data, 105, 10, false);
	naive(data, 105, 10, true);
	naive(data, 8, 0, false);
	for (int i = 0; i < 3; i++)
		kept[i] = ((const struct batch *)gen_next(keep))->items;
	printf("= three batches that were kept begin with %d %d %d\n", *kept[0],
	       *kept[1], *kept[2]);
	return 0;
}
