/* SPDX-License-Identifier: MIT */
/*
 * 01_eager_read - how many rows are in a file that we read into a list?
 *
 * You will see: the list, its row count, and what was in memory to get it.
 * New here: a list that grows.  This is plain C, without a generator.
 * Comes from: the tutorial, "Reading a Big File into a List".
 * Leads to: lesson 02, which counts without a list.
 *
 * Predict: sample.txt has 15 lines.  What row count will this program print?
 * Answer: 16.  The file ends with a newline, and split("\n") also gives what
 *   comes after that: an empty row.  The tutorial's own program prints one row
 *   too many as well, and its text never remarks on it.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
	const char *text; /* no string: one of its bytes may be NUL */
	size_t len;
};

struct list {
	struct row *rows;
	size_t count, room; /* rows that are in use, that would fit */
	char *all;          /* the whole file; the rows are parts of it */
	size_t size;
};

/* list.append(row): doubles the room when there is none left. */
static void append(struct list *list, const char *start, const char *end)
{
	if (list->count == list->room) {
		list->room = list->room ? 2 * list->room : 4;
		list->rows =
			realloc(list->rows, list->room * sizeof *list->rows);
		if (!list->rows)
			err(1, "a list of %zu rows", list->room);
	}
	list->rows[list->count].text = start;
	list->rows[list->count++].len = (size_t)(end - start);
}

/* list.rows = list.all.split("\n"), with "\r\n" as another newline. */
static void split(struct list *list)
{
	const char *start = list->all, *end = list->all + list->size, *nl;

	while ((nl = memchr(start, '\n', (size_t)(end - start)))) {
		append(list, start, nl > start && nl[-1] == '\r' ? nl - 1 : nl);
		start = nl + 1;
	}
	append(list, start, end);
}

static struct list file_reader_using_iterator(const char *path)
{
	struct list list = { 0 };
	FILE *file = fopen(path, "r");
	size_t room = 0;

	if (!file)
		err(1, "%s", path);
	do { /* list.all = file.read() */
		room = room ? 2 * room : 4096;
		list.all = realloc(list.all, room);
		if (!list.all)
			err(1, "%s", path);
		list.size +=
			fread(list.all + list.size, 1, room - list.size, file);
	} while (list.size == room);
	if (ferror(file))
		err(1, "%s", path);
	fclose(file); /* the tutorial forgets it */
	split(&list);
	return list;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	struct list text = file_reader_using_iterator(path);
	size_t row_count = 0;

	for (size_t i = 0; i < text.count; i++) {
		printf("%s'", i ? ",\n " : "[");
		fwrite(text.rows[i].text, 1, text.rows[i].len, stdout);
		printf("'");
		row_count++;
	}
	printf("]\nRow count: %zu\n", row_count);
	printf("= all %zu bytes were in memory before row 1\n", text.size);
	printf("= and a list with room for %zu rows\n", text.room);
	free(text.rows);
	free(text.all);
	return 0;
}
