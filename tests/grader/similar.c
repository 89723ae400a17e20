/* SPDX-License-Identifier: MIT */
/*
 * similar.c - which submissions are alike, by winnowing: S. Schleimer, D. S.
 * Wilkerson, A. Aiken, "Winnowing: local algorithms for document
 * fingerprinting", SIGMOD 2003.
 *
 * A text becomes tokens: names, numbers and strings are each but one token, so
 * that renaming changes nothing.  Each 25 tokens in a row have a hash; of each
 * 11 hashes in a row the smallest is kept, which is a fingerprint.  Of 35
 * tokens in common, 25 + 11 - 1, at least one fingerprint is in common.  What
 * stands in the starter or in the solution as well is common to all, and left
 * out.  So are statements without effect, which are written in an instant:
 * (void)0; and x; and a lone semicolon.
 *
 * Who hands in the solution has nothing that is not known.  So those are listed,
 * too, that are the same token by token, by their names as well.
 */
#include "class.h"

#include <ctype.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GRAM = 25, WINDOW = 11, LEAST = 3, THRESHOLD = 40 };

static const char method[] =
	"Pairs of submissions that have more in common than 40 %% of the "
	"smaller one's\nfingerprints, and at least 3.  By winnowing: names, "
	"numbers and strings count as\none token each, comments and statements "
	"without effect as none; of every 11\nhashes of 25 tokens in a row the "
	"smallest is a fingerprint, so that 35 tokens in\ncommon are always "
	"found.  What the starter or the solution has, too, does not\ncount.  "
	"It says whom to ask, and proves nothing.\n\n"
	"It does not see through macros, since it expands none, nor that "
	"functions or\nstatements have changed their places, that a for became "
	"a while, or that dead\ncode stands between.\n\n";

static const char sameness[] =
	"\nThe same, token by token, but for comments and blanks:\n";

struct prints {
	uint64_t *hashes; /* sorted, each once */
	size_t count, room;
	uint64_t all; /* of a submission: what is the same in its like */
};

static void prints_add(struct prints *prints, uint64_t hash)
{
	if (prints->count == prints->room) {
		prints->room = 2 * prints->room + 64;
		prints->hashes = realloc(prints->hashes,
					 prints->room * sizeof *prints->hashes);
		if (!prints->hashes)
			err(2, "fingerprints");
	}
	prints->hashes[prints->count++] = hash;
}

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void prints_sort(struct prints *prints)
{
	size_t kept = 0;

	if (!prints->count)
		return;
	qsort(prints->hashes, prints->count, sizeof *prints->hashes, by_hash);
	for (size_t i = 0; i < prints->count; i++)
		if (!i || prints->hashes[i] != prints->hashes[kept - 1])
			prints->hashes[kept++] = prints->hashes[i];
	prints->count = kept;
}

static bool prints_have(const struct prints *prints, uint64_t hash)
{
	return prints->count && bsearch(&hash, prints->hashes, prints->count,
					sizeof hash, by_hash);
}

static size_t in_common(const struct prints *a, const struct prints *b)
{
	size_t i = 0, k = 0, common = 0;

	while (i < a->count && k < b->count)
		if (a->hashes[i] < b->hashes[k])
			i++;
		else if (a->hashes[i] > b->hashes[k])
			k++;
		else
			common++, i++, k++;
	return common;
}

/* ---- From a text to hashes ---- */

/* FNV-1a, and a last stir: the smallest of many must be any of them. */
static uint64_t hash_of(const void *bytes, size_t len)
{
	const unsigned char *b = bytes;
	uint64_t hash = 0xcbf29ce484222325;

	while (len--)
		hash = (hash ^ *b++) * 0x100000001b3;
	hash = (hash ^ hash >> 32) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 29;
}

static bool is_keyword(const char *word, size_t len)
{
	static const char all[] =
		" auto break case char const continue default do double else "
		"enum extern float for goto if inline int long register return "
		"short signed sizeof static struct switch typedef union "
		"unsigned void volatile while ";
	char padded[16];

	if (len > 12)
		return false;
	snprintf(padded, sizeof padded, " %.*s ", (int)len, word);
	return strstr(all, padded) != NULL;
}

/* Tokens of each kind but keywords and signs are the same. */
enum { NAME = 'n', NUMBER = '0', STRING = '"' };

/* The next token of a text: a hash of what it is, and one of all its letters.
 * False: there is none. */
static bool token(const char **at, uint64_t *hash, uint64_t *exact)
{
	const char *s = *at + strspn(*at, " \t\r\n\f\v");
	const char *end = s + 1;
	bool word = isalnum((unsigned char)*s) || *s == '_';

	if (!*s)
		return false;
	while (word && (isalnum((unsigned char)*end) || *end == '_'))
		end++;
	if (!word && (*s == '"' || *s == '\'') && strchr(end, *s))
		end = strchr(end, *s) + 1;
	*exact = hash_of(s, (size_t)(end - s));
	*hash = !word && end > s + 1             ? STRING :
		!word                            ? (unsigned char)*s :
		isdigit((unsigned char)*s)       ? NUMBER :
		is_keyword(s, (size_t)(end - s)) ? *exact :
						   NAME;
	*at = end;
	return true;
}

/* How many tokens, from the i-th on, are a statement without effect: ";",
 * "x;" and "(void)...;".  At the end there is a semicolon. */
static size_t idle(const struct prints *tokens, size_t i, size_t end)
{
	const uint64_t *t = tokens->hashes + i;
	size_t left = end - i, n = 3;

	if (t[0] == ';')
		return 1;
	if (left > 1 && t[1] == ';' &&
	    (t[0] == NAME || t[0] == NUMBER || t[0] == STRING))
		return 2;
	if (left < 4 || t[0] != '(' || t[1] != hash_of("void", 4) ||
	    t[2] != ')')
		return 0;
	while (t[n] != ';')
		n++;
	return n + 1;
}

/* Where a statement has ended, or a block begun, another may begin. */
static void drop_idle(struct prints *tokens)
{
	uint64_t before = 0;
	size_t kept = 0, end = tokens->count;

	/* Nobody looks for a semicolon where there is none, again and again. */
	while (end && tokens->hashes[end - 1] != ';')
		end--;
	for (size_t i = 0; i < tokens->count; i++) {
		size_t n;

		while (i < end &&
		       (before == ';' || before == '{' || before == '}') &&
		       (n = idle(tokens, i, end)))
			i += n;
		if (i == tokens->count)
			break;
		before = tokens->hashes[i];
		tokens->hashes[kept++] = before;
	}
	tokens->count = kept;
}

/* The hashes of each GRAM tokens in a row, in their order; and one of all the
 * tokens, by all their letters. */
static uint64_t grams_of(struct prints *grams, char *source)
{
	struct prints tokens = { 0 };
	const char *at = source;
	uint64_t hash, exact, all = 0;

	inspect_words(source);
	while (token(&at, &hash, &exact)) {
		prints_add(&tokens, hash);
		all = hash_of((uint64_t[]){ all, exact }, 2 * sizeof all);
	}
	drop_idle(&tokens);
	for (size_t i = 0; i + GRAM <= tokens.count; i++)
		prints_add(grams, hash_of(tokens.hashes + i,
					  GRAM * sizeof *tokens.hashes));
	free(tokens.hashes);
	return all;
}

/* The smallest hash of each window, the last one of several. */
static void winnow(struct prints *prints, const struct prints *grams,
		   const struct prints *known)
{
	size_t windows = grams->count < WINDOW ? grams->count > 0 :
						 grams->count - WINDOW + 1;

	for (size_t w = 0; w < windows; w++) {
		uint64_t least = UINT64_MAX;

		for (size_t i = w; i < w + WINDOW && i < grams->count; i++)
			if (grams->hashes[i] < least)
				least = grams->hashes[i];
		if (!prints_have(known, least))
			prints_add(prints, least);
	}
	prints_sort(prints);
}

/* ---- Pairs ---- */

struct pair {
	const struct record *a, *b;
	size_t common, of;
};

static int by_share(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	size_t left = x->common * y->of, right = y->common * x->of;
	int names = strcmp(x->a->id, y->a->id);

	if (left != right)
		return left < right ? 1 : -1;
	if (x->common != y->common)
		return x->common < y->common ? 1 : -1;
	return names ? names : strcmp(x->b->id, y->b->id);
}

static uint64_t add_known(struct prints *known, const char *path)
{
	struct text text = { 0 };
	uint64_t all = 0;

	if (text_read(&text, path))
		all = grams_of(known, text.s);
	text_free(&text);
	return all;
}

/* All hashes of these, not only their fingerprints: beside other code, others
 * of them would be the smallest.  The starter as a whole is the same for all who
 * have not begun. */
static uint64_t known_of(struct prints *known, const struct spec *spec)
{
	char *starter = format_text("%s/%s/%s", layout.starters, spec->name,
				    spec->file);
	char *solution =
		format_text("%s/%s/solution.c", layout.judges, spec->name);

	uint64_t begun = add_known(known, starter);

	known->all = add_known(known, solution);
	prints_sort(known);
	free(starter);
	free(solution);
	return begun;
}

static void prints_of(struct prints *prints, const struct class *class,
		      const char *id, const struct prints *known)
{
	char *path = format_text("%s/sources/%s.c", class->out, id);
	struct prints grams = { 0 };
	struct text text = { 0 };

	if (text_read(&text, path))
		prints->all = grams_of(&grams, text.s);
	winnow(prints, &grams, known);
	free(grams.hashes);
	text_free(&text);
	free(path);
}

static void add_pairs(struct text *text, struct pair *pairs, size_t count)
{
	if (count)
		qsort(pairs, count, sizeof *pairs, by_share);
	for (size_t i = 0; i < count; i++)
		text_add(text, "%3zu %%  %zu of %zu  %s  %s\n",
			 100 * pairs[i].common / pairs[i].of, pairs[i].common,
			 pairs[i].of, pairs[i].a->id, pairs[i].b->id);
	if (!count)
		text_add(text, "There is no such pair.\n");
}

/* Each group of those that are the same, once; the solution is one of them. */
static void add_same(struct text *text, const struct class *class,
		     const struct prints *prints, uint64_t solution,
		     uint64_t starter)
{
	bool some = false;

	text_add(text, sameness);
	for (size_t i = 0; i < class->count; i++) {
		size_t before = 0, others = prints[i].all == solution;

		for (size_t k = 0; k < class->count; k++)
			if (k != i && prints[k].all == prints[i].all)
				before += k < i, others++;
		if (!prints[i].all || prints[i].all == starter || before ||
		    !others)
			continue;
		some = true;
		text_add(text,
			 prints[i].all == solution ? "  the solution" : "");
		for (size_t k = i; k < class->count; k++)
			if (prints[k].all == prints[i].all)
				text_add(text, "  %s", class->records[k].id);
		text_add(text, "\n");
	}
	if (!some)
		text_add(text, "There are none.\n");
}

void similar(struct text *text, const struct class *class)
{
	size_t n = class->count, count = 0;
	struct prints known = { 0 };
	struct prints *prints = calloc(n + 1, sizeof *prints);
	struct pair *pairs = NULL;
	uint64_t starter;

	if (!prints)
		err(2, "fingerprints");
	starter = known_of(&known, class->spec);
	for (size_t i = 0; i < n; i++)
		prints_of(&prints[i], class, class->records[i].id, &known);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			size_t of = prints[i].count < prints[k].count ?
					    prints[i].count :
					    prints[k].count;
			size_t common = in_common(&prints[i], &prints[k]);

			if (common < LEAST || 100 * common < THRESHOLD * of)
				continue;
			pairs = realloc(pairs, (count + 1) * sizeof *pairs);
			if (!pairs)
				err(2, "pairs");
			pairs[count++] =
				(struct pair){ &class->records[k],
					       &class->records[i], common, of };
		}
	text_add(text, method);
	add_pairs(text, pairs, count);
	add_same(text, class, prints, known.all, starter);
	for (size_t i = 0; i < n; i++)
		free(prints[i].hashes);
	free(prints);
	free(pairs);
	free(known.hashes);
}
