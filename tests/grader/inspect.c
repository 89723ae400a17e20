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
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

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
	for (char *s = text; *s;)
		if (strchr("\"'", *s) || !strncmp(s, "//", 2) ||
		    !strncmp(s, "/*", 2))
			s = blank(s);
		else
			s++;
}

/* The text as the compiler joins its lines: a backslash at the end of one, or
 * with nothing but blanks behind it, is taken out.  The newlines that go with
 * it come at the end of the joined line, so that lines keep their numbers.  A
 * byte order mark before the first is skipped, as by the compiler. */
static char *spliced(const char *text)
{
	char *joined, *to;
	size_t owed = 0;

	if (!strncmp(text, "\xef\xbb\xbf", 3))
		text += 3;
	joined = to = format_text("%s", text);
	for (; *text; text++) {
		size_t blanks = 0;

		if (*text == '\\')
			blanks = strspn(text + 1, " \t\r\f\v");
		if (*text == '\\' && text[1 + blanks] == '\n') {
			text += 1 + blanks;
			owed++;
			continue;
		}
		*to++ = *text;
		if (*text == '\n')
			for (; owed; owed--)
				*to++ = '\n';
	}
	*to = 0;
	return joined;
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

/* With these, a text would not be read by the compiler as it is here. */
static char *strange_spelling(const char *text)
{
	const char *at = text;

	while ((at = strstr(at, "??")) &&
	       !(at[2] && strchr("=/'()!<>-", at[2])))
		at++;
	if (at)
		return format_text("line %d: \"?\?%c\" is not allowed here",
				   line_of(text, at), at[2]);
	for (at = text; (at = strchr(at, '\r')); at++)
		if (at[1] != '\n')
			return format_text("line %d: a carriage return without "
					   "a newline",
					   line_of(text, at));
	return NULL;
}

/* All but these: some name other files and lines, as #line and # 1 "file",
 * some are for the assembler, as #ident. */
static bool fine_directive(const char *word, size_t len)
{
	static const char *const fine[] = {
		"",       "include", "define", "undef", "if",    "ifdef",
		"ifndef", "elif",    "else",   "endif", "error", "warning",
	};

	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
		if (len == strlen(fine[i]) && !strncmp(word, fine[i], len))
			return true;
	return false;
}

/* Any # that is the first of its line. */
static char *bad_directive(const char *words)
{
	const char *at = words;

	for (size_t len; *at; at += strcspn(at, "\n")) {
		at += strspn(at, " \t\r\f\v\n");
		if (*at != '#')
			continue;
		at++;
		at += strspn(at, " \t\r\f\v");
		for (len = 0; in_name(at[len]); len++)
			;
		if (!fine_directive(at, len))
			return format_text("line %d: \"#%.*s\" is not allowed "
					   "here",
					   line_of(words, at), (int)len, at);
	}
	return NULL;
}

/* The first of what is not allowed in any text, or NULL; at: where it stands. */
static const char *banned_word(const char *words, const char **at)
{
	static const char *const banned[] = {
		"asm",           "__asm",       "__asm__", "pragma",
		"_Pragma",       "##",          "%:",      "include_next",
		"embed",         "__has_embed", "alias",   "__alias__",
		"ifunc",         "__ifunc__",   "symver",  "__symver__",
		"weakref",       "__weakref__", "section", "__section__",
		"__has_include", "_fileno",
	};

	for (size_t i = 0; i < sizeof banned / sizeof *banned; i++)
		if ((*at = find(words, banned[i])))
			return banned[i];
	return NULL;
}

char *inspect_text(const char *text)
{
	char *words = spliced(text), *why = strange_spelling(text);
	const char *at, *word;

	inspect_words(words);
	word = why ? NULL : banned_word(words, &at);
	if (word)
		why = format_text("line %d: \"%s\" is not allowed here",
				  line_of(words, at), word);
	if (!why)
		why = bad_directive(words);
	free(words);
	return why;
}

/* ---- What the preprocessor makes of it ---- */

/* A line as "# 12 "fibonacci.c" 2": what follows is line 12 of that file.  No
 * macro becomes one: before such a # the compiler puts a blank. */
struct marker {
	bool own;    /* it is of the submission, by whatever path */
	bool begins; /* and included */
	int line;
};

static bool read_marker(struct marker *marker, const char *s, const char *file)
{
	size_t len = strlen(file);
	char *path, *end;

	if (strncmp(s, "# ", 2) || !isdigit((unsigned char)s[2]))
		return false;
	marker->line = (int)strtol(s + 2, &path, 10);
	end = strrchr(path, '"');
	marker->own = end && end - path > (ptrdiff_t)len &&
		      !strncmp(end - len, file, len) &&
		      strchr("/\"", end[-1 - (ptrdiff_t)len]);
	marker->begins = marker->own && !strncmp(end, "\" 1", 3);
	return true;
}

char *inspect_expanded(char *text, const char *file)
{
	struct marker marker = { 0 };
	const char *at, *word;
	char *line;

	while ((line = next_line(&text))) {
		if (read_marker(&marker, line, file)) {
			if (marker.begins)
				return format_text("it includes itself");
			continue;
		}
		if (!marker.own)
			continue;
		inspect_words(line);
		word = banned_word(line, &at);
		if (word)
			return format_text("line %d: a macro becomes \"%s\", "
					   "which is not allowed here",
					   marker.line, word);
		marker.line++;
	}
	return NULL;
}

/* Is there a name in this line? */
static bool has_name(const char *s)
{
	for (bool before = false; *s && *s != '\n'; before = in_name(*s++))
		if (!before && (in_name(*s) || (*s & 0x80)) &&
		    !isdigit((unsigned char)*s))
			return true;
	return false;
}

/* "#define NAME(of) what is meant": behind the name and its parentheses. */
static const char *meaning(const char *define)
{
	const char *at = define + strspn(define, " \t");

	at += strcspn(at, " \t\n(");
	return *at == '(' ? at + strcspn(at, ")\n") : at;
}

char *inspect_order(const char *text)
{
	char *words = spliced(text), *why = NULL;
	const char *at, *last = NULL;

	inspect_words(words);
	for (at = words; (at = find(at, "include")); at++)
		last = at;
	for (at = words; !why && last && (at = find(at, "define")); at++)
		if (at < last && has_name(meaning(at + strlen("define"))))
			why = format_text("line %d: a #define that stands for "
					  "more than a number comes after all "
					  "#include: line %d is one",
					  line_of(words, at),
					  line_of(words, last));
	free(words);
	return why;
}

/* ---- Its style ---- */

/* clang-format leaves alone what follows such a comment: the line of the first. */
int inspect_unformatted(const char *text)
{
	const char *at = strstr(text, "clang-format off");

	return at ? line_of(text, at) : 0;
}

/* Braces in the branches of a directive need not be in pairs. */
static void blank_directives(char *words)
{
	for (char *s = words; *s; s += strcspn(s, "\n")) {
		s += strspn(s, " \t\r\f\v\n");
		if (*s == '#')
			memset(s, ' ', strcspn(s, "\n"));
	}
}

/* Does what stands between the last declaration and a { make it a function's?
 * There are its parameters; or nothing, since in old C they are declarations. */
static bool begins_function(const char *head, const char *brace)
{
	size_t len = (size_t)(brace - head);

	return !memchr(head, '=', len) &&
	       (memchr(head, '(', len) || strspn(head, " \t\r\f\v\n") == len);
}

/* A } that begins its line ends a function however many are open, as those of
 * two branches of an #if are.  The { is at the end of a line in some styles: then
 * its } may be anywhere; else only there, that no branch can feign an end. */
int inspect_longest(const char *text, int *line)
{
	char *words = spliced(text), *head = words;
	int longest = 0, at = 1, begin = 0, depth = 0;
	bool own = false;

	inspect_words(words);
	blank_directives(words);
	for (char *s = words; *s; s++) {
		bool start = s == words || s[-1] == '\n';

		at += *s == '\n';
		if (*s == '{' && !depth++ && !begin &&
		    begins_function(head, s)) {
			begin = at;
			own = start;
		}
		if (*s == '}')
			depth = start || !depth ? 0 : depth - 1;
		if (*s == '}' && begin && !depth && (start || !own)) {
			if (at - begin + 1 > longest) {
				longest = at - begin + 1;
				*line = begin;
			}
			begin = 0;
		}
		if (!depth && !begin && (*s == ';' || *s == '}'))
			head = s + 1;
	}
	free(words);
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

	/* With _FORTIFY_SOURCE, __memcpy_chk is memcpy. */
	if (len > 6 && !strncmp(name, "__", 2) &&
	    !strcmp(name + len - 4, "_chk")) {
		char *plain = format_text("%.*s", (int)len - 6, name + 2);
		bool may = may_call(plain, spec);

		free(plain);
		return may;
	}
	if (listed(name, spec->denies))
		return false;
	for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
		if (!strcmp(name, harmless[i]))
			return true;
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (!strncmp(name, ours[i], strlen(ours[i])))
			return true;
	return listed(name, spec->allows) || listed(name, spec->defines);
}

/* " (line 12)": the first place where a name stands in a text, or "". */
static char *place_of(const char *name, const char *text)
{
	char *words = spliced(text), *place;
	const char *at;

	inspect_words(words);
	at = find(words, name);
	place = at ? format_text(" (line %d)", line_of(words, at)) :
		     format_text("%s", "");
	free(words);
	return place;
}

/* A line of readelf -s: "  12: 0000000 45 FUNC GLOBAL DEFAULT UND malloc". */
static char *bad_symbol(const char *line, const struct spec *spec,
			const char *text)
{
	char type[16], bind[16], index[16], name[256], *place, *why;

	if (sscanf(line, " %*d: %*x %*s %15s %15s %*s %15s %255s", type, bind,
		   index, name) != 4)
		return NULL;
	if (!strcmp(type, "IFUNC"))
		return format_text("%s is chosen before main()", name);
	if (!strcmp(bind, "LOCAL"))
		return NULL;
	if (listed(name, spec->defines) && strcmp(index, "UND") != 0)
		return NULL;
	if (!strcmp(index, "UND") && may_call(name, spec))
		return NULL;
	place = place_of(name, text);
	if (!strcmp(index, "UND"))
		why = format_text("%s() is not allowed in this assignment%s",
				  name, place);
	else if (!strcmp(name, "main"))
		why = format_text("main() is ours, and calls yours%s", place);
	else
		why = format_text("%s is not a name of this assignment%s: "
				  "make it static, or",
				  name, place);
	free(place);
	return why;
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

/* The same: bytes of what is static and may be written, but for what is so only
 * until the program is linked. */
static size_t static_bytes(const char *line)
{
	char name[256], flags[16];
	size_t size;

	if (sscanf(line, " [%*d] %255s %*s %*x %*x %zx %*x %15s", name, &size,
		   flags) != 3 ||
	    !strchr(flags, 'W') || !strncmp(name, ".data.rel.ro", 12))
		return 0;
	return size;
}

/* A line of objdump -d: "   7:<tab>syscall". */
static char *bad_instruction(const char *line)
{
	static const char *const bad[] = { "syscall", "sysenter", "int", "svc",
					   "hvc" };
	const char *at = strchr(line, '\t');

	/* Prefixes stand before it, as words of their own. */
	for (size_t len; at && *at; at += len) {
		at += strspn(at, " \t\n");
		len = strcspn(at, " \t\n");
		for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
			if (len == strlen(bad[i]) && !strncmp(at, bad[i], len))
				return format_text("it calls the kernel by "
						   "itself: \"%s\"",
						   bad[i]);
	}
	return NULL;
}

/* What a tool of binutils says of an object; without it, we cannot judge. */
static FILE *witness(const char *tool, const char *options, const char *path)
{
	char *command =
		format_text("LC_ALL=C exec %s %s '%s'", tool, options, path);
	FILE *pipe = popen(command, "re");

	if (!pipe)
		err(2, "%s", tool);
	free(command);
	return pipe;
}

static void dismiss(FILE *pipe, const char *tool)
{
	int status;

	while (getc(pipe) != EOF)
		;
	status = pclose(pipe);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		errx(2, "%s is missing: package binutils", tool);
	if (status)
		errx(2, "%s cannot read an object that was just compiled",
		     tool);
}

char *inspect_object(const char *path, const struct spec *spec,
		     const char *text, size_t *fixed)
{
	char line[1024], *why = NULL;
	FILE *pipe = witness("readelf", "-SsW", path);

	while (!why && fgets(line, sizeof line, pipe)) {
		*fixed += static_bytes(line);
		why = bad_section(line);
		if (!why)
			why = bad_symbol(line, spec, text);
	}
	dismiss(pipe, "readelf");
	if (why)
		return why;
	pipe = witness("objdump", "-d --no-show-raw-insn", path);
	while (!why && fgets(line, sizeof line, pipe))
		why = bad_instruction(line);
	dismiss(pipe, "objdump");
	return why;
}
