/* SPDX-License-Identifier: MIT */
/*
 * language.h - GENLANG: its programs, its instances, and what they leave.
 *
 * LANGUAGE.md defines the language.  Everything is here but the two ways to
 * run a body, stackful.c and stackless.c, which differ in nothing else.
 */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <generator.h>

/* ---- Values ---- */

/* Values are addresses, as everywhere in the library, that live as long as the
 * run.  NULL is None. */
struct value {
	long long number;
};

struct operand {
	enum { NONE, NUMBER, VARIABLE_A, VARIABLE_R } what;
	int number;
};

/* ---- Programs ---- */

/* nexth of a body and next of the driver are one, and so are the others. */
enum op {
	OP_ADD,
	OP_BREAK,
	OP_CLOSE,
	OP_CONTINUE,
	OP_DROP,
	OP_EXCEPT,
	OP_FINALLY,
	OP_FOR,
	OP_FORH,
	OP_IFLT,
	OP_IFN,
	OP_IFR,
	OP_LOG,
	OP_LOOP,
	OP_NEW,
	OP_NEXT,
	OP_RAISE,
	OP_RERAISE,
	OP_RETURN,
	OP_SEND,
	OP_SET,
	OP_STATE,
	OP_THROW,
	OP_TRY,
	OP_YF,
	OP_YFH,
	OP_YFR,
	OP_YIELD
};

/* One line of a definition or of the driver.  It has the operands that its op
 * asks for. */
struct line {
	enum op op;
	size_t depth;
	size_t source;     /* its number in the file */
	size_t definition; /* d */
	size_t slot;       /* h */
	const char *tag;   /* t */
	int number;        /* n */
	char kind;         /* K, C: a letter or '*' */
	struct operand x;
	const struct line *end;     /* behind its block */
	const struct line *past;    /* behind its clauses too */
	const struct line *cleanup; /* the finally of try and except */
};

struct definition {
	struct line *lines;
	size_t count;
};

/* A case of the file: "case" is a word of C. */
struct scenario {
	const char *id;
	size_t slots;
	struct definition *definitions;
	size_t count;
	struct definition driver;
	const char **expected; /* valid with expects */
	size_t expected_count;
	bool expects;
};

/* CPython nests no deeper; and each level takes of a stackful body's stack,
 * up to a KiB with AddressSanitizer. */
#define MAX_DEPTH 20

/* ---- Reading them: parse.c ---- */

struct source {
	const char *path;
	char *text;
	char *at; /* what is not read yet */
	char *end;
	size_t line;
};

void source_open(struct source *src, const char *path);
/* Of a text that it frees when it is closed. */
void source_take(struct source *src, const char *name, char *text, size_t size);
void source_close(struct source *src);

/* The next case, which points into the text.  False at the end of the file;
 * a file that is malformed ends the program. */
bool scenario_read(struct source *src, struct scenario *sc);
void scenario_free(struct scenario *sc);

/* items with room for one more behind the count that are there. */
void *grow(void *items, size_t count, size_t size);
void die(const char *format, ...)
	__attribute__((noreturn, format(printf, 1, 2)));

/* ---- Errors: error.c ---- */

/* Codes of the program's own; S and G are ENODATA and ECANCELED. */
enum {
	ERROR_V = -1,
	ERROR_K = -2,
	ERROR_T = -3,
	ERROR_R = -4,
	ERROR_A = -5,
	ERROR_B = -6
};

/* An error is a triple in the language, a code and a detail in the library:
 * its code says what its kind and the name of its detail are. */
int error_code(char kind);
char error_kind(int code);
const char *error_name(int code);
const struct value *error_value(int code, const void *detail);
bool error_matches(int code, char class);

/* ---- Instances: instance.c ---- */

struct instance;

/* What differs between the kinds of generators. */
struct backend {
	const char *name;
	struct gen *(*create)(struct instance *in);
	void (*destroy)(struct gen *g); /* closes it first */
};

extern const struct backend stackful, stackless;

/* A value that the table of small ones has not. */
struct large {
	struct value value;
	struct large *next;
};

/* One case on its way through one backend. */
struct run {
	const struct scenario *sc;
	const struct backend *backend;
	struct instance **slots;
	char **trace;
	size_t trace_count;
	bool over;                  /* nothing is traced any more */
	struct instance *instances; /* all that were made, last first */
	struct large *large;
};

/* What yfr delegates to: an iterator that has nothing but next. */
struct range {
	struct iter iter;
	struct run *run;
	long long next, stop;
};

/* Lives as long as the run, since it may outlive its generator. */
struct instance {
	struct instance *next; /* of all in the run */
	struct run *run;
	const struct definition *definition;
	struct gen *gen; /* NULL when it is destroyed */
	long long a;
	const struct value *r;
	size_t references;
	struct instance **held; /* by for and yf, outermost first */
	size_t held_count;
	struct range range; /* of the yfr it is in, if any */
};

/* How a statement or block ends. */
struct completion {
	enum { NORMAL, BREAK, CONTINUE, RETURN, RAISE } how;
	int code;                  /* of RAISE */
	const struct value *value; /* of RETURN and RAISE */
};

/* What an operation on an instance comes to. */
struct outcome {
	enum { YIELDED, STOPPED, FAILED } what;
	int code;
	const struct value *value;
};

void trace(struct run *run, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A number or "-".  room is for the number. */
#define VALUE_ROOM 24
const char *value_text(const struct value *value, char room[VALUE_ROOM]);

struct instance *instance_new(struct run *run, size_t definition,
			      const struct value *argument);
void instance_acquire(struct instance *in);
void instance_release(struct instance *in);

/* At the end: destroy those that are left, and free all. */
void instance_collect(struct run *run);

/* next, send, throw and close, from a body or the driver. */
struct outcome instance_operate(struct instance *in, const struct line *line,
				const struct value *value);
const char *instance_state(const struct instance *in);

/* value of an operand; in is NULL in the driver, which has no variables. */
const struct value *evaluate(struct run *run, const struct instance *in,
			     const struct operand *x);

/* ---- Statements that are the same for both kinds: statement.c ---- */

/* A statement without a block that does not suspend. */
struct completion statement_run(struct instance *me, const struct line *line,
				const struct completion *caught);

/* Does ifr, ifn or iflt run its block? */
bool statement_test(const struct instance *me, const struct line *line);

/* The except that handles an error of this try, or NULL. */
const struct line *statement_handler(const struct line *try, int code);

/* for, forh: hold what is iterated over.  NULL for an empty slot. */
struct instance *statement_hold(struct instance *me, const struct line *line);
/* Fetch an item: BREAK at the end. */
struct completion statement_item(struct instance *me, struct instance *child);
/* Let go of what was held last. */
void statement_release(struct instance *me);

/* yf, yfh, yfr: hold what is delegated to.  NULL for an empty slot. */
struct iter *statement_delegate(struct instance *me, const struct line *line);

/* What follows on a yield or a delegation: the way it went on. */
struct completion statement_sent(struct instance *me, const struct line *line);
struct completion statement_thrown(struct instance *me,
				   const struct line *line);

/* ---- Running them: drive.c ---- */

void run_scenario(struct run *run, const struct scenario *sc,
		  const struct backend *backend);
void run_free(struct run *run);

#endif
