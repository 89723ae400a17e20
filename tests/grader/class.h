/* SPDX-License-Identifier: MIT */
/*
 * class.h - the teacher's side: from a folder of submissions to reports.
 *
 *	submission.c   the one file that is taken of a submission
 *	sha256.c       what two of them have in common, or not
 *	store.c        what is kept of each: OUT/results/ID
 *	one.c          judging one
 *	class.c        judging all, here or on other machines
 *	report.c       what people read: a student's report, the class's
 *	format.c       what machines read: CSV, TAP, JUnit, Gradescope, Autolab
 *	similar.c      which submissions are alike
 *
 * Everything but the results and the sources is made from these, so that they
 * may have come from many machines.
 */
#ifndef GRADER_CLASS_H
#define GRADER_CLASS_H

#include "grader.h"

/* ---- submission.c ---- */

enum { MOST_SOURCE = 1 << 20 };

struct submission {
	struct text source; /* s is NULL: there is none */
	char *note;         /* what is odd about it, for people; or NULL */
};

/* submission_read - take file out of a folder, an archive, or a file of any
 * name.  Never fails: what is wrong is said in the note. */
void submission_read(struct submission *submission, const char *path,
		     const struct spec *spec);
void submission_free(struct submission *submission);

/* submission_id - whose it is, by the name of its entry: "ann.tar.gz" is ann's.
 * entry_id - the same, by the whole name: where there is a folder "ann", too.
 * Both are names of files, and no longer than those may be. */
char *submission_id(const char *entry);
char *entry_id(const char *entry);

/* ---- sha256.c ---- */

struct sha256 {
	uint32_t h[8];
	uint64_t len;
	unsigned char block[64];
};

void sha256_begin(struct sha256 *sha);
void sha256_add(struct sha256 *sha, const void *bytes, size_t len);
void sha256_end(struct sha256 *sha, unsigned char digest[32]);

/* ---- store.c ---- */

struct record {
	char *assignment, *id;
	char *key;        /* of what was judged, by which grader */
	char *note;       /* NULL: nothing is odd */
	char *without;    /* walls of the jail that were not there, or NULL */
	char *prediction; /* NULL: none */
	bool refused;
	double points, of;
	struct {
		bool on;
		double of;
		struct result result;
	} checks[CHECKS];
};

/* record_of - what is to be kept of a report. */
void record_of(struct record *record, const struct spec *spec,
	       const struct report *report);
/* record_nothing - of a submission that could not be judged. */
void record_nothing(struct record *record, const struct spec *spec,
		    const char *note);
void record_free(struct record *record);

void record_print(struct text *text, const struct record *record);
bool record_parse(struct record *record, char *text);
bool record_write(const struct record *record, const char *out);

/* record_read - what is kept of id.  False: nothing that can be read.  One of
 * another assignment than name ends the grader: it would be written over. */
bool record_read(struct record *record, const char *out, const char *id,
		 const char *name);

/* clean - valid UTF-8 that can be seen; the bytes that are not become \xNN.
 * Lines end where they did, and after 1020 bytes with "...". */
char *clean(const char *s);

/* write_whole - a file that is never seen half.  False: there is none, and why
 * was said. */
bool write_whole(const struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void make_folders(const char *out);

/* secret_read - what students cannot know: from SECRET, or from OUT/secret,
 * which is made if it is not there.  out may be NULL. */
char *secret_read(const char *out);

/* secret_pass - in a child that becomes a judge: what was given, once more. */
void secret_pass(void);

/* ---- one.c ---- */

/* one - judge a submission into OUT/results/ID, unless it is there already. */
int one(const char *name, const char *path, const char *out, const char *id);

/* one_gradescope - the same, into a results.json that is always there. */
int one_gradescope(const char *name, const char *path, const char *results);

/* ---- class.c ---- */

int class_grade(const char *name, const char *sub, const char *out);
int class_jobs(const char *name, const char *sub, const char *out);
int class_merge(const char *name, const char *sub, const char *out);

/* ---- report.c, format.c, similar.c ---- */

struct class
{
	const struct spec *spec;
	const char *out;
	struct record *records; /* by id */
	size_t count;
};

/* told - a check's message for the student: of a hidden case, which, but not
 * what was wanted.  NULL: there is none. */
char *told(const struct result *result);

/* ungraded - was no check made, by no fault of any of them?  The note says why. */
bool ungraded(const struct record *record);

/* withheld - why a check that has passed has no points; NULL: it has. */
const char *withheld(const struct record *record, int check);

void report_student(struct text *text, const struct record *record,
		    const struct spec *spec);
void report_class(struct text *text, const struct class *class);

void format_csv(struct text *text, const struct class *class);
void format_tap(struct text *text, const struct class *class);
void format_junit(struct text *text, const struct class *class);
/* done: the judge has got to its end. */
void format_gradescope(struct text *text, const struct record *record,
		       bool done);
void format_autolab(struct text *text, const struct record *record);

void similar(struct text *text, const struct class *class);

#endif
