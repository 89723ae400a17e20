/* SPDX-License-Identifier: MIT */
/*
 * drive.c - run the driver of a case and keep its trace.
 */
#include "language.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- The trace ---- */

void trace(struct run *run, const char *format, ...)
{
	va_list args;
	size_t size;
	char *line;

	if (run->over)
		return;
	va_start(args, format);
	size = (size_t)vsnprintf(NULL, 0, format, args) + 1;
	va_end(args);
	line = malloc(size);
	if (!line)
		die("conformance: no memory");
	va_start(args, format);
	vsnprintf(line, size, format, args);
	va_end(args);
	run->trace = grow(run->trace, run->trace_count, sizeof(*run->trace));
	run->trace[run->trace_count++] = line;
}

static void trace_error(struct run *run, const char *what, int code,
			const struct value *value)
{
	char room[VALUE_ROOM];

	trace(run, "%s %c %s %s", what, error_kind(code), error_name(code),
	      value_text(value, room));
}

/* The hook knows no case. */
static struct run *running;

static void on_unraisable(struct gen *g, int code, const void *detail)
{
	(void)g;
	trace_error(running, "!", code, error_value(code, detail));
}

/* ---- The driver ---- */

static void release_slot(struct run *run, size_t slot, struct instance *next)
{
	struct instance *old = run->slots[slot];

	run->slots[slot] = next;
	if (old)
		instance_release(old);
}

static void report(struct run *run, const struct line *line, struct outcome out)
{
	char room[VALUE_ROOM];

	if (out.what == FAILED)
		trace_error(run, "error", out.code, out.value);
	else if (line->op == OP_CLOSE)
		trace(run, "closed");
	else
		trace(run, "%s %s", out.what == YIELDED ? "yield" : "stop",
		      value_text(out.value, room));
}

static void drive(struct run *run, const struct line *line)
{
	struct instance *in = run->slots[line->slot];
	const struct value *value = evaluate(run, NULL, &line->x);

	if (line->op == OP_NEW) {
		release_slot(run, line->slot,
			     instance_new(run, line->definition, value));
		trace(run, "new");
	} else if (!in) {
		trace(run, "empty");
	} else if (line->op == OP_STATE) {
		trace(run, "state %s", instance_state(in));
	} else if (line->op == OP_DROP) {
		release_slot(run, line->slot, NULL);
		trace(run, "dropped");
	} else {
		report(run, line, instance_operate(in, line, value));
	}
}

void run_scenario(struct run *run, const struct scenario *sc,
		  const struct backend *backend)
{
	*run = (struct run){ .sc = sc, .backend = backend };
	run->slots = calloc(sc->slots + 1, sizeof(*run->slots));
	if (!run->slots)
		die("conformance: no memory");
	running = run;
	gen_on_unraisable(on_unraisable);
	for (size_t i = 0; i < sc->driver.count; i++)
		drive(run, &sc->driver.lines[i]);
	run->over = true;
	for (size_t i = 0; i < sc->slots; i++)
		release_slot(run, i, NULL);
	instance_collect(run);
}

void run_free(struct run *run)
{
	struct large *next;

	for (; run->large; run->large = next) {
		next = run->large->next;
		free(run->large);
	}
	for (size_t i = 0; i < run->trace_count; i++)
		free(run->trace[i]);
	free(run->trace);
	free(run->slots);
}
