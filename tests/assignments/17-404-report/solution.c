/* SPDX-License-Identifier: MIT */
/*
 * report.c - which pages were not found?  A pipeline over many logs.
 *
 * Prediction: yes: that it has no more lines is seen by who asks for one more.
 */
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <generator/text.h>

enum { PAGE = 6, STATUS = 8, BYTES = 9 }; /* the fields of a request */

static const void *lines_of(const void *path, void *unused)
{
	struct iter *lines = open_log(((const struct line *)path)->text);

	(void)unused;
	if (!lines)
		errno = ENOMEM;
	return lines;
}

static bool is_field(const struct field *field, const char *text)
{
	return field->len == strlen(text) &&
	       !memcmp(field->text, text, field->len);
}

static bool is_missing(const void *fields, void *unused)
{
	const struct fields *f = fields;

	(void)unused;
	return f->count > BYTES && is_field(&f->field[STATUS], "404");
}

/* The pages that were lent, the last one first.  A site has few that are
 * missing; for many, this would be a tree. */
struct page {
	struct page *next;
	char name[];
};

static bool is_known(const struct page *page, const struct field *name)
{
	while (page && !is_field(name, page->name))
		page = page->next;
	return page != NULL;
}

static bool add(struct page **pages, const struct field *name)
{
	struct page *page = malloc(sizeof *page + name->len + 1);

	if (!page)
		return false;
	memcpy(page->name, name->text, name->len);
	page->name[name->len] = 0;
	page->next = *pages;
	*pages = page;
	return true;
}

static void free_pages(struct page *page)
{
	for (struct page *next; page; page = next) {
		next = page->next;
		free(page);
	}
}

struct once {
	struct iter *up;
};

static const void *once(struct gen *self, void *args)
{
	const struct once *my = args;
	struct page *known = NULL;

	gen_each (const struct fields *, f, my->up) {
		const struct field *name = &f->field[PAGE];

		if (is_known(known, name))
			continue;
		if (!add(&known, name)) {
			gen_raise(self, ENOMEM);
			break;
		}
		if (!gen_yield(self, known->name))
			break;
	}
	free_pages(known);
	return gen_raise(self, iter_error(my->up));
}

struct iter *not_found(struct iter *paths)
{
	struct iter *p = iter_flatten(iter_map(paths, lines_of, NULL));

	p = iter_filter(iter_fields(p, ' '), is_missing, NULL);
	return gen_iter(gen_adopt(gen_call(once, .up = p), p));
}
