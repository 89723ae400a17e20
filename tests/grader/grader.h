/* SPDX-License-Identifier: MIT */
/*
 * grader.h - the parts of the grader, and what they hand to each other.
 *
 *	spec.c      what is checked, from tests/assignments/NN-name/spec
 *	inspect.c   what stands in a submission's text and in its object
 *	build.c     from a submission to a program
 *	jail.c      where that program is locked in
 *	run.c       running it, with limits
 *	trace.c     what it has said
 *	judge.c     which runs are made, and all checks
 *	explain.c   what is said of a check that failed
 *
 * A submission is judged against the reference solution, run on the same cases.
 * In a student's tree, where there is none, what it said was recorded before.
 */
#ifndef GRADER_H
#define GRADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- text.c: strings that grow; without memory the grader ends ---- */

struct text {
	char *s; /* ends with a 0, if it is not NULL */
	size_t len, room;
};

void text_add(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_append(struct text *text, const char *bytes, size_t len);
void text_free(struct text *text);

/* text_read - add a whole file.  False: it cannot be read, errno says why. */
bool text_read(struct text *text, const char *path);
bool text_write(const struct text *text, const char *path);

/* format_text - a new string, as printf() would print it. */
char *format_text(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* quoted - a new string: s as a word for sh, with all its blanks and quotes. */
char *quoted(const char *s);

/* next_line - cut the first line off: its newline becomes a 0.  NULL: none. */
char *next_line(char **rest);

/* ---- spec.c ---- */

/* In the order in which they are shown, and in which a mutant must fail. */
enum check {
	BUILD,
	OUTPUT,
	LEDGER,
	PEAK,
	SLOPE,
	RESUMES,
	LEAKS,
	RACES,
	FAULTS,
	COST,
	STYLE,
	PREDICT,
	CHECKS
};
extern const char *const check_names[CHECKS];

/* Full points up to full, none from none on, and a straight line between. */
struct rule {
	bool on;
	double points;
	double full, none;
};

struct testcase {
	char *name;
	char *parameters; /* "n=10 seed=7" */
	bool hidden;
};

enum { MAX_CASES = 64, MAX_WORDS = 64 };

struct spec {
	char *name; /* 06-fibonacci */
	char *title;
	char *file; /* fibonacci.c */
	struct rule rules[CHECKS];
	struct testcase cases[MAX_CASES + 2];
	size_t ncases;
	size_t ngrow; /* 2, behind the cases: grow, and ten times that; or 0 */
	char *grow;   /* the case of peak, slope and cost: "n=1000" */
	char *defines[MAX_WORDS]; /* functions that the student writes */
	char *allows[MAX_WORDS]; /* functions that may be called, beyond ours */
	char *denies[MAX_WORDS]; /* of ours, those that would be the solution */
	size_t memory; /* bytes of address space; 0: the usual limit */
};

/*
 * spec_read - what is checked in the assignment name.
 *
 *   seed   draws what hidden cases leave open: n=1..100 becomes a number
 *
 * A spec that cannot be understood ends the grader, with file and line.
 */
struct spec *spec_read(const char *name, uint64_t seed);
void spec_free(struct spec *spec);
double spec_points(const struct spec *spec);

/* Where things are: in the project, and in a student's tree. */
struct layout {
	const char *root;     /* "." */
	const char *starters; /* "lessons/assignments", or "." */
	const char *judges;   /* "tests/assignments", or "check" */
	const char *grader;   /* "tests/grader", or "check/grader" */
	const char *include;  /* "lib/include" */
	const char *archive;  /* libgenerator.a */
	const char *built;    /* where objects of drivers are kept */
	bool student;
};
extern struct layout layout;
void layout_find(void);

/* ---- inspect.c ---- */

/* inspect_text - why this text is not compiled; NULL: it may be. */
char *inspect_text(const char *text);

/* inspect_order - is there a #define that could change what a header means?  That
 * is a mistake, and no more; NULL: there is none. */
char *inspect_order(const char *text);

/* inspect_expanded - why this is not linked, which the preprocessor has made of a
 * file: macros of headers become what must not be written.  It is cut in lines. */
char *inspect_expanded(char *text, const char *file);

/* inspect_object - why this object is not linked: sections that run before
 * main(), functions that are not allowed, names that are not asked for, system
 * calls.  text is what it was compiled from, to tell the line; to fixed are added
 * the bytes of its static variables. */
char *inspect_object(const char *path, const struct spec *spec,
		     const char *text, size_t *fixed);

/* inspect_words - the text without comments, and strings without contents: each
 * byte that falls away is a blank, newlines stay. */
void inspect_words(char *text);

/* inspect_longest - the longest function: its lines, and where it begins. */
int inspect_longest(const char *text, int *line);

/* inspect_unformatted - the line in which clang-format is switched off; or 0. */
int inspect_unformatted(const char *text);

/* ---- jail.c ---- */

/*
 * jail_make - a private folder, which is gone when the grader ends: a file system
 * of its own in memory, of limited size, where the kernel lets us.  Once in each
 * process that judges.  In it:
 *
 *	root/work   the submission's program, and its working folder; root is
 *	            all that it sees
 *	reference   the solution's program
 */
const char *jail_make(void);

/* Where layout.include and layout.starters are for a compiler in the jail. */
#define JAIL_INCLUDE "/include"
#define JAIL_STARTERS "/starters"

/* jail_holds - is this root/work, and are there walls around it? */
bool jail_holds(const char *path);

/* jail_fresh - folders to write in, root/work/run and root/tmp, for one run. */
void jail_fresh(void);

/* jail_enter - in a child, which goes on as a child of its own: nothing of the
 * file system but root, no other processes, no network, no privileges.  A
 * compiler may start processes, and write in root/work; a program may not. */
void jail_enter(bool compiler);

/* jail_kept - after a run: if the jail was not to be entered, which is not the
 * program's fault, the grader ends. */
void jail_kept(void);

/* jail_missing - what of it this machine does not have, or NULL. */
const char *jail_missing(void);

/* ---- run.c ---- */

struct limits {
	double cpu;    /* seconds; of the clock many more */
	size_t memory; /* bytes of address space */
	size_t said;   /* bytes of trace and of output, each */
	bool jailed;
	bool compiler; /* in the jail, too, but not as a student's program */
	int in;        /* a descriptor that it reads; 0: it has nothing to */
};

struct outcome {
	struct text trace; /* descriptor 3 */
	struct text out;   /* stdout and stderr: the first and the last of it */
	struct text tool;  /* descriptor 4: what Valgrind says */
	enum ending { ENDED, SLOW, LOUD } ending;
	bool blocked; /* it was slow, and did nothing */
	int status;   /* as waitpid() gives it */
	double cpu;   /* seconds */
};

/* run - run a program in a folder, to its end or to its limits.  Whatever it has
 * started is gone when this returns. */
void run(struct outcome *outcome, const char *folder, const char *const *argv,
	 const struct limits *limits);
void outcome_free(struct outcome *outcome);

/* ---- trace.c ---- */

struct said {
	char kind; /* '>' output, '.' event */
	const char *text;
	const char
		*at; /* places in the program, the innermost first; or NULL */
};

struct trace {
	struct said *said;
	size_t count;
	struct said facts[32]; /* text is the name */
	unsigned long values[32];
	size_t nfacts;
	bool forged; /* somebody else than the driver has said facts */
	enum ending ending;
	bool blocked;
	int status;
	char *text;    /* what all of it points into */
	char *printed; /* the last line, of a program that gave up; or NULL */
};

void trace_read(struct trace *trace, const struct outcome *outcome);
void trace_free(struct trace *trace);

/* trace_fact - a fact by name; -1: it was not said. */
long trace_fact(const struct trace *trace, const char *name);
const char *trace_fact_at(const struct trace *trace, const char *name);

/* trace_done - did the program get to its end, within its limits, and was it the
 * driver that said so? */
bool trace_done(const struct trace *trace);

/* trace_next - the next line of it, from *i on; NULL: there is none. */
const struct said *trace_next(const struct trace *trace, size_t *i,
			      bool only_output);

/* trace_same - do two lines say the same?  Of a number with a tolerance, as
 * drive_near() says it: is it near the one that is wanted? */
bool trace_same(const struct said *got, const struct said *want);

/* ---- build.c ---- */

struct built {
	char *folder;  /* where it is, and where it runs */
	int at;        /* that folder, whatever becomes of its name */
	char *program; /* its path */
	char *why;     /* NULL: it was built; else why not, for the student */
	bool refused;  /* not a mistake: something that is not allowed */
	size_t fixed;  /* bytes of a submission's static variables */
};

/* build - compile a file, a submission or a solution, and link it with its
 * driver to folder/program.  What is trusted is not inspected. */
void build(struct built *built, const struct spec *spec, const char *source,
	   const char *folder, bool trusted);
void build_traced(struct built *built, const struct spec *spec,
		  const char *source, const char *folder);
void built_free(struct built *built);

/* built_run - run it, ../program, in a folder that is empty: what one case left
 * is not there for the next. */
void built_run(struct outcome *outcome, const struct built *built,
	       const char *const *argv, const struct limits *limits);

/* built_read - a file that its last run has left; false: it is no plain file. */
bool built_read(struct text *text, const struct built *built, const char *name);

/* build_line - the line of file that the first of these places in a program that
 * are of it comes from, or 0.  Places are addresses, "1f3a 20b4"; NULL: none. */
int build_line(const struct built *built, const char *at, const char *file);

/* build_function - the function that the first place is in, or NULL. */
char *build_function(const struct built *built, const char *at);

/* ---- tools.c ---- */

/* tools_path - where programs are looked for, as PATH: a student's own; for the
 * judge, the system's. */
const char *tools_path(void);

/* tools_have - is a command of this name there? */
bool tools_have(const char *command);

/* tools_memcheck - what memcheck finds wrong in a case, for the student; NULL:
 * nothing. */
char *tools_memcheck(const struct built *built, const struct spec *spec,
		     const char *parameters, bool jailed);

/* tools_helgrind - the same of threads: what is used by two at once, or locked in
 * another order. */
char *tools_helgrind(const struct built *built, const struct spec *spec,
		     const char *parameters, bool jailed);

/* What callgrind counts: instructions, and calls that resume a generator.
 * False: the program did not get to its end, or callgrind did not. */
struct counts {
	double instructions;
	long resumes;
};
bool tools_callgrind(struct counts *counts, const struct built *built,
		     const char *parameters, bool jailed);

/* ---- judge.c ---- */

enum verdict { PASSED, FAILED, SKIPPED };

struct result {
	enum verdict verdict;
	double points;
	char *what;  /* lines for the student: what, where, what next */
	bool hidden; /* it was a hidden case that failed */
};

struct report {
	struct result results[CHECKS];
	double points, of;
	char *prediction; /* NULL: none */
	bool refused;     /* it does what is not allowed: no points at all */
	bool complete;    /* all visible cases have the right output: without
	                         * that, the other checks have no points */
};

struct how {
	bool deep;  /* what needs Valgrind, and the fault ladder */
	bool first; /* stop at the first check that fails */
	bool jailed;
	bool trusting;        /* nothing is inspected: proves the jail alone */
	const char *solution; /* NULL: compared with what was recorded */
};

/* judge - judge a file, in a folder of jail_make().  tell, if not NULL, is called
 * after each check. */
void judge(struct report *report, const struct spec *spec, const char *file,
	   const char *folder, const struct how *how,
	   void (*tell)(const struct report *report, enum check check));
void report_free(struct report *report);

/* judge_record - what the solution says in all visible cases, written into a
 * folder, for trees that do not have it. */
void judge_record(const struct spec *spec, const char *solution,
		  const char *folder, const char *into);

/* ---- prove.c ---- */

/* prove - is an assignment fit to be given out?  Its starter must build and fail,
 * the solution have full marks, each mutant fail as it says.  Speaks TAP;
 * returns how many of these are not so.  mutants: at most so many of them. */
int prove(const char *name, const char *folder, bool deep, int mutants);

/* prove_forgeries - do all of tests/grader/forgeries/ score nothing, and harm
 * nothing?  And if what they are made of is not inspected? */
int prove_forgeries(const char *folder, bool uninspected);

/* ---- checks.c: one function for each check ---- */

struct judged {
	const struct spec *spec;
	const struct how *how;
	struct report *report;
	struct built program, reference;
	struct trace got[MAX_CASES + 2], want[MAX_CASES + 2];
	struct text source;
};

/* judged_outcome - run the program, or the reference.  judged_run - the same, and
 * read what it says. */
void judged_outcome(struct outcome *outcome, const struct judged *j,
		    const struct built *built, const char *parameters,
		    double cpu);
void judged_run(struct trace *trace, const struct judged *j,
		const struct built *built, const char *parameters, double cpu);

/* judged_cost - what callgrind counts of the reference, or what was recorded. */
void judged_cost(struct counts *counts, const struct judged *j);

/* times_ten - the same parameters with ten times n. */
char *times_ten(const char *parameters);

extern void (*const checks[CHECKS])(struct judged *j, struct result *result);

/* ---- explain.c: messages of three parts: what, where, what next ---- */

/* explain_end - how a program ended that did not get to its end. */
char *explain_end(const struct judged *j, size_t n);

/* explain_difference - the first line that differs; only_output: of output. */
char *explain_difference(const struct judged *j, size_t n, bool only_output);

/* explain_place - " (fibonacci.c:12)" for places in the program, or "". */
char *explain_place(const struct judged *j, const char *at);

#endif
