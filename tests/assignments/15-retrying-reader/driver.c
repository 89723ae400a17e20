/* SPDX-License-Identifier: MIT */
/*
 * driver.c - a consumer who reads and complains: n is a next, b throws BAD_RECORD,
 * a AGAIN, o another error, and x one whose number is negative, as theirs are.
 * After the last of these moves it closes.
 */
#include "retrying_reader.h"

#include <drive.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a reader need not know: how large a record is. */
struct record {
	long number;
	char rest[40];
};

static const char complaint[] = "this is not for you";

static const void *resume(struct gen *g, char move)
{
	if (move == 'b')
		return gen_throw(g, BAD_RECORD);
	if (move == 'a')
		return gen_throw(g, AGAIN);
	if (move == 'o')
		return gen_throw_with(g, EDOM, complaint);
	if (move == 'x')
		return gen_throw(g, -3);
	return gen_next(g);
}

static void end(const struct gen *g)
{
	const struct tally *tally = gen_result(g);
	int error = gen_error(g);

	drive_failed(error);
	if (error == EDOM)
		drive_say(gen_detail(g) == complaint ? "as it was thrown" :
						       "not as it was thrown");
	if (error == EIO)
		drive_say("%s", gen_detail(g) ? (const char *)gen_detail(g) :
						"no detail");
	if (tally)
		drive_say("good %ld, bad %ld", tally->good, tally->bad);
	else if (!error)
		drive_say("no tally");
}

static struct gen *made(long n)
{
	const char *good = drive_word("good");
	struct record *records = drive_alloc((size_t)(n + 1) * sizeof *records);
	struct iter *source =
		drive_items("source", records, (size_t)n, sizeof *records);

	for (long i = 0; i < n; i++)
		snprintf(records[i].rest, sizeof records[i].rest,
			 "the rest of %ld", records[i].number = i);

	if (good)
		drive_fail_after(source, (size_t)strtol(good, NULL, 10));
	return reader(source, drive_number("tries"));
}

static void see(const struct record *record)
{
	char rest[sizeof record->rest];

	snprintf(rest, sizeof rest, "the rest of %ld", record->number);
	drive_say("record %ld%s", record->number,
		  strcmp(rest, record->rest) ? ", not all of it" : "");
}

/* False: there was no memory for it. */
static bool play(long n, const char *moves)
{
	struct gen *g = made(n);
	const void *record = NULL;
	int error;

	for (; *moves; moves++) {
		drive_event("%c", *moves);
		record = resume(g, *moves);
		if (!record)
			break;
		see(record);
	}
	if (record || !*moves)
		drive_say("closed: %d", gen_close(g));
	else
		end(g);
	error = gen_error(g);
	gen_free(g);
	return error != ENOMEM;
}

/* Throw at each of the points where it can be thrown. */
static void everywhere(long n, char what)
{
	char *moves = drive_alloc((size_t)n + 3);

	for (long at = 0; at <= n; at++) {
		memset(moves, 'n', (size_t)n + 2);
		moves[at] = what;
		if (!play(n, moves))
			return;
	}
}

/* The tally of one is there when another has ended. */
static void two(long n)
{
	struct gen *a = made(n), *b = made(2 * n);
	const void *record;

	while ((record = gen_next(a)))
		see(record);
	drive_failed(gen_error(a));
	while ((record = gen_next(b)))
		see(record);
	drive_failed(gen_error(b));
	end(a);
	end(b);
	gen_free(a);
	gen_free(b);
}

static void drawn(long n)
{
	static const char some[] = "nnnbaao";
	char *moves = drive_alloc((size_t)(3 * n) + 1);

	moves[0] = 'n';
	for (long i = 1; i < 3 * n; i++)
		moves[i] = some[drive_below(i < n ? 6 : 7)];
	play(n, moves);
}

void drive(void)
{
	const char *moves = drive_word("moves");
	long n = drive_number("n");

	if (!strcmp(moves, "drawn")) {
		drawn(n);
	} else if (!strncmp(moves, "each-", 5)) {
		everywhere(n, moves[5]);
	} else if (!strcmp(moves, "two")) {
		two(n);
	} else if (!strcmp(moves, "until-end")) {
		char *all = drive_alloc((size_t)n + 2);

		memset(all, 'n', (size_t)n + 1);
		play(n, all);
	} else {
		play(n, moves);
	}
}
