/* SPDX-License-Identifier: MIT */
/*
 * drive.h - what a driver needs: the program around a student's functions.
 *
 * Each assignment has a driver.c with one function, drive(), which calls what
 * the student wrote and says what came of it.  It knows inputs, never answers:
 * the judge runs the same driver with the reference solution, and compares what
 * the two have said.  So a driver says facts (drive_say, drive_event) and leaves
 * it to the judge what they are worth.
 *
 * A case is a list of parameters, as n=10 mode=close, with which the program is
 * run; seed is always among them.
 */
#ifndef GRADER_DRIVE_H
#define GRADER_DRIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <generator.h>

#define DRIVE_FORMAT(at) __attribute__((format(printf, at, (at) + 1)))

/* drive - written by each driver: one case, from begin to end. */
void drive(void);

/* drive_number, drive_word - a parameter of the case.  One that is missing
 * ends the program: the spec and the driver do not fit together. */
long drive_number(const char *name);
const char *drive_word(const char *name);

/* drive_random - 64 random bits, which depend on the seed alone; and a number
 * from 0 to below - 1. */
uint64_t drive_random(void);
long drive_below(long below);

/* drive_say - a line of output.  The check "output" compares these alone. */
void drive_say(const char *format, ...) DRIVE_FORMAT(1);

/* drive_near - a line of output, NAME and a number: to be as near as that to the
 * number that is wanted, in parts of it if it is greater than 1. */
void drive_near(const char *name, double value, double tolerance);

/* drive_bytes - a line of output, after what: any bytes, and how many.  Those
 * that cannot be seen as \x0d; of many the first, and a sum over all. */
void drive_bytes(const char *what, const void *bytes, size_t len);

/* drive_event - an event of the ledger: something is pulled, closed, freed,
 * called.  The check "ledger" compares all events and all output in their
 * order.  Both functions may be called by any thread, and between the yields of
 * any generator; neither allocates. */
void drive_event(const char *format, ...) DRIVE_FORMAT(1);

/* drive_trace - who resumes whom; not for drivers, but for swimming.c. */
void drive_trace(const char *format, ...) DRIVE_FORMAT(1);

/* drive_place - what is said next was caused from here: a return address in the
 * program.  The judge shows it to the student as a line of theirs. */
void drive_place(const void *address);

/* drive_failed - say how an iterator ended: nothing for a normal end, else a
 * line "error CODE".  After a failed allocation a driver must get here. */
void drive_failed(int error);

/*
 * drive_source - the numbers 0 to count - 1 as an iterator whose every move is
 * in the ledger: "NAME 3" when it lends its fourth item, "NAME end", "NAME
 * closed", "NAME freed".  Items are long.
 *
 * drive_items - the same, for count items of size bytes each from base on,
 * which are borrowed.
 *
 * drive_fail_after - the source fails instead of lending that item: with EIO, or
 * what the case says as error=77.
 *
 * What they allocate is not counted and does not fail.
 */
struct iter *drive_source(const char *name, long count);
struct iter *drive_items(const char *name, const void *base, size_t count,
			 size_t size);
void drive_fail_after(struct iter *source, size_t items);

/* drive_alloc - memory for the driver itself, zeroed: not counted, never failing,
 * freed at the end. */
void *drive_alloc(size_t size);

/* drive_file - write a file into the working folder; its contents are drawn by
 * the driver.  Returns its path. */
const char *drive_file(const char *name, const void *bytes, size_t size);

/*
 * drive_lines - write a file of lines, as the parameters of the case say:
 *
 *   n        how many
 *   longest  the length of each is drawn up to this
 *   ends     lf, crlf, both (by turns), or open: lf, but none after the last
 *   bytes    letters, or any: with NULs and carriage returns among them
 *
 * *size becomes the size of the file.  Returns its path.
 */
const char *drive_lines(const char *name, size_t *size);

/* drive_open_files - how many descriptors are open that were not at the start:
 * those of the student. */
int drive_open_files(void);

/* drive_live - bytes that the student and the library have allocated, and not
 * freed.  Exact; 0 under Valgrind, which counts by itself. */
size_t drive_live(void);

#endif
