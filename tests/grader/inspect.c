/* SPDX-License-Identifier: MIT */
/*
 * inspect.c - what stands in a submission's text, and in its object.
 *
 * A program that runs a student's code trusts it with everything it has.  So
 * the judge looks for the few things by which code could act outside of the
 * functions that are called: assembly, code that runs before main(), names
 * that replace ours, and functions of the system.  What is not listed is not
 * allowed.
 */
#include "grader.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What every assignment may call of the C library: pure functions, memory, and
 * printing, which goes nowhere but to the student. */
static const char *const harmless[] = {
	"malloc",
	"calloc",
	"realloc",
	"free",
	"aligned_alloc",
	"memcpy",
	"memmove",
	"memset",
	"memcmp",
	"bcmp", /* what clang makes of it */
	"memchr",
	"memrchr",
	"memmem",
	"mempcpy",
	"strlen",
	"strnlen",
	"strcmp",
	"strncmp",
	"strcasecmp",
	"strncasecmp",
	"strchr",
	"strchrnul",
	"strrchr",
	"strstr",
	"strcpy",
	"strncpy",
	"stpcpy",
	"strcat",
	"strncat",
	"strdup",
	"strndup",
	"strspn",
	"strcspn",
	"strpbrk",
	"strtok_r",
	"strsep",
	"strtol",
	"strtoul",
	"strtoll",
	"strtoull",
	"strtod",
	"strtof",
	"__isoc23_strtol",
	"__isoc23_strtoul",
	"atoi",
	"atol",
	"atof",
	"qsort",
	"bsearch",
	"abs",
	"labs",
	"printf",
	"fprintf",
	"puts",
	"putchar",
	"fputs",
	"fputc",
	"fwrite",
	"fflush",
	"perror",
	"putc",
	"vfprintf",
	"vprintf",
	"snprintf",
	"vsnprintf",
	"sprintf",
	"sscanf",
	"__isoc99_sscanf",
	"stdout",
	"stderr",
	"strerror",
	"__errno_location",
	"__ctype_b_loc",
	"__ctype_tolower_loc",
	"__ctype_toupper_loc",
	"isalpha",
	"isdigit",
	"isspace",
	"isalnum",
	"tolower",
	"toupper",
	"sqrt",
	"fabs",
	"floor",
	"ceil",
	"pow",
	"log",
	"exp",
	"fmod",
	"round",
	"__assert_fail",
	"__stack_chk_fail",
	"_GLOBAL_OFFSET_TABLE_",
};

/* Ours, by the beginning of the name; but not the driver's. */
static const char *const ours[] = { "gen_",     "iter_",  "loader_", "dataset_",
				    "loading_", "lines_", "batch_" };

/* ---- Text ---- */

/* Blanks out a comment or a literal that begins at s; returns its end. */
static char *blank(char *s)
{
	char quote = *s;
	char *at = s + 1;

	if (!strncmp(s, "//", 2)) {
		while (*at && *at != '\n')
			*at++ = ' ';
		*s = ' ';
		return at;
	}
	if (!strncmp(s, "/*", 2)) {
		char *end = strstr(s + 2, "*/");

		end = end ? end + 2 : s + strlen(s);
		for (; s < end; s++)
			if (*s != '\n')
				*s = ' ';
		return end;
	}
	while (*at && *at != quote && *at != '\n') {
		if (*at == '\\' && at[1] && at[1] != '\n')
			*at++ = ' ';
		*at++ = ' ';
	}
	return *at == quote ? at + 1 : at;
}

void inspect_words(char *text)
{
	for (char *s = text; *s;) {
		bool digit = s > text && isalnum((unsigned char)s[-1]);

		if (*s == '"' || (*s == '\'' && !digit) ||
		    !strncmp(s, "//", 2) || !strncmp(s, "/*", 2))
			s = blank(s);
		else
			s++;
	}
}

static int line_of(const char *text, const char *at)
{
	int line = 1;

	while (text < at)
		line += *text++ == '\n';
	return line;
}

static bool in_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The first place where word stands: a whole name, if it is one. */
static const char *find(const char *text, const char *word)
{
	size_t len = strlen(word);
	const char *at = text;

	for (; (at = strstr(at, word)); at += len) {
		if (!in_name(*word))
			return at;
		if ((at == text || !in_name(at[-1])) && !in_name(at[len]))
			return at;
	}
	return NULL;
}

char *inspect_text(const char *text)
{
	static const char *const banned[] = {
		"asm",   "__asm",     "__asm__", "pragma",       "_Pragma",
		"##",    "%:",        "?\?=",    "include_next", "embed",
		"alias", "__alias__", "ifunc",   "symver",
	};
	char *words, *why = NULL;
	const char *at;

	if (strstr(text, "\\\n"))
		for (at = text; (at = strstr(at, "\\\n")) && !why; at++)
			if (at == text || at[-1] == '\\' || in_name(at[-1]))
				why = format_text(
					"line %d: a name goes on in the next "
					"line",
					line_of(text, at));
	if (why)
		return why;
	words = format_text("%s", text);
	inspect_words(words);
	for (size_t i = 0; i < sizeof banned / sizeof *banned && !why; i++)
		if ((at = find(words, banned[i])))
			why = format_text("line %d: \"%s\" is not allowed here",
					  line_of(words, at), banned[i]);
	if (!why && (at = find(words, "line")) && at > words) {
		const char *hash = at;

		while (hash > words && isspace((unsigned char)hash[-1]) &&
		       hash[-1] != '\n')
			hash--;
		if (hash > words && hash[-1] == '#')
			why = format_text("line %d: \"#line\" is not allowed "
					  "here",
					  line_of(words, at));
	}
	free(words);
	return why;
}

/* A function is what stands between a { and its } at the beginning of lines. */
int inspect_longest(const char *text, int *line)
{
	int longest = 0, at = 0, begin = 0;
	bool start = true;

	for (const char *s = text; *s; s++) {
		at += start;
		if (start && *s == '{')
			begin = at;
		if (start && *s == '}' && begin) {
			if (at - begin + 1 > longest) {
				longest = at - begin + 1;
				*line = begin;
			}
			begin = 0;
		}
		start = *s == '\n';
	}
	return longest;
}

/* ---- Object ---- */

static bool listed(const char *name, char *const *words)
{
	for (; *words; words++)
		if (!strcmp(name, *words))
			return true;
	return false;
}

static bool may_call(const char *name, const struct spec *spec)
{
	size_t len = strlen(name);

	if (listed(name, spec->denies))
		return false;
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
		if (!strcmp(name, harmless[i]))
			return true;
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (!strncmp(name, ours[i], strlen(ours[i])))
			return true;
	/* With _FORTIFY_SOURCE, __memcpy_chk is memcpy. */
	if (len > 6 && !strncmp(name, "__", 2) &&
	    !strcmp(name + len - 4, "_chk"))
		return true;
	return listed(name, spec->allows) || listed(name, spec->defines);
}

/* A line of readelf -s: "  12: 0000000 45 FUNC GLOBAL DEFAULT UND malloc". */
static char *bad_symbol(const char *line, const struct spec *spec)
{
	char type[16], bind[16], index[16], name[256];

	if (sscanf(line, " %*d: %*x %*s %15s %15s %*s %15s %255s", type, bind,
		   index, name) != 4 ||
	    !strcmp(bind, "LOCAL"))
		return NULL;
	if (!strcmp(type, "IFUNC"))
		return format_text("%s is chosen before main()", name);
	if (!strcmp(index, "UND"))
		return may_call(name, spec) ?
			       NULL :
			       format_text("%s() is not allowed in this "
					   "assignment",
					   name);
	if (listed(name, spec->defines))
		return NULL;
	return format_text("%s is not a name of this assignment: make it "
			   "static",
			   name);
}

/* A line of readelf -S: "  [ 5] .init_array INIT_ARRAY ...". */
static char *bad_section(const char *line)
{
	static const char *const early[] = { ".init", ".fini", ".preinit",
					     ".ctors", ".dtors" };
	char name[256];

	if (sscanf(line, " [%*d] %255s", name) != 1)
		return NULL;
	for (size_t i = 0; i < sizeof early / sizeof *early; i++)
		if (!strncmp(name, early[i], strlen(early[i])))
			return format_text("something in it runs before or "
					   "after main()");
	return NULL;
}

char *inspect_object(const char *path, const struct spec *spec)
{
	char *command = format_text("LC_ALL=C readelf -SsW '%s'", path);
	FILE *pipe = popen(command, "re");
	char line[1024], *why = NULL;
	bool some = false;

	while (pipe && !why && fgets(line, sizeof line, pipe)) {
		some = true;
		why = bad_section(line);
		if (!why)
			why = bad_symbol(line, spec);
	}
	if (!why && !some)
		why = format_text("its object cannot be read: is readelf, of "
				  "binutils, there?");
	while (pipe && fgets(line, sizeof line, pipe))
		;
	if (pipe)
		pclose(pipe);
	free(command);
	return why;
}
