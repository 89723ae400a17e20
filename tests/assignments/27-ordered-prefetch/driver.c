/* SPDX-License-Identifier: MIT */
/*
 * driver.c - samples whose loading waits for other things to happen, so that what
 * threads may do in any order has the same outcome each time.
 *
 * Another generator, of its own samples, may be beside it.
 *
 * What is not to happen is waited for a while; what is to happen is waited for
 * until it does, or for a second, once.
 */
#include "ordered_prefetch.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <drive.h>

static struct {
	long count, workers, ahead, broken, longs;
	bool late, plain;
	atomic_long begun, ended; /* calls of load */
	atomic_long done;         /* ... that are over but for their return */
	atomic_long at_once, most_at_once;
	atomic_long asked; /* samples */
	atomic_bool leaving, impatient, too_many, twice, in_consumer, without,
		busy;
	atomic_bool seen[1000];
	pthread_t consumer;
} my;

static void pause_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
}

/* Wait until *number is so large. */
static bool reaches(atomic_long *number, long value)
{
	for (int ms = 0; *number < value && ms < 1000 && !my.impatient; ms++)
		pause_ms(1);
	if (*number < value)
		my.impatient = true;
	return *number >= value;
}

/* Does a thread that is to wait use time of a processor, rather than sleep? */
static bool busy(void)
{
	clock_t used;

	pause_ms(20);
	used = clock();
	pause_ms(20);
	return clock() - used > CLOCKS_PER_SEC / 200;
}

static long smaller(long a, long b)
{
	return a < b ? a : b;
}

static int load(void *ctx, uint64_t index, void *sample)
{
	long i = (long)index, at_once = ++my.at_once, most = my.most_at_once;
	long together = smaller(my.count, smaller(my.workers, my.ahead));

	my.begun++;
	if (ctx != &my)
		my.without = true;
	while (most < at_once &&
	       !atomic_compare_exchange_weak(&my.most_at_once, &most, at_once))
		;
	/* The sample that is lent takes one of the places. */
	if (i >= (my.asked ? my.asked - 1 : 0) + my.ahead)
		my.too_many = true;
	if (i < 1000 && atomic_exchange(&my.seen[i], true))
		my.twice = true;
	if (pthread_equal(pthread_self(), my.consumer))
		my.in_consumer = true;
	if (!my.plain && i < together)
		reaches(&my.most_at_once, together);
	if (my.late && i == 0) {
		reaches(&my.done, together - 1);
		if (busy())
			my.busy = true;
	}
	if (my.leaving)
		pause_ms(20);
	for (long at = 0; at < my.longs; at++)
		((long *)sample)[at] = 10 * i + at;
	my.done++;
	my.at_once--;
	my.ended++;
	return i == my.broken ? 77 : 0;
}

/* Another generator's samples are the letters of its ctx. */
static int load_letter(void *ctx, uint64_t index, void *sample)
{
	*(char *)sample = ((const char *)ctx)[index];
	return 0;
}

static struct gen *letters(void)
{
	static char text[] = "beside";

	return prefetched(&(struct prefetching){ .count = 6,
						 .size = 1,
						 .load = load_letter,
						 .ctx = text,
						 .workers = 2,
						 .ahead = 3 });
}

/* How many threads the program has. */
static long threads(void)
{
	char text[1024], *at;
	int fd = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
	long count = 0;

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = 0;
	at = strrchr(text, ')');
	for (int field = 2; at && field < 20; field++)
		at = strchr(at + 1, ' ');
	if (at)
		count = strtol(at, NULL, 10);
	return count;
}

/* One that was joined is gone for pthread_join() a bit earlier than for /proc. */
static long threads_left(void)
{
	for (int ms = 0; threads() > 1 && ms < 500; ms++)
		pause_ms(1);
	return threads() - 1;
}

static const char *yes(bool is)
{
	return is ? "yes" : "no";
}

/* While the first sample is lent, or the last that is asked for, the others fill
 * their places, and no more: then all workers wait, and use no time. */
static void look_ahead(long lent)
{
	long most = smaller(my.count, lent + my.ahead);

	if (my.plain || my.broken >= 0)
		return;
	drive_event("loads ahead: %s", yes(reaches(&my.begun, most)));
	if (busy())
		my.busy = true;
}

static void say_what_was(struct gen *g, bool none_yet)
{
	long begun, together = smaller(my.count, smaller(my.workers, my.ahead));

	my.leaving = true;
	gen_free(g);
	begun = my.begun;
	drive_event("no load goes on: %s", yes(begun == my.ended));
	drive_event("threads left: %ld", threads_left());
	reaches(&my.ended, my.begun);
	drive_event("none begun before the first was asked for: %s",
		    yes(none_yet));
	if (begun)
		drive_event("%ld loads at once: %s", together,
			    yes(my.most_at_once >= together));
	drive_event("more in memory than %ld: %s", my.ahead, yes(my.too_many));
	drive_event("one loaded twice: %s", yes(my.twice));
	drive_event("loaded by the consumer: %s", yes(my.in_consumer));
	drive_event("loaded without its ctx: %s", yes(my.without));
	drive_event("one that waits is busy: %s", yes(my.busy));
}

/* Say a sample; all of it, if it is not as it is to be. */
static void say_sample(const long *number)
{
	drive_say("%ld", *number);
	for (long at = 1; at < my.longs; at++)
		if (number[at] != *number + at)
			drive_say("... and in place %ld: %ld", at, number[at]);
}

/* False: there is none, for an error. */
static bool say_letter(struct gen *other)
{
	const char *letter = gen_next(other);

	if (letter)
		drive_say("beside: %c", *letter);
	return letter || !gen_error(other);
}

void drive(void)
{
	struct prefetching how = { .load = load, .ctx = &my };
	long stop = drive_number("stop");
	bool beside = drive_word("beside"), none_yet;
	struct gen *g, *other = NULL;
	const long *number;
	int error = 0;

	how.count = (uint64_t)(my.count = drive_number("n"));
	how.workers = (unsigned)(my.workers = drive_number("workers"));
	how.ahead = (unsigned)(my.ahead = drive_number("ahead"));
	my.longs = drive_word("longs") ? drive_number("longs") : 1;
	how.size = (size_t)my.longs * sizeof(long);
	my.late = drive_word("late");
	my.plain = drive_word("plain");
	my.broken = drive_word("broken") ? drive_number("broken") : -1;
	my.consumer = pthread_self();
	g = prefetched(&how);
	memset(&how, 0, sizeof how);
	if (beside)
		other = letters();
	none_yet = !my.begun && threads() <= 1;
	for (long i = 0; i < stop; i++) {
		if (beside && !say_letter(other))
			break;
		my.asked++;
		number = gen_next(g);
		if (!number)
			break;
		say_sample(number);
		if (i == 0 || i == stop - 1)
			look_ahead(i);
	}
	if (beside)
		error = gen_error(other);
	gen_free(other);
	if (!error)
		error = gen_error(g);
	say_what_was(g, none_yet);
	drive_failed(error);
}
