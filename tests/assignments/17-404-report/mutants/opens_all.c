/* SPDX-License-Identifier: MIT */
/*
 * opens_all.c - all logs are opened before the first is read.
 *
 * Must fail: output; then: ledger peak slope faults
 * Prediction: yes: that it has no more lines is seen by who asks for one more.
 */
#include "report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <generator/text.h>

enum { PAGE = 6, STATUS = 8, BYTES = 9 }; /* the fields of a request */

static bool is_field(const struct field *field, const char *text)
{
	return field->len == strlen(text) &&
	       !memcmp(field->text, text, field->len);
}

static bool is_missing(const struct fields *f)
{
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

/* False: it is time to leave. */
static bool report_log(struct gen *self, struct iter *log, struct page **known)
{
	gen_each (const struct fields *, f, log) {
		const struct field *name = &f->field[PAGE];

		if (!is_missing(f) || is_known(*known, name))
			continue;
		if (!add(known, name)) {
			gen_raise(self, ENOMEM);
			return false;
		}
		if (!gen_yield(self, (*known)->name))
			return false;
	}
	gen_raise(self, iter_error(log));
	return !iter_error(log);
}

struct report {
	struct iter *paths;
};

static struct iter **open_all(struct iter *paths, size_t *count)
{
	struct iter **logs = NULL, **more;

	gen_each (const struct line *, path, paths) {
		more = realloc(logs, (*count + 1) * sizeof *logs);
		if (!more)
			break;
		logs = more;
		logs[*count] = iter_fields(open_log(path->text), ' ');
		++*count;
	}
	return logs;
}

static const void *report(struct gen *self, void *args)
{
	const struct report *my = args;
	struct page *known = NULL;
	size_t count = 0, n = 0;
	struct iter **logs = open_all(my->paths, &count);

	while (n < count && report_log(self, logs[n], &known))
		n++;
	for (size_t i = 0; i < count; i++)
		iter_free(logs[i]);
	free(logs);
	free_pages(known);
	return gen_raise(self, n < count ? 0 : iter_error(my->paths));
}

struct iter *not_found(struct iter *paths)
{
	return gen_iter(gen_adopt(gen_call(report, .paths = paths), paths));
}
