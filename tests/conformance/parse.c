/* SPDX-License-Identifier: MIT */
/*
 * parse.c - read a file of cases.
 *
 * Lines become structs that point into the text of the file.  Whatever could
 * make a runner stumble later is refused here, with the place: a program that
 * was accepted can be run without looking.
 */
#include "language.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an op is written as, and its operands: a letter for each, as in
 * LANGUAGE.md; v is an x that is a plain value. */
struct spelling {
	const char *word;
	const char *operands;
	enum op op;
};

static const struct spelling statements[] = {
	{ "add", "x", OP_ADD },        { "break", "", OP_BREAK },
	{ "closeh", "h", OP_CLOSE },   { "continue", "", OP_CONTINUE },
	{ "except", "C", OP_EXCEPT },  { "finally", "", OP_FINALLY },
	{ "for", "dx", OP_FOR },       { "forh", "h", OP_FORH },
	{ "iflt", "n", OP_IFLT },      { "ifn", "", OP_IFN },
	{ "ifr", "", OP_IFR },         { "log", "tx", OP_LOG },
	{ "loop", "n", OP_LOOP },      { "nexth", "h", OP_NEXT },
	{ "raise", "Kx", OP_RAISE },   { "reraise", "", OP_RERAISE },
	{ "return", "x", OP_RETURN },  { "sendh", "hx", OP_SEND },
	{ "set", "x", OP_SET },        { "stateh", "th", OP_STATE },
	{ "throwh", "hKx", OP_THROW }, { "try", "", OP_TRY },
	{ "yf", "dx", OP_YF },         { "yfh", "h", OP_YFH },
	{ "yfr", "n", OP_YFR },        { "yield", "x", OP_YIELD },
	{ NULL, NULL, OP_ADD }
};

static const struct spelling operations[] = {
	{ "close", "h", OP_CLOSE },   { "drop", "h", OP_DROP },
	{ "new", "hdv", OP_NEW },     { "next", "h", OP_NEXT },
	{ "send", "hv", OP_SEND },    { "state", "h", OP_STATE },
	{ "throw", "hKv", OP_THROW }, { NULL, NULL, OP_ADD }
};

/* ---- Memory and messages ---- */

void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(2);
}

/* The room is the power of two that count has reached. */
void *grow(void *items, size_t count, size_t size)
{
	if (count & (count - 1))
		return items;
	items = realloc(items, (count ? 2 * count : 1) * size);
	if (!items)
		die("conformance: no memory");
	return items;
}

static void malformed(const struct source *src, size_t line, const char *what)
	__attribute__((noreturn));

static void malformed(const struct source *src, size_t line, const char *what)
{
	die("%s:%zu: %s", src->path, line, what);
}

/* ---- The text ---- */

static char *slurp(FILE *file, size_t *size)
{
	size_t room = 1 << 16, got;
	char *text = NULL;

	*size = 0;
	do {
		room *= 2;
		text = realloc(text, room);
		if (!text)
			die("conformance: no memory");
		got = fread(text + *size, 1, room - *size - 1, file);
		*size += got;
	} while (got);
	text[*size] = '\0';
	return text;
}

void source_open(struct source *src, const char *path)
{
	FILE *file = fopen(path, "r");
	size_t size;

	if (!file)
		die("%s: %s", path, strerror(errno));
	errno = 0;
	src->text = slurp(file, &size);
	if (ferror(file))
		die("%s: %s", path, strerror(errno));
	fclose(file);
	source_take(src, path, src->text, size);
}

void source_take(struct source *src, const char *name, char *text, size_t size)
{
	*src = (struct source){ name, text, text, text + size, 0 };
}

void source_close(struct source *src)
{
	free(src->text);
}

/* The next line that is not a comment; NULL at the end of the file. */
static char *read_line(struct source *src)
{
	char *line, *end;

	do {
		if (src->at == src->end)
			return NULL;
		line = src->at;
		src->line++;
		end = memchr(line, '\n', (size_t)(src->end - line));
		src->at = end ? end + 1 : src->end;
		if (end)
			*end = '\0';
		else
			end = src->end;
		if (strlen(line) != (size_t)(end - line))
			malformed(src, src->line, "a NUL byte");
	} while (line[0] == '#' && (line[1] == ' ' || line[1] == '\0'));
	return line;
}

static char *need_line(struct source *src, const char *what)
{
	char *line = read_line(src);

	if (!line)
		malformed(src, src->line, what);
	return line;
}

/* The next token of a line, of which rest is what is left; "" if none is. */
static char *read_token(char **rest)
{
	char *token = *rest;
	char *space = strchr(token, ' ');

	if (space) {
		*space = '\0';
		*rest = space + 1;
	} else {
		*rest = token + strlen(token);
	}
	return token;
}

/* ---- Operands ---- */

static int read_number(const struct source *src, const char *token)
{
	size_t digits = strspn(token, "0123456789");

	if (!digits || token[digits] || digits > 9)
		malformed(src, src->line, "expected a number");
	return atoi(token);
}

static struct operand read_operand(const struct source *src, const char *token,
				   bool variables)
{
	struct operand x = { NONE, 0 };

	if (variables && !strcmp(token, "a")) {
		x.what = VARIABLE_A;
	} else if (variables && !strcmp(token, "r")) {
		x.what = VARIABLE_R;
	} else if (strcmp(token, "-") != 0) {
		x.what = NUMBER;
		x.number = read_number(src, token);
	}
	return x;
}

static char read_kind(const struct source *src, const char *token, bool class)
{
	bool known = error_code(token[0]) ||
		     (class && token[0] && strchr("E*", token[0]));

	if (!known || token[1])
		malformed(src, src->line, "expected the kind of an error");
	return token[0];
}

static void read_one(const struct source *src, const struct scenario *sc,
		     struct line *line, char letter, const char *token)
{
	switch (letter) {
	case 'x':
	case 'v':
		line->x = read_operand(src, token, letter == 'x');
		break;
	case 'K':
	case 'C':
		line->kind = read_kind(src, token, letter == 'C');
		break;
	case 'd':
		line->definition = (size_t)read_number(src, token);
		break;
	case 'h':
		line->slot = (size_t)read_number(src, token);
		if (line->slot >= sc->slots)
			malformed(src, src->line, "no such slot");
		break;
	case 'n':
		line->number = read_number(src, token);
		break;
	case 't':
		if (!*token)
			malformed(src, src->line, "expected a tag");
		line->tag = token;
		break;
	}
}

/* Read what stands behind the depth, if any, and append it to the lines. */
static struct line *read_op(struct source *src, const struct scenario *sc,
			    const struct spelling *spelling, char *rest,
			    struct definition *def)
{
	const char *word = read_token(&rest);
	struct line *line;

	while (spelling->word && strcmp(word, spelling->word) != 0)
		spelling++;
	if (!spelling->word)
		malformed(src, src->line, "unknown word");
	def->lines = grow(def->lines, def->count, sizeof(*def->lines));
	line = &def->lines[def->count++];
	*line = (struct line){ .op = spelling->op, .source = src->line };
	for (const char *letter = spelling->operands; *letter; letter++)
		read_one(src, sc, line, *letter, read_token(&rest));
	if (*rest)
		malformed(src, src->line, "too many operands");
	return line;
}

/* ---- Blocks ---- */

/* What surrounds a block: some statements need it. */
struct around {
	const struct source *src;
	struct line *last; /* of the definition */
	size_t depth;
	bool loop, handler;
};

static bool has_block(enum op op)
{
	switch (op) {
	case OP_TRY:
	case OP_EXCEPT:
	case OP_FINALLY:
	case OP_LOOP:
	case OP_FOR:
	case OP_FORH:
	case OP_IFR:
	case OP_IFN:
	case OP_IFLT:
		return true;
	default:
		return false;
	}
}

static struct line *link_block(struct line *at, struct around in);

/* The block of the line at, and where it ends. */
static struct line *link_own(struct line *at, struct around in)
{
	struct line *end;

	in.depth++;
	in.loop |= at->op == OP_LOOP || at->op == OP_FOR || at->op == OP_FORH;
	in.handler |= at->op == OP_EXCEPT;
	in.handler &= at->op != OP_FINALLY;
	end = link_block(at + 1, in);
	at->past = at->end = end;
	return end;
}

static bool is_clause(const struct line *at, struct around in, enum op op)
{
	return at < in.last && at->depth == in.depth && at->op == op;
}

/* The clauses of a try, which tell it and each other where they are. */
static struct line *link_clauses(struct line *try, struct around in)
{
	struct line *first = link_own(try, in);
	struct line *at = first, *cleanup = NULL;

	while (is_clause(at, in, OP_EXCEPT))
		at = link_own(at, in);
	if (is_clause(at, in, OP_FINALLY)) {
		cleanup = at;
		at = link_own(at, in);
	}
	if (at == first)
		malformed(in.src, try->source, "try without a clause");
	for (struct line *line = try; line < at; line++) {
		if (line != try && !is_clause(line, in, OP_EXCEPT))
			continue;
		line->cleanup = cleanup;
		line->past = at;
	}
	return at;
}

static void check_place(const struct line *at, const struct around *in)
{
	if (at->depth != in->depth)
		malformed(in->src, at->source, "deeper than its block");
	if (at->depth > MAX_DEPTH)
		malformed(in->src, at->source, "nested too deeply");
	if (at->op == OP_EXCEPT || at->op == OP_FINALLY)
		malformed(in->src, at->source, "clause without a try");
	if ((at->op == OP_BREAK || at->op == OP_CONTINUE) && !in->loop)
		malformed(in->src, at->source, "not in a loop");
	if (at->op == OP_RERAISE && !in->handler)
		malformed(in->src, at->source, "not in an except");
}

static struct line *link_block(struct line *at, struct around in)
{
	while (at < in.last && at->depth >= in.depth) {
		check_place(at, &in);
		if (at->op == OP_TRY) {
			at = link_clauses(at, in);
		} else if (has_block(at->op)) {
			at = link_own(at, in);
		} else {
			at->past = at->end = at + 1;
			at++;
		}
	}
	return at;
}

/* ---- Cases ---- */

static bool is_word(const char *line, const char *word)
{
	size_t length = strlen(word);

	return !strncmp(line, word, length) &&
	       (line[length] == ' ' || line[length] == '\0');
}

static void read_head(struct source *src, struct scenario *sc, char *line)
{
	int slots;

	if (strcmp(read_token(&line), "case") != 0)
		malformed(src, src->line, "expected a case");
	sc->id = read_token(&line);
	if (!*sc->id)
		malformed(src, src->line, "expected the name of the case");
	read_token(&line);
	slots = read_number(src, read_token(&line));
	if (slots > 1000 || *line)
		malformed(src, src->line, "expected a number of slots");
	sc->slots = (size_t)slots;
}

/* Returns the line behind the definition. */
static char *read_definition(struct source *src, struct scenario *sc,
			     char *line)
{
	struct around all = { .src = src };
	struct definition *def;
	size_t depth;

	read_token(&line);
	if ((size_t)read_number(src, read_token(&line)) != sc->count || *line)
		malformed(src, src->line, "expected the next definition");
	sc->definitions =
		grow(sc->definitions, sc->count, sizeof(*sc->definitions));
	def = &sc->definitions[sc->count++];
	*def = (struct definition){ grow(NULL, 0, sizeof(*def->lines)), 0 };
	for (;;) {
		line = need_line(src, "a case without run");
		if (is_word(line, "def") || is_word(line, "run"))
			break;
		depth = (size_t)read_number(src, read_token(&line));
		read_op(src, sc, statements, line, def)->depth = depth;
	}
	all.last = def->lines + def->count;
	link_block(def->lines, all);
	return line;
}

static char *read_driver(struct source *src, struct scenario *sc)
{
	char *line;

	for (;;) {
		line = need_line(src, "a case without end");
		if (is_word(line, "expect") || is_word(line, "end"))
			return line;
		read_op(src, sc, operations, line, &sc->driver);
	}
}

static void read_expected(struct source *src, struct scenario *sc)
{
	char *line;

	sc->expects = true;
	for (;;) {
		line = need_line(src, "a case without end");
		if (!strcmp(line, "end"))
			return;
		sc->expected = grow(sc->expected, sc->expected_count,
				    sizeof(*sc->expected));
		sc->expected[sc->expected_count++] = line;
	}
}

/* A body starts instances only of definitions behind its own: so no program
 * runs for ever. */
static void check_definitions(const struct source *src,
			      const struct scenario *sc,
			      const struct definition *def, size_t least)
{
	for (size_t i = 0; i < def->count; i++) {
		const struct line *line = &def->lines[i];

		if (line->op != OP_YF && line->op != OP_FOR &&
		    line->op != OP_NEW)
			continue;
		if (line->definition < least || line->definition >= sc->count)
			malformed(src, line->source, "no such definition here");
	}
}

bool scenario_read(struct source *src, struct scenario *sc)
{
	char *line = read_line(src);

	*sc = (struct scenario){ .id = NULL };
	if (!line)
		return false;
	read_head(src, sc, line);
	line = need_line(src, "a case without run");
	while (is_word(line, "def"))
		line = read_definition(src, sc, line);
	if (strcmp(line, "run") != 0)
		malformed(src, src->line, "expected def or run");
	for (size_t i = 0; i < sc->count; i++)
		check_definitions(src, sc, &sc->definitions[i], i + 1);
	line = read_driver(src, sc);
	check_definitions(src, sc, &sc->driver, 0);
	if (!strcmp(line, "expect"))
		read_expected(src, sc);
	else if (strcmp(line, "end") != 0)
		malformed(src, src->line, "too many operands");
	return true;
}

void scenario_free(struct scenario *sc)
{
	for (size_t i = 0; i < sc->count; i++)
		free(sc->definitions[i].lines);
	free(sc->definitions);
	free(sc->driver.lines);
	free(sc->expected);
}
