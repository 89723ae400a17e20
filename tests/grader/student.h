/* SPDX-License-Identifier: MIT */
/*
 * student.h - the verbs of ./lazy.
 */
#ifndef GRADER_STUDENT_H
#define GRADER_STUDENT_H

#include <stdbool.h>

struct exercise {
	char *name; /* 06-fibonacci, a folder */
	bool done;
	int hints; /* asked for so far */
	struct spec *spec;
	char *unchecked; /* what its last check could not check; or "" */
};

void write_progress(void);

/* check - show the checks of an exercise up to the first that fails.  True:
 * none did.  What is next is for the caller to say. */
bool check(struct exercise *e, bool deep);

/* ---- screen.c ---- */

/* tell - print lines, none of them wider than the screen. */
void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* tell_wrong - the same of what is wrong, which may be long: of that the first
 * lines, and the last two, which say what to do.  Writes into what. */
void tell_wrong(char *what);

/* ---- show.c ---- */

/* show_end - how a program ended, if it did not get to its end. */
struct built;
struct trace;
void show_end(const struct built *built, const struct spec *spec,
	      const struct trace *trace);

/* Each is a verb: returns the exit status. */
int student_run(struct exercise *e, bool deep);    /* show.c */
int student_mem(struct exercise *e, bool deep);    /* show.c */
int student_trace(struct exercise *e, bool deep);  /* swim.c */
int student_submit(struct exercise *e, bool deep); /* submit.c */
int student_doctor(struct exercise *e, bool deep); /* doctor.c */

#endif
