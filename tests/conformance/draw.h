/* SPDX-License-Identifier: MIT */
/* draw.h - programs that nobody has written: drawn from a seed, or from the
 * bytes of a fuzzer. */
#ifndef DRAW_H
#define DRAW_H

#include <stddef.h>
#include <stdint.h>

/* Where choices come from: the bytes as long as there are some, then, if seed
 * is not 0, random ones, else zeros. */
struct choices {
	const uint8_t *at, *end;
	uint64_t seed;
};

/* program_draw - a case of the language, without what is expected.  Always well
 * formed, and never runs for long.  To be freed. */
char *program_draw(struct choices *from, size_t *size);

#endif
