/* SPDX-License-Identifier: MIT */
/*
 * 28_checkpoint - how does an epoch go on after a crash in its middle?
 *
 * You will see: an epoch in one go; the same, broken off after two batches and
 * taken up again with other workers; and a state that is refused.
 * New here: loader_save(): what has been used, not what was loaded ahead.  No
 *   worker is stopped.  resume: a loader that begins there.
 * Comes from: a wish of 2020 that PyTorch's DataLoader has not fulfilled:
 *   https://github.com/pytorch/pytorch/issues/36650
 * Leads to: lib/src/state.c, lib/src/order.c.
 *
 * Predict: A million shuffled samples, and four workers that are ahead.  How
 *   many bytes must be saved, to go on with exactly the next sample?
 * Answer: 64.  The order is not kept but computed, from the seed and the
 *   epoch; so are the random numbers of a sample, from its number besides.
 *   So a place is a number, and who loads is not a part of it.
 */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include <generator/loader.h>

enum { SAMPLES = 22 };

/* Use so many batches, if there are; add their samples to used.  Returns how
 * many there are now. */
static size_t use(struct loader *loader, int batches, int *used, size_t count)
{
	const struct loaded *b = NULL;

	while (batches-- > 0 && (b = loader_next(loader))) {
		memcpy(used + count, b->batch.items,
		       b->batch.count * sizeof *used);
		count += b->batch.count;
	}
	if (loader_error(loader))
		errx(1, "%s", loader_error(loader)->text);
	return count;
}

static void print(const char *when, const int *used, size_t count)
{
	printf("%s: %zu samples\n=", when, count);
	for (size_t i = 0; i < count; i++)
		printf(" %d", used[i]);
	printf("\n");
}

/* A state is plain data: to a file, and back. */
static struct loader_state through_file(struct loader_state state)
{
	FILE *file = tmpfile();

	if (!file || fwrite(&state, sizeof state, 1, file) != 1)
		err(1, "tmpfile");
	printf("= saved: %ld bytes\n", ftell(file));
	rewind(file);
	if (fread(&state, sizeof state, 1, file) != 1)
		err(1, "tmpfile");
	fclose(file);
	return state;
}

int main(void)
{
	int samples[SAMPLES], whole[SAMPLES], used[SAMPLES];
	struct loader_options options = { .batch = 4, .shuffle = true };
	struct loader_state state;
	struct dataset *set;
	struct loader *loader;
	size_t count;

	for (int i = 0; i < SAMPLES; i++)
		samples[i] = i;
	set = dataset_array(samples, SAMPLES, sizeof *samples);
	loader = loader_new(set, &options);
	print("in one go", whole, use(loader, SAMPLES, whole, 0));
	loader_free(loader);

	options.workers = 4;
	loader = loader_new(set, &options);
	count = use(loader, 2, used, 0);
	state = through_file(loader_save(loader));
	print("broken off", used, count);
	printf("~ loaded by then: %d\n", (int)loader_stats(loader).loaded);
	loader_free(loader);

	options.resume = &state;
	options.workers = 1;
	loader = loader_new(set, &options);
	count = use(loader, SAMPLES, used, count);
	print("gone on", used, count);
	printf("as in one go: %d\n", memcmp(used, whole, sizeof whole) == 0);
	loader_free(loader);

	options.seed = 1;
	loader = loader_new(set, &options);
	printf("another seed is refused: %d\n", loader_error(loader) != NULL);
	if (loader_error(loader))
		printf("= %s\n", loader_error(loader)->text);
	loader_free(loader);
	dataset_free(set);
	return 0;
}
