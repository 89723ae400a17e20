/* SPDX-License-Identifier: MIT */
/*
 * 24_augmentation - what does a random change of a sample depend on?
 *
 * You will see: a digit in four epochs, cropped at random: 10 x 10 pixels of
 * its 16 x 16.  Then all 500 digits, cropped once without workers, and 20 times
 * in another way: are they the same?  With random numbers that belong to a
 * sample, and with random(), which gives the next one to whoever calls.  For
 * your pictures, MNIST's perhaps: make 24 FILE=train-images-idx3-ubyte
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

enum { CROP = 10, COUNT = 500 };

struct digit {
	unsigned char pixel[CROP][CROP];
};

static struct dataset *digits;
static size_t side; /* so many rows of so many bytes have each */
static bool keyed;  /* by the sample, or random() */

/* Move what is to be seen to the front. */
static int crop(void *unused, void *sample, struct loading *in)
{
	uint64_t number = keyed ? loading_random(in) : (uint64_t)random();
	size_t x = number % (side - CROP + 1);
	size_t y = number / 100 % (side - CROP + 1);
	char *at = sample;

	for (size_t row = 0; row < CROP; row++)
		memmove(at + row * CROP, at + (row + y) * side + x, CROP);
	return (void)unused, 0;
}

/* Load all, each into the place that its number says. */
static void load(struct loader_options how, struct digit *all)
{
	struct loader_transform transform = { crop, NULL };
	struct loader *loader;

	how.batch = 1;
	how.transforms = &transform;
	how.transform_count = 1;
	loader = loader_new(digits, &how);
	srandom(1);
	gen_each (const struct loaded *, got, loader_iter(loader))
		all[got->index ? *got->index : got->first] =
			*(const struct digit *)got->batch.items;
	if (loader_error(loader))
		errx(1, "%s", loader_error(loader)->text);
	loader_free(loader);
}

static void draw_epochs(size_t which)
{
	static struct digit in[4][COUNT];

	for (size_t e = 0; e < 4; e++)
		load((struct loader_options){ .epoch = e }, in[e]);
	for (size_t y = 0; y < CROP; y++)
		for (size_t e = 0; e < 4; e++) {
			for (size_t x = 0; x < CROP; x++)
				putchar(" .:=#"[in[e][which].pixel[y][x] / 52]);
			printf(e < 3 ? " | " : " |\n");
		}
}

static void compare(const char *name, struct loader_options how)
{
	static struct digit first[COUNT], other[COUNT];
	bool differ = false;

	load((struct loader_options){ 0 }, first);
	for (int i = 0; i < 20; i++) {
		load(how, other);
		differ |= memcmp(first, other, sizeof first) != 0;
	}
	printf("%s: %s\n", name, differ ? "not always the same" : "the same");
}

int main(int argc, char **argv)
{
	const char *path = "build/assets/digits/images.idx";
	struct loader_options one = { .workers = 1 }, four = { .workers = 4 };
	struct loader_options shuffled = { .shuffle = true };

	path = argc > 1 ? argv[1] : path;
	digits = dataset_idx(path, NULL);
	if (!digits || digits->code)
		errx(1, "%s", digits ? digits->text : "no memory");
	if (digits->length > COUNT) /* that will do */
		digits->length = COUNT;
	while (side * side < digits->size)
		side++;
	if (side * side > digits->size || side < CROP || digits->length < 8)
		errx(1, "%s: not 8 or more squares of 10 x 10 or more", path);
	keyed = true;
	printf("digit 7 in epochs 0 to 3:\n");
	draw_epochs(7);
	printf("numbers by seed, epoch and sample, and\n");
	compare("  1 worker", one);
	compare("  4 workers", four);
	compare("  shuffled", shuffled);
	keyed = false;
	printf("the next random(), and\n");
	compare("  1 worker", one);
	compare("~ 4 workers", four);
	compare("  shuffled", shuffled);
	dataset_free(digits);
	return 0;
}
