/* SPDX-License-Identifier: MIT */
/*
 * digits - draw digits that nobody wrote, in the formats that datasets have.
 *
 *	digits SEED COUNT FOLDER
 *
 * Makes the folder, and in it COUNT drawings of 16 x 16 pixels in each of:
 *
 *	images.idx, labels.idx      IDX, the format of MNIST
 *	digits.records              8 bytes "digits1\n"; then, for each, its
 *	                            pixels and its label: 257 bytes
 *	digits.csv                  number, label, ink (the sum of all pixels)
 *	                            and the drawing, as 16 lines in quotes
 *	pictures/LABEL/NUMBER.pgm   a picture for each
 *
 * The same seed draws the same on every machine: there are only integers, and
 * a length of 256 is a pixel.  More digits begin with the fewer.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "random.h"

enum { SIDE = 16, PIXELS = SIDE * SIDE, PIXEL = 256 };

/* The stroke of each digit: a line through points of a grid, each of them two
 * letters: x from a to i, and y from a to m. */
static const char *const strokes[10] = {
	"ca ga id ij gm cm aj ad ca",
	"cd ea em",
	"ad ca ga id if am im",
	"ab da ga ic ie fg ii ik gm cm ak",
	"gm ga ai ii",
	"ia ba af ff ih ik fm bm al",
	"ha db ag ak cm gm ik ii gg cg ai",
	"aa ia dm",
	"eg be bc da fa hc he eg ai ak cm gm ik ii eg",
	"ie gg cg ae ac ca ga ic ig fl bm",
};

struct digit {
	unsigned char pixel[PIXELS], label;
};

struct point {
	int x, y;
};

/* How one is written: by this hand, on that day. */
struct hand {
	int wide, high, slant, thick;
	struct point middle;
};

static int between(uint64_t *seed, int low, int high)
{
	return low + (int)below(seed, (size_t)(high - low + 1));
}

/* One statement for each number: within one, C does not say which is first. */
static struct hand some_hand(uint64_t *seed)
{
	struct hand hand;

	hand.wide = between(seed, 200, 320);
	hand.high = between(seed, 200, 270);
	hand.slant = between(seed, -60, 60);
	hand.thick = between(seed, 90, 260);
	hand.middle.x = SIDE * PIXEL / 2 + between(seed, -200, 200);
	hand.middle.y = SIDE * PIXEL / 2 + between(seed, -200, 200);
	return hand;
}

/* Where the hand puts a point of the grid, never quite there. */
static struct point put(const struct hand *hand, const char *at, uint64_t *seed)
{
	int x = at[0] - 'a' - 4, y = at[1] - 'a' - 6;
	struct point p = hand->middle;

	p.x += x * hand->wide - y * hand->slant;
	p.x += between(seed, -60, 60);
	p.y += y * hand->high;
	p.y += between(seed, -60, 60);
	return p;
}

/* The square of how far p is from the line between a and b. */
static int64_t distance(struct point p, struct point a, struct point b)
{
	int64_t x = b.x - a.x, y = b.y - a.y, length = x * x + y * y;
	int64_t along = (p.x - a.x) * x + (p.y - a.y) * y;

	if (along < 0)
		along = 0;
	if (along > length)
		along = length;
	along = length ? along * 4096 / length : 0;
	x = a.x + x * along / 4096 - p.x;
	y = a.y + y * along / 4096 - p.y;
	return x * x + y * y;
}

/* Ink is darkest in the middle of a line, and fades over a pixel beside it. */
static unsigned char ink(int64_t distance, int thick)
{
	static const unsigned char fades[] = { 255, 208, 144, 80, 32 };
	int64_t reach = thick;

	for (size_t i = 0; i < sizeof fades; i++, reach += PIXEL / 4)
		if (distance < reach * reach)
			return fades[i];
	return 0;
}

static void draw_line(struct digit *d, struct point a, struct point b,
		      int thick)
{
	for (int i = 0; i < PIXELS; i++) {
		struct point p = { i % SIDE * PIXEL + PIXEL / 2,
				   i / SIDE * PIXEL + PIXEL / 2 };
		unsigned char dark = ink(distance(p, a, b), thick);

		if (dark > d->pixel[i])
			d->pixel[i] = dark;
	}
}

static struct digit draw(uint64_t *seed)
{
	struct digit d = { .label = (unsigned char)below(seed, 10) };
	struct hand hand = some_hand(seed);
	const char *at = strokes[d.label];
	struct point from = put(&hand, at, seed);

	for (at += 2; *at; at += 2) {
		struct point to = put(&hand, ++at, seed);

		draw_line(&d, from, to, hand.thick);
		from = to;
	}
	return d;
}

/* ---- The formats ---- */

enum file { IMAGES, LABELS, RECORDS, CSV, FILES };

static const char *const names[FILES] = {
	"images.idx",
	"labels.idx",
	"digits.records",
	"digits.csv",
};

/* 32 bits, the highest byte first. */
static void put_word(uint64_t word, FILE *to)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		putc((int)(word >> shift & 0xff), to);
}

static void begin(FILE *file[], uint64_t count)
{
	put_word(0x0803, file[IMAGES]);
	put_word(count, file[IMAGES]);
	put_word(SIDE, file[IMAGES]);
	put_word(SIDE, file[IMAGES]);
	put_word(0x0801, file[LABELS]);
	put_word(count, file[LABELS]);
	fputs("digits1\n", file[RECORDS]);
	fputs("number,label,ink,drawing\n", file[CSV]);
}

static void add_row(FILE *csv, const struct digit *d, uint64_t number)
{
	static const char shades[] = " .:=#";
	unsigned sum = 0;

	for (int i = 0; i < PIXELS; i++)
		sum += d->pixel[i];
	fprintf(csv, "%" PRIu64 ",%d,%u,\"", number, d->label, sum);
	for (int i = 0; i < PIXELS; i++) {
		if (i && i % SIDE == 0)
			putc('\n', csv);
		putc(shades[d->pixel[i] / 52], csv);
	}
	fputs("\"\n", csv);
}

static bool add_picture(const struct digit *d, uint64_t number)
{
	char name[64];
	FILE *file;

	snprintf(name, sizeof name, "pictures/%d/%04" PRIu64 ".pgm", d->label,
		 number);
	file = fopen(name, "w");
	if (!file)
		return false;
	fprintf(file, "P5 %d %d 255\n", SIDE, SIDE);
	fwrite(d->pixel, 1, PIXELS, file);
	return !fclose(file);
}

static bool add(FILE *file[], const struct digit *d, uint64_t number)
{
	fwrite(d->pixel, 1, PIXELS, file[IMAGES]);
	putc(d->label, file[LABELS]);
	fwrite(d->pixel, 1, PIXELS, file[RECORDS]);
	putc(d->label, file[RECORDS]);
	add_row(file[CSV], d, number);
	return add_picture(d, number);
}

static bool make_folders(const char *folder)
{
	char name[32];

	if (mkdir(folder, 0777) || chdir(folder) || mkdir("pictures", 0777))
		return false;
	for (int label = 0; label < 10; label++) {
		snprintf(name, sizeof name, "pictures/%d", label);
		if (mkdir(name, 0777))
			return false;
	}
	return true;
}

static bool write_all(uint64_t seed, uint64_t count)
{
	FILE *file[FILES];
	bool good = true;

	for (int i = 0; i < FILES; i++) {
		file[i] = fopen(names[i], "w");
		if (!file[i])
			return false;
	}
	begin(file, count);
	for (uint64_t i = 0; i < count && good; i++) {
		struct digit d = draw(&seed);

		good = add(file, &d, i);
	}
	for (int i = 0; i < FILES; i++)
		good = !ferror(file[i]) && !fclose(file[i]) && good;
	return good;
}

static bool parse(const char *text, uint64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoumax(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && !*end && !errno;
}

int main(int argc, char **argv)
{
	uint64_t seed, count;

	if (argc != 4 || !parse(argv[1], &seed) || !parse(argv[2], &count) ||
	    count > UINT32_MAX) {
		fprintf(stderr, "usage: digits SEED COUNT FOLDER\n");
		return 2;
	}
	if (make_folders(argv[3]) && write_all(seed, count))
		return 0;
	fprintf(stderr, "digits: %s: %s\n", argv[3], strerror(errno));
	return 1;
}
