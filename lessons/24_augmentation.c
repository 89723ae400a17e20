/* SPDX-License-Identifier: MIT */
/*
 * 24_augmentation - what does a random change of a sample depend on?
 *
 * You will see: a digit in four epochs, cropped at random: 10 x 10 pixels of
 * its 16 x 16.  Then all 500 digits, cropped once without workers, and 20 times
 * in another way: are they the same?  With random numbers that belong to a
 * sample, and with random(), which gives the next one to whoever calls.
 * New here: a transform, which changes a sample when it has been loaded;
 *   loading_random(), made of (seed, epoch, number of the sample); .workers,
 *   threads that load ahead.
 * Comes from: the tutorial, "Enables Real-time Data Augmentation".
 * Leads to: loading_random() in lib/src/loading.c.
 *
 * Predict: With random(), seeded alike, does a digit get the same crop when it
 *   is loaded by 4 workers instead of none?  And when the order is another?
 * Answer: in neither case but by luck.  Who comes first gets the first number:
 *   what a digit gets depends on all that were loaded before, and by whom.  So
 *   an experiment cannot be repeated on a machine with more CPUs.  Numbers that
 *   are computed from the sample's own depend on nothing else.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator/loader.h>

enum { SIDE = 16, CROP = 10, COUNT = 500 };

struct digit {
	unsigned char pixel[SIDE][SIDE];
};

/* Move what is to be seen into the corner. */
static int crop(void *ctx, void *sample, struct loading *in)
{
	const bool *keyed = ctx;
	uint64_t number = *keyed ? loading_random(in) : (uint64_t)random();
	size_t x = number % (SIDE - CROP + 1);
	size_t y = number / 100 % (SIDE - CROP + 1);
	struct digit *digit = sample;

	for (size_t row = 0; row < CROP; row++)
		memmove(digit->pixel[row], &digit->pixel[row + y][x], CROP);
	return 0;
}

/* Load all, each into the place that its number says. */
static void load(struct dataset *set, bool keyed, struct loader_options how,
		 struct digit *all)
{
	struct loader_transform transform = { crop, &keyed };
	struct loader *loader;

	how.batch = 10;
	how.transforms = &transform;
	how.transform_count = 1;
	loader = loader_new(set, &how);
	srandom(1);
	gen_each (const struct loaded *, got, loader_iter(loader))
		for (size_t i = 0; i < got->batch.count; i++)
			all[got->index ? got->index[i] : got->first + i] =
				((const struct digit *)got->batch.items)[i];
	if (loader_error(loader))
		errx(1, "%s", loader_error(loader)->text);
	loader_free(loader);
}

static void draw_epochs(struct dataset *set, size_t which)
{
	static struct digit in[4][COUNT];

	for (size_t e = 0; e < 4; e++)
		load(set, true, (struct loader_options){ .epoch = e }, in[e]);
	for (size_t y = 0; y < CROP; y++)
		for (size_t i = 0; i < 4 * CROP; i++)
			printf("%c%s",
			       " .:=#"[in[i / CROP][which].pixel[y][i % CROP] /
				       52],
			       i % CROP < CROP - 1 ? "" :
			       i < 4 * CROP - 1    ? " | " :
						     " |\n");
}

static void compare(struct dataset *set, bool keyed, const char *name,
		    struct loader_options how)
{
	static struct digit first[COUNT], other[COUNT];
	int differ = 0;

	load(set, keyed, (struct loader_options){ 0 }, first);
	for (int i = 0; i < 20; i++) {
		load(set, keyed, how, other);
		differ += memcmp(first, other, sizeof first) != 0;
	}
	printf("%s: %s\n", name, differ ? "not always the same" : "the same");
}

int main(void)
{
	struct dataset *digits =
		dataset_idx("build/assets/digits/images.idx", NULL);

	printf("digit 7 in epochs 0 to 3:\n");
	draw_epochs(digits, 7);
	for (int keyed = 1; keyed >= 0; keyed--) {
		printf("%s, and\n",
		       keyed ? "numbers by seed, epoch and sample" :
			       "the next random()");
		compare(digits, keyed, "  1 worker",
			(struct loader_options){ .workers = 1 });
		compare(digits, keyed, keyed ? "  4 workers" : "~ 4 workers",
			(struct loader_options){ .workers = 4 });
		compare(digits, keyed, "  shuffled",
			(struct loader_options){ .shuffle = true });
	}
	dataset_free(digits);
	return 0;
}
