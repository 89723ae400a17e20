/* SPDX-License-Identifier: MIT */
/*
 * driver.c - samples whose loading waits for other things to happen, so that what
 * threads may do in any order has the same outcome each time.
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
	long count, workers, ahead, broken;
	bool late, plain;
	atomic_long begun, ended; /* calls of load */
	atomic_long done;         /* ... that are over but for their return */
	atomic_long at_once, most_at_once;
	atomic_long asked; /* samples */
	atomic_bool leaving, impatient, too_many, twice, in_consumer;
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

static long smaller(long a, long b)
{
	return a < b ? a : b;
}

static int load(void *ctx, uint64_t index, void *sample)
{
	long i = (long)index, at_once = ++my.at_once, most = my.most_at_once;
	long together = smaller(my.count, smaller(my.workers, my.ahead));

	(void)ctx;
	my.begun++;
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
	if (my.late && i == 0)
		reaches(&my.done, together - 1);
	if (my.leaving)
		pause_ms(20);
	*(long *)sample = 10 * i;
	my.done++;
	my.at_once--;
	my.ended++;
	return i == my.broken ? 5 : 0;
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
 * their places, and no more: then all workers wait. */
static void look_ahead(long lent)
{
	long most = smaller(my.count, lent + my.ahead);

	if (my.plain || my.broken >= 0)
		return;
	drive_event("loads ahead: %s", yes(reaches(&my.begun, most)));
	pause_ms(20);
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
}

void drive(void)
{
	struct prefetching how = { .size = sizeof(long), .load = load };
	long stop = drive_number("stop");
	const long *number;
	struct gen *g;
	bool none_yet;
	int error;

	how.count = (uint64_t)(my.count = drive_number("n"));
	how.workers = (unsigned)(my.workers = drive_number("workers"));
	how.ahead = (unsigned)(my.ahead = drive_number("ahead"));
	my.late = drive_word("late");
	my.plain = drive_word("plain");
	my.broken = drive_word("broken") ? drive_number("broken") : -1;
	my.consumer = pthread_self();
	g = prefetched(&how);
	memset(&how, 0, sizeof how);
	none_yet = !my.begun && threads() <= 1;
	for (long i = 0; i < stop; i++) {
		my.asked++;
		number = gen_next(g);
		if (!number)
			break;
		drive_say("%ld", *number);
		if (i == 0 || i == stop - 1)
			look_ahead(i);
	}
	error = gen_error(g);
	say_what_was(g, none_yet);
	drive_failed(error);
}
