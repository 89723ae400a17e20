/* SPDX-License-Identifier: MIT */
/*
 * format.c - what other programs read: CSV, TAP, JUnit's XML, the JSON of
 * Gradescope, and Autolab's last line.
 *
 * All strings of a record are clean: valid UTF-8 without control characters,
 * but for newlines.  So each format has to escape what it has meanings for, and
 * no more.
 */
#include "class.h"

#include <stdlib.h>
#include <string.h>

/* Each byte of a string: as it is, or what stands for it. */
static void add_escaped(struct text *text, const char *s,
			const char *(*escape)(char c))
{
	for (; *s; s++) {
		const char *other = escape(*s);

		if (other)
			text_add(text, "%s", other);
		else
			text_append(text, s, 1);
	}
}

/* ---- CSV: RFC 4180 ---- */

static const char *in_cell(char c)
{
	return c == '"' ? "\"\"" : NULL;
}

/* A cell that begins like a formula is one, for a spreadsheet: not so with an
 * apostrophe before it. */
static void add_cell(struct text *text, const char *s)
{
	text_add(text, "%s\"%s",
		 text->len && text->s[text->len - 1] != '\n' ? "," : "",
		 *s && strchr("=+-@|%", *s) ? "'" : "");
	add_escaped(text, s, in_cell);
	text_add(text, "\"");
}

void format_csv(struct text *text, const struct class *class)
{
	const struct spec *spec = class->spec;

	text_add(text, "id,points,of");
	for (int i = 0; i < CHECKS; i++)
		if (spec->rules[i].on)
			text_add(text, ",%s", check_names[i]);
	text_add(text, ",refused,note,prediction\r\n");
	for (size_t n = 0; n < class->count; n++) {
		const struct record *record = &class->records[n];

		add_cell(text, record->id);
		text_add(text, ",%.2f,%.2f", record->points, record->of);
		for (int i = 0; i < CHECKS; i++)
			if (spec->rules[i].on)
				text_add(text, ",%.2f",
					 record->checks[i].result.points);
		text_add(text, ",%s", record->refused ? "yes" : "no");
		add_cell(text, record->note ? record->note : "");
		add_cell(text, record->prediction ? record->prediction : "");
		text_add(text, "\r\n");
	}
}

/* ---- JSON ---- */

static const char *in_json(char c)
{
	return c == '"'  ? "\\\"" :
	       c == '\\' ? "\\\\" :
	       c == '\n' ? "\\n" :
			   NULL;
}

static void add_json(struct text *text, const char *s)
{
	text_add(text, "\"");
	add_escaped(text, s, in_json);
	text_add(text, "\"");
}

/* ---- TAP 13, since prove(1) does not know 14 ---- */

static const char *in_tap(char c)
{
	return c == '#' ? "\\#" : c == '\\' ? "\\\\" : c == '\n' ? " " : NULL;
}

/* YAML's strings in double quotes have all escapes of JSON's. */
static void add_diagnostics(struct text *text, const struct record *record,
			    int check, const char *what)
{
	text_add(text, "  ---\n  points: %.2f\n  of: %.2f\n",
		 record->checks[check].result.points, record->checks[check].of);
	text_add(text, "  hidden: %s\n  message: ",
		 record->checks[check].result.hidden ? "true" : "false");
	add_json(text, what);
	text_add(text, "\n  ...\n");
}

/* What has passed without its points is no success. */
static enum verdict verdict_of(const struct record *record, int check)
{
	return withheld(record, check) ? SKIPPED :
					 record->checks[check].result.verdict;
}

static const char *why(const struct record *record, int check)
{
	const char *none = withheld(record, check);
	const char *what = record->checks[check].result.what;

	return none ? none : what ? what : record->note ? record->note : "";
}

void format_tap(struct text *text, const struct class *class)
{
	size_t number = 0;

	text_add(text, "TAP version 13\n");
	for (size_t n = 0; n < class->count; n++)
		for (int i = 0; i < CHECKS; i++) {
			const struct record *record = &class->records[n];
			enum verdict verdict = verdict_of(record, i);

			if (!record->checks[i].on)
				continue;
			text_add(text, "%sok %zu - ",
				 verdict == PASSED ? "" : "not ", ++number);
			add_escaped(text, record->id, in_tap);
			text_add(text, ": %s\n", check_names[i]);
			if (verdict != PASSED)
				add_diagnostics(text, record, i,
						why(record, i));
		}
	text_add(text, "1..%zu\n", number);
}

/* ---- JUnit ---- */

static const char *in_xml(char c)
{
	return c == '&'  ? "&amp;" :
	       c == '<'  ? "&lt;" :
	       c == '>'  ? "&gt;" :
	       c == '"'  ? "&quot;" :
	       c == '\n' ? "&#10;" :
			   NULL;
}

static void add_testcase(struct text *text, const struct record *record,
			 int check)
{
	static const char *const kinds[] = { NULL, "failure", "skipped" };
	const char *kind =
		ungraded(record) ? "error" : kinds[verdict_of(record, check)];

	text_add(text, "    <testcase classname=\"%s.", record->assignment);
	add_escaped(text, record->id, in_xml);
	text_add(text, "\" name=\"%s\"", check_names[check]);
	if (!kind) {
		text_add(text, "/>\n");
		return;
	}
	text_add(text, ">\n      <%s message=\"", kind);
	add_escaped(text, why(record, check), in_xml);
	text_add(text, "\"/>\n    </testcase>\n");
}

static void add_suite(struct text *text, const struct record *record)
{
	int counts[3] = { 0 };
	bool error = ungraded(record);

	for (int i = 0; i < CHECKS; i++)
		if (record->checks[i].on)
			counts[verdict_of(record, i)]++;
	text_add(text, "  <testsuite name=\"");
	add_escaped(text, record->id, in_xml);
	text_add(text,
		 "\" tests=\"%d\" failures=\"%d\" errors=\"%d\" "
		 "skipped=\"%d\">\n",
		 counts[PASSED] + counts[FAILED] + counts[SKIPPED],
		 counts[FAILED], error ? counts[SKIPPED] : 0,
		 error ? 0 : counts[SKIPPED]);
	text_add(text,
		 "    <properties>\n"
		 "      <property name=\"points\" value=\"%.2f\"/>\n"
		 "      <property name=\"of\" value=\"%.2f\"/>\n"
		 "    </properties>\n",
		 record->points, record->of);
	for (int i = 0; i < CHECKS; i++)
		if (record->checks[i].on)
			add_testcase(text, record, i);
	text_add(text, "  </testsuite>\n");
}

void format_junit(struct text *text, const struct class *class)
{
	text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		       "<testsuites>\n");
	for (size_t n = 0; n < class->count; n++)
		add_suite(text, &class->records[n]);
	text_add(text, "</testsuites>\n");
}

/* ---- Gradescope: results.json, as its documentation has it ---- */

static void add_test(struct text *text, const struct record *record, int check,
		     int number)
{
	const struct result *result = &record->checks[check].result;
	const char *none = withheld(record, check);
	char *what = none ? format_text("%s", none) : told(result);

	text_add(text,
		 "%s\n    {\"name\": \"%s\", \"number\": \"%d\", "
		 "\"score\": %.2f, \"max_score\": %.2f,\n"
		 "     \"status\": \"%s\", \"visibility\": \"%s\",\n"
		 "     \"output_format\": \"text\", \"output\": ",
		 number > 1 ? "," : "", check_names[check], number,
		 result->points, record->checks[check].of,
		 result->verdict == PASSED && !none ? "passed" : "failed",
		 result->hidden ? "after_published" : "visible");
	add_json(text, what ? what : "");
	text_add(text, "}");
	free(what);
}

void format_gradescope(struct text *text, const struct record *record,
		       bool done)
{
	int number = 0;

	text_add(text, "{\"score\": %.2f,\n \"output_format\": \"text\", ",
		 record->points);
	text_add(text, "\"output\": ");
	add_json(text, !done        ? "The grader did not get to its end: tell "
				      "your teacher." :
		       record->note ? record->note :
		       record->refused ? "It does what is not allowed: no "
					 "points." :
					 "");
	text_add(text, ",\n \"stdout_visibility\": \"hidden\",\n"
		       " \"tests\": [");
	for (int i = 0; i < CHECKS; i++)
		if (record->checks[i].on)
			add_test(text, record, i, ++number);
	text_add(text, "]}\n");
}

/* ---- Autolab: the last line of all ---- */

void format_autolab(struct text *text, const struct record *record)
{
	const char *comma = "";

	text_add(text, "{\"scores\": {");
	for (int i = 0; i < CHECKS; i++)
		if (record->checks[i].on) {
			text_add(text, "%s\"%s\": %.2f", comma, check_names[i],
				 record->checks[i].result.points);
			comma = ", ";
		}
	text_add(text, "}}\n");
}
