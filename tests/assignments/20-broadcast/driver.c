/* SPDX-License-Identifier: MIT */
/*
 * driver.c - lines are sent to a grep, to a latest, or to a broadcast to several
 * of them; behind each is a sink, which says what it gets.
 *
 * A sink returns after so many lines (ends), or fails at one (breaks) or when it
 * is closed (unclean), if it is the one of that name (who), or if no name is
 * given.  The error of each is a number of its own.
 */
#include "broadcast.h"

#include <drive.h>

#include <stdio.h>
#include <string.h>

struct sink {
	const char *name;
	long ends, breaks, unclean;
};

static const void *sink(struct gen *self, void *args)
{
	const struct sink *my = args;
	long n = 0;

	drive_event("%s started", my->name);
	while (n != my->ends && gen_yield(self, NULL)) {
		const char *line = gen_sent(self);

		if (!line) {
			drive_event("%s resumed without a line", my->name);
			continue;
		}
		if (n == my->breaks) {
			drive_event("%s failed", my->name);
			return gen_raise(self, -my->name[0]);
		}
		drive_say("%s: %s", my->name, line);
		n++;
	}
	drive_event(n == my->ends ? "%s returned" : "%s closed", my->name);
	return gen_raise(self, my->unclean ? -my->name[0] : 0);
}

static long option(const char *name, long otherwise)
{
	return drive_word(name) ? drive_number(name) : otherwise;
}

static struct gen *new_sink(const char *name)
{
	const char *who = drive_word("who");
	bool special = !who || who[0] == name[0];

	return gen_call(sink, .name = name,
			.ends = special ? option("ends", -1) : -1,
			.breaks = special ? option("breaks", -1) : -1,
			.unclean = special && option("unclean", 0));
}

/* Each other target is one that lags. */
static struct gen *many(size_t count, size_t most)
{
	static const char *const names[] = { "a", "b", "c", "d", "e",
					     "f", "g", "h", "i", "j" };
	struct gen *targets[10], *g;

	for (size_t i = 0; i < count; i++)
		targets[i] = i % 2 ? latest(most + i, new_sink(names[i])) :
				     grep("a", new_sink(names[i]));
	g = broadcast(targets, count);
	memset(targets, 0, sizeof targets);
	return g;
}

static struct gen *made(const char *what, size_t most)
{
	struct gen *targets[4];

	if (!strcmp(what, "grep"))
		return grep("an", new_sink("a"));
	if (!strcmp(what, "latest"))
		return latest(most, new_sink("a"));
	if (!strcmp(what, "many"))
		return many((size_t)drive_number("targets"), most);
	targets[0] = grep("an", new_sink("a"));
	targets[1] = grep("e", new_sink("b"));
	if (!strcmp(what, "two"))
		return broadcast(targets, 2);
	targets[2] = latest(most, grep("o", new_sink("c")));
	targets[3] = grep("", new_sink("d"));
	return broadcast(targets, 4);
}

/* The same length each, as wide as the case says, at the same address. */
static const char *line(long number)
{
	static const char *const words[] = { "banana", "cherry", "orange",
					     "lemons", "damson", "papaya" };
	static char text[400];

	snprintf(text, sizeof text, "%06ld %*s", number,
		 (int)option("width", 6),
		 words[drive_below(sizeof words / sizeof *words)]);
	return text;
}

void drive(void)
{
	long n = drive_number("n"), most = option("most", 1);
	struct gen *g = made(drive_word("what"), (size_t)most);
	const void *ready = g;
	int failed;

	if (!option("unstarted", 0))
		ready = gen_next(g);
	for (long i = 0; i < n && ready; i++) {
		drive_event("line %ld", i);
		ready = gen_send(g, line(i));
		if (ready && ready != &gen_none)
			drive_say("it lends something");
	}
	failed = ready ? gen_close(g) : gen_error(g);
	gen_free(g);
	drive_failed(failed);
}
