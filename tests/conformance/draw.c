/* SPDX-License-Identifier: MIT */
/*
 * draw.c - write random programs of the language.
 *
 * What CPython would do with them is not known, but a stackful and a stackless
 * generator must do the same.  Loops are short, and are nested in each other
 * only twice in a definition, so that no program runs for long.
 */
#include "draw.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "language.h"

enum {
	MOST_DEFINITIONS = 4,
	MOST_SLOTS = 3,
	MOST_STATEMENTS = 16, /* of a definition */
	MOST_NESTED = 5,
	MOST_LOOPS = 2, /* within each other */
	MOST_OPERATIONS = 14
};

/* A program on its way out, and where in a definition we are. */
struct pen {
	FILE *out;
	struct choices *from;
	unsigned definitions, slots;
	unsigned own;  /* the definition that is written */
	unsigned left; /* statements that it may still have */
};

struct place {
	unsigned depth, loops;
	bool handler;
};

static unsigned byte(struct choices *from)
{
	if (from->at < from->end)
		return *from->at++;
	if (!from->seed)
		return 0;
	/* xorshift64* */
	from->seed ^= from->seed >> 12;
	from->seed ^= from->seed << 25;
	from->seed ^= from->seed >> 27;
	return (unsigned)(from->seed * 0x2545f4914f6cdd1d >> 56);
}

static unsigned below(struct pen *pen, unsigned n)
{
	return byte(pen->from) % n;
}

static const char *one_of(struct pen *pen, const char *const *words,
			  unsigned count)
{
	return words[below(pen, count)];
}

#define ONE_OF(pen, words) one_of(pen, words, sizeof(words) / sizeof(*(words)))

static const char *operand(struct pen *pen)
{
	static const char *const operands[] = { "-", "a", "r", "0",
						"1", "2", "7" };

	return ONE_OF(pen, operands);
}

/* The driver has no variables. */
static const char *constant(struct pen *pen)
{
	static const char *const constants[] = { "-", "0", "1", "5" };

	return ONE_OF(pen, constants);
}

static char kind(struct pen *pen)
{
	return "VKTRABSG"[below(pen, 8)];
}

static void indent(struct pen *pen, struct place in)
{
	fprintf(pen->out, "%u ", in.depth);
}

static void write_block(struct pen *pen, struct place in);

static void write_try(struct pen *pen, struct place in)
{
	struct place deeper = in, handler = in;
	unsigned clauses = below(pen, 4);

	deeper.depth++;
	handler.depth++;
	handler.handler = true;
	fputs("try\n", pen->out);
	write_block(pen, deeper);
	for (unsigned i = clauses & 1; i; i--) {
		indent(pen, in);
		fprintf(pen->out, "except %c\n", "VKTRABSGE*"[below(pen, 10)]);
		write_block(pen, handler);
	}
	if (clauses & 2 || !clauses) {
		indent(pen, in);
		fputs("finally\n", pen->out);
		deeper.handler = false;
		write_block(pen, deeper);
	}
}

/* A statement with a block; false: not here. */
static bool write_nested(struct pen *pen, struct place in)
{
	struct place deeper = in;
	unsigned what = below(pen, 6);
	unsigned later = pen->definitions - pen->own - 1;

	if (in.depth == MOST_NESTED)
		return false;
	deeper.depth++;
	if (what >= 3 && in.loops == MOST_LOOPS)
		return false;
	if (what == 4 && !later)
		return false;
	indent(pen, in);
	if (what == 0 || what == 1) {
		write_try(pen, in);
		return true;
	}
	if (what == 2) {
		static const char *const tests[] = { "ifr", "ifn", "iflt 2" };

		fprintf(pen->out, "%s\n", ONE_OF(pen, tests));
	} else {
		deeper.loops++;
		if (what == 3)
			fprintf(pen->out, "loop %u\n", 1 + below(pen, 3));
		else if (what == 4)
			fprintf(pen->out, "for %u %s\n",
				pen->own + 1 + below(pen, later), operand(pen));
		else
			fprintf(pen->out, "forh %u\n", below(pen, pen->slots));
	}
	write_block(pen, deeper);
	return true;
}

static void write_simple(struct pen *pen, struct place in)
{
	unsigned later = pen->definitions - pen->own - 1;
	unsigned what = below(pen, 20), slot = below(pen, pen->slots);

	indent(pen, in);
	if (what < 6)
		fprintf(pen->out, "yield %s\n", operand(pen));
	else if (what == 6)
		fprintf(pen->out, "log 1 %s\n", operand(pen));
	else if (what == 7)
		fprintf(pen->out, "stateh 2 %u\n", slot);
	else if (what == 8)
		fprintf(pen->out, "add %s\n", operand(pen));
	else if (what == 9)
		fprintf(pen->out, "return %s\n", operand(pen));
	else if (what == 10)
		fprintf(pen->out, "raise %c %s\n", kind(pen), operand(pen));
	else if (what == 11 && in.handler)
		fputs("reraise\n", pen->out);
	else if (what == 12 && in.loops)
		fputs(below(pen, 2) ? "break\n" : "continue\n", pen->out);
	else if (what <= 14 && later)
		fprintf(pen->out, "yf %u %s\n",
			pen->own + 1 + below(pen, later), operand(pen));
	else if (what == 15)
		fprintf(pen->out, "yfh %u\n", slot);
	else if (what == 16)
		fprintf(pen->out, "yfr %u\n", below(pen, 4));
	else if (what == 17)
		fprintf(pen->out, "nexth %u\n", slot);
	else if (what == 18)
		fprintf(pen->out, "throwh %u %c %s\n", slot, kind(pen),
			operand(pen));
	else
		fprintf(pen->out, "closeh %u\n", slot);
}

static void write_block(struct pen *pen, struct place in)
{
	unsigned count = 1 + below(pen, 3);

	do {
		if (pen->left)
			pen->left--;
		if (!pen->left || below(pen, 3) || !write_nested(pen, in))
			write_simple(pen, in);
	} while (--count && pen->left);
}

static void write_operation(struct pen *pen)
{
	unsigned what = below(pen, 16), slot = below(pen, pen->slots);

	if (what < 3)
		fprintf(pen->out, "new %u %u %s\n", slot,
			below(pen, pen->definitions), constant(pen));
	else if (what < 8)
		fprintf(pen->out, "next %u\n", slot);
	else if (what < 10)
		fprintf(pen->out, "send %u %s\n", slot, constant(pen));
	else if (what < 12)
		fprintf(pen->out, "throw %u %c %s\n", slot, kind(pen),
			constant(pen));
	else if (what == 12)
		fprintf(pen->out, "close %u\n", slot);
	else if (what == 13)
		fprintf(pen->out, "drop %u\n", slot);
	else
		fprintf(pen->out, "state %u\n", slot);
}

char *program_draw(struct choices *from, size_t *size)
{
	char *text = NULL;
	struct pen pen = { .out = open_memstream(&text, size), .from = from };

	if (!pen.out)
		die("conformance: no memory");
	pen.definitions = 1 + below(&pen, MOST_DEFINITIONS);
	pen.slots = 1 + below(&pen, MOST_SLOTS);
	fprintf(pen.out, "case drawn 0 %u\n", pen.slots);
	for (; pen.own < pen.definitions; pen.own++) {
		fprintf(pen.out, "def %u\n", pen.own);
		pen.left = MOST_STATEMENTS;
		write_block(&pen, (struct place){ 0 });
	}
	fputs("run\n", pen.out);
	for (unsigned slot = 0; slot < pen.slots; slot++)
		fprintf(pen.out, "new %u %u %s\n", slot,
			below(&pen, pen.definitions), constant(&pen));
	for (unsigned i = 3 + below(&pen, MOST_OPERATIONS); i; i--)
		write_operation(&pen);
	fputs("end\n", pen.out);
	if (fclose(pen.out))
		die("conformance: no memory");
	return text;
}
