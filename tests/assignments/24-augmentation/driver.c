/* SPDX-License-Identifier: MIT */
/*
 * driver.c - crops of pictures of which each pixel says where it was, so that a
 * crop can be told from what is none, whichever the random numbers are.
 */
#include "augmentation.h"

#include <string.h>

#include <drive.h>

enum { PLACES = SIDE - CROP + 1, CROPS = 2 * PLACES * PLACES };

static struct picture *pictures;

static void make_pictures(size_t n)
{
	/* As in a data set that was cut in parts, they do not begin with 0. */
	uint64_t first = drive_random() % ((uint64_t)1 << 40);

	pictures = drive_alloc((n + 1) * sizeof *pictures);
	for (size_t i = 0; i < n; i++) {
		pictures[i].index = first + i;
		if (drive_word("apart") && i >= n / 2)
			pictures[i].index += ((uint64_t)1 << 32) - n / 2;
		for (int at = 0; at < SIDE * SIDE; at++)
			pictures[i].pixel[at / SIDE][at % SIDE] =
				(unsigned char)(at ^ (int)(i % 251));
	}
}

/* Which of the 98 crops is it?  -1: none of them. */
static int which(const struct crop *crop, size_t picture)
{
	int key = (int)(picture % 251), at = crop->pixel[0][0] ^ key;
	bool mirror = (crop->pixel[0][1] ^ key) == at - 1;
	int x = at % SIDE - (mirror ? CROP - 1 : 0), y = at / SIDE;

	if (x < 0 || x >= PLACES || y >= PLACES ||
	    crop->index != pictures[picture].index)
		return -1;
	for (int row = 0; row < CROP; row++)
		for (int i = 0; i < CROP; i++) {
			int column = mirror ? x + CROP - 1 - i : x + i;

			if (crop->pixel[row][i] !=
			    pictures[picture].pixel[y + row][column])
				return -1;
		}
	return (y * PLACES + x) * 2 + mirror;
}

/* Pictures that were lent, backwards if step is negative. */
static void say_changes(const struct picture *lent, size_t n, int step)
{
	size_t changed = 0;

	for (size_t i = 0; i < n; i++)
		changed += memcmp(&lent[i], &pictures[step < 0 ? n - 1 - i : i],
				  sizeof *lent) != 0;
	if (changed)
		drive_say("%zu pictures are not what they were", changed);
}

static void one_by_one(size_t n, long stop)
{
	struct iter *source =
		drive_items("source", pictures, n, sizeof *pictures);
	const struct crop *crop;
	struct gen *g;
	size_t i = 0;

	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	g = augmented(source, drive_random(), 3);
	drive_event("made");
	while (stop-- && i < n && (crop = gen_next(g))) {
		drive_say("a crop of picture %zu: %s", i,
			  which(crop, i) < 0 ? "no" : "yes");
		i++;
	}
	if (i == n && stop >= 0 && gen_next(g))
		drive_say("one more than there are pictures");
	drive_failed(gen_error(g));
	gen_free(g);
}

/*
 * Crop all pictures, and write down in crops which it was for each.  Share the
 * work among so many generators, whose crops are compared when each of them has
 * lent one; backwards, if step is negative.  False: an error, which is told.
 */
static bool crop_all(int *crops, size_t n, size_t share, int step,
		     uint64_t seed, uint64_t epoch)
{
	struct picture *mine = drive_alloc(n * sizeof *mine);
	struct gen *g[10];
	const struct crop *crop[10];
	struct iter_array part[10];
	size_t done = 0, at[10], each = n / share;
	int error = 0;

	for (size_t i = 0; i < n; i++)
		mine[i] = pictures[step < 0 ? n - 1 - i : i];
	for (size_t w = 0; w < share; w++) {
		at[w] = w * each;
		part[w] = iter_array(mine + at[w],
				     w + 1 < share ? each : n - at[w],
				     sizeof *mine);
		g[w] = augmented(&part[w].iter, seed, epoch);
	}
	for (size_t before = n; !error && done < n && done != before;) {
		before = done;
		for (size_t w = 0; w < share; w++) {
			crop[w] = gen_next(g[w]);
			error = error ? error : gen_error(g[w]);
		}
		for (size_t w = 0; w < share; w++) {
			size_t i = step < 0 ? n - 1 - at[w] : at[w];

			if (!crop[w] || at[w] >= n)
				continue;
			crops[i] = which(crop[w], i);
			at[w]++;
			done++;
		}
	}
	for (size_t w = 0; w < share; w++)
		gen_free(g[w]);
	drive_failed(error);
	say_changes(mine, n, step);
	if (!error && done < n)
		drive_say("%zu crops are missing", n - done);
	return !error && done == n;
}

static void workers(size_t n, size_t share)
{
	int *first = drive_alloc(n * sizeof *first), bad = 0;
	int *other = drive_alloc(n * sizeof *other);
	uint64_t seed = drive_random(), epoch = drive_random() % 100;

	if (!crop_all(first, n, 1, 1, seed, epoch))
		return;
	for (size_t i = 0; i < n; i++)
		bad += first[i] < 0;
	drive_say("%zu crops, each of its picture%s", n - (size_t)bad,
		  bad ? ", and some that are none" : "");
	if (!crop_all(other, n, 1, -1, seed, epoch))
		return;
	drive_say("in reverse order: %s",
		  memcmp(first, other, n * sizeof *first) ? "others" :
							    "the same");
	if (!crop_all(other, n, share, 1, seed, epoch))
		return;
	drive_say("shared by %zu: %s", share,
		  memcmp(first, other, n * sizeof *first) ? "others" :
							    "the same");
}

/*
 * Do crops that two triples gave have to do with each other?  As many are the same
 * as by luck, one in 98, or not many more; and that for the place across, the
 * place down and the mirror alone, one in 7, 7 and 2.  shift: picture i of a is
 * compared with picture i + shift of b.
 */
static void compare(const char *what, const int *a, const int *b, size_t n,
		    size_t shift)
{
	double all = (double)(n - shift);
	size_t same[4] = { 0 };
	static const double part[] = { CROPS, PLACES, PLACES, 2 };
	bool fine = true;

	for (size_t i = 0; i + shift < n; i++) {
		int x = a[i], y = b[i + shift];

		same[0] += x == y;
		same[1] += x / 2 / PLACES == y / 2 / PLACES;
		same[2] += x / 2 % PLACES == y / 2 % PLACES;
		same[3] += x % 2 == y % 2;
	}
	/* Six times the standard deviation, and a bit. */
	for (int i = 0; i < 4; i++) {
		double off = (double)same[i] - all / part[i];

		fine &= off * off <= 36 * all / part[i] + 9;
	}
	drive_say("%s: %s", what, fine ? "others" : "too much alike");
}

/* Are the crops that a triple gave those of other pictures, some places on?  So
 * they are where numbers times seed and epoch are added to the index. */
static bool moved(const int *a, const int *b, size_t n)
{
	for (size_t by = 1; by <= n / 2; by++)
		if (!memcmp(a, b + by, (n - by) * sizeof *a))
			return true;
	return false;
}

static void keys(size_t n)
{
	static const struct {
		const char *what;
		long seed, epoch;
	} others[] = {
		{ "the next epoch", 0, 1 },
		{ "the next seed", 1, 0 },
		{ "the next seed, one epoch before", 1, -1 },
		{ "both one more", 1, 1 },
		{ "a seed larger by 2^32", 1L << 32, 0 },
		{ "an epoch larger by 2^32", 0, 1L << 32 },
	};
	int *first = drive_alloc(n * sizeof *first);
	int *other = drive_alloc(n * sizeof *other);
	uint64_t seed = 1000 + drive_random() % 1000;
	uint64_t epoch = 100 + drive_random() % 100;

	if (!crop_all(first, n, 1, 1, seed, epoch))
		return;
	compare("the next picture", first, first, n, 1);
	if (drive_word("apart"))
		compare("a picture 2^32 later", first, first, n, n / 2);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (!crop_all(other, n, 1, 1, seed + (uint64_t)others[i].seed,
			      epoch + (uint64_t)others[i].epoch))
			return;
		compare(others[i].what, first, other, n, 0);
		compare("... and the next picture", first, other, n, 1);
		compare("... and the picture before", other, first, n, 1);
		drive_say("... and pictures farther off: %s",
			  moved(first, other, n) || moved(other, first, n) ?
				  "the same" :
				  "others");
	}
	if (!crop_all(other, n, 1, 1, epoch, seed))
		return;
	compare("seed and epoch exchanged", first, other, n, 0);
}

static void fair(size_t n, uint64_t epochs)
{
	long counts[CROPS] = { 0 }, none = 0, rare = 0, often = 0;
	int *crops = drive_alloc(n * sizeof *crops);
	uint64_t seed = drive_random();
	double mean = (double)n * (double)epochs / CROPS;

	for (uint64_t epoch = 0; epoch < epochs; epoch++) {
		if (!crop_all(crops, n, 1, 1, seed, epoch))
			return;
		for (size_t i = 0; i < n; i++)
			if (crops[i] < 0)
				none++;
			else
				counts[crops[i]]++;
	}
	for (int i = 0; i < CROPS; i++) {
		double off = (double)counts[i] - mean;

		if (off * off > 36 * mean)
			*(off < 0 ? &rare : &often) += 1;
	}
	drive_say("%ld that are no crop of their picture", none);
	drive_say("of %d crops %ld are too rare, %ld too often", CROPS, rare,
		  often);
}

void drive(void)
{
	const char *what = drive_word("what");
	size_t n = (size_t)drive_number("n");

	make_pictures(n);
	if (!strcmp(what, "crops"))
		one_by_one(n, drive_number("stop"));
	else if (!strcmp(what, "workers"))
		workers(n, (size_t)drive_number("share"));
	else if (!strcmp(what, "keys"))
		keys(n);
	else
		fair(n, (uint64_t)drive_number("epochs"));
}
