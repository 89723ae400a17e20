/* SPDX-License-Identifier: MIT */
/*
 * error.c - the errors of the language as those of the library.
 */
#include "language.h"

#include <errno.h>

static const struct {
	int code;
	char kind;
	const char *name;
} errors[] = {
	{ ERROR_V, 'V', "-" },      { ERROR_K, 'K', "-" },
	{ ERROR_T, 'T', "-" },      { ERROR_R, 'R', "-" },
	{ ERROR_A, 'A', "-" },      { ERROR_B, 'B', "-" },
	{ ENODATA, 'S', "-" },      { ECANCELED, 'G', "-" },
	{ EBUSY, 'V', "running" },  { EINVAL, 'T', "unstarted" },
	{ EPROTO, 'R', "ignored" }, { EBADMSG, 'R', "stop" },
	{ ENOTSUP, 'A', "nosend" },
};

#define ERRORS (sizeof(errors) / sizeof(*errors))

/* 0 for a letter that is no kind. */
int error_code(char kind)
{
	for (size_t i = 0; i < ERRORS; i++)
		if (errors[i].kind == kind)
			return errors[i].code;
	return 0;
}

/* No case wants the kind of other codes, '?': a lack of memory must not look
 * like an answer. */
char error_kind(int code)
{
	for (size_t i = 0; i < ERRORS; i++)
		if (errors[i].code == code)
			return errors[i].kind;
	return '?';
}

const char *error_name(int code)
{
	for (size_t i = 0; i < ERRORS; i++)
		if (errors[i].code == code)
			return errors[i].name;
	return "?";
}

/* What comes with an error of the library's own is a text, but for EBADMSG:
 * that is what came with the ENODATA. */
const struct value *error_value(int code, const void *detail)
{
	return code == EBADMSG || error_name(code)[0] == '-' ? detail : NULL;
}

bool error_matches(int code, char class)
{
	char kind = error_kind(code);

	if (class == 'E')
		return kind != 'G' && kind != 'B';
	return class == '*' || class == kind;
}
