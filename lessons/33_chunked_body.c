/* SPDX-License-Identifier: MIT */
/*
 * 33_chunked_body - who keeps the place in a parser that runs out of input?
 *
 * You will see: what a web server answers in chunks (RFC 9112, section 7.1), as
 * a network brings it: in pieces of 1 byte, of 7, and in one.  Then an answer
 * that is cut off, and one that is wrong.
 * New here: two kinds of yield in one body.  An item is a byte of the answer; a
 *   bare yield (&gen_none outside) waits for the next piece, which is sent.
 * Comes from: the wild.  inflate() of zlib, and each web server, is also left
 *   and entered again in the middle of everything: by hand (lesson 07), with a
 *   switch over its states, of which inflate.h names some thirty.
 * Leads to: your own protocol, on a socket that does not block.
 *
 * Predict: In pieces of 1 byte the parser stops within numbers, line ends and
 *   words.  Which variable says in which of them it is, to go on there?
 * Answer: none.  text, n and left are what a reader of files needs, too.  That
 *   it is in next_byte(), called by read_line(), called by body() for the size
 *   of a chunk, is written on its stack, as for any function that has to wait.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>

struct piece {
	const char *bytes;
	size_t len;
};

/* All that waits for input.  EOF: we are told to leave. */
static int next_byte(struct gen *self, struct piece *in)
{
	while (!in->len) {
		if (!gen_yield(self, NULL))
			return EOF;
		if (gen_sent(self))
			*in = *(const struct piece *)gen_sent(self);
	}
	in->len--;
	return (unsigned char)*in->bytes++;
}

/* A line without its "\r\n", if need be cut.  Its length; EOF: leave. */
static int read_line(struct gen *self, struct piece *in, char text[64])
{
	int c, n = 0;

	while ((c = next_byte(self, in)) != '\n') {
		if (c == EOF)
			return EOF;
		if (c != '\r' && n < 63)
			text[n++] = (char)c;
	}
	text[n] = '\0';
	return n;
}

static const void *body(struct gen *self, void *no_args)
{
	struct piece in = { 0 };
	char text[64], *end;
	long size;
	int c, n;

	do {
		if (read_line(self, &in, text) == EOF)
			return (void)no_args, NULL;
		size = strtol(text, &end, 16);
		if (end == text || (*end && *end != ';') || size < 0)
			return gen_raise(self, EILSEQ);
		for (long left = size; left > 0; left--)
			if ((c = next_byte(self, &in)) == EOF ||
			    !gen_yield(self, &c))
				return NULL;
		do /* behind a chunk an empty line; at the end fields, too */
			n = read_line(self, &in, text);
		while (size == 0 && n > 0);
	} while (size > 0 && n == 0);
	return n > 0 ? gen_raise(self, EILSEQ) : "complete";
}

static void receive(const char *answer, size_t size)
{
	GEN_AUTO struct gen *g = gen_new(body, NULL, 0);
	const void *item = gen_next(g);
	int pieces = 0;

	for (size_t len = strlen(answer); item && len; pieces++) {
		struct piece piece = { answer, len < size ? len : size };

		answer += piece.len;
		len -= piece.len;
		item = gen_send(g, &piece);
		for (; item && item != &gen_none; item = gen_next(g))
			putchar(*(const int *)item);
	}
	printf("%s after %d pieces\n",
	       item         ? "not complete" :
	       gen_error(g) ? "wrong" :
			      (const char *)gen_result(g),
	       pieces);
}

int main(void)
{
	const char *answer = "18\r\nBetter late than never.\n\r\n"
			     "3\r\nOne\r\n"
			     "12;from=proverbs\r\n thing at a time.\n\r\n"
			     "0\r\nExpires: never\r\n\r\n";

	receive(answer, 1);
	receive(answer, 7);
	receive(answer, strlen(answer));
	receive("18\r\nBetter late than never.\n", 7);
	receive("Better late than never.\r\n", 7);
	return 0;
}
