/* SPDX-License-Identifier: MIT */
/*
 * 02_lazy_read - how do we count the rows without having them all?
 *
 * You will see: one row after the other, and the row count.  Then a second
 * reader that is left after one row: look at who speaks when.  For a file of
 * 10573 rows: make 02 FILE=build/assets/access.log
 * New here: a generator: gen_call(), gen_yield() and gen_raise() in its body,
 *   gen_next(), gen_error(), gen_free().
 * Comes from: the tutorial, "Using a Generator Function"; PEP 255.
 * Leads to: <generator.h>, whose first page is this lesson in short.
 *
 * Predict: While row 9 is printed, how many rows are in memory?
 * Answer: one.  The generator stops in gen_yield() until it is asked for more,
 *   and has only the row it lends.  (stdio reads some 4 KiB ahead, in a file
 *   of any size.)  A row is a line: a file that is one giant line is all in
 *   memory, as in lesson 01.  The count is 15: a newline ends a row, it starts
 *   none.
 */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>

struct row {
	char *text; /* no string: one of its bytes may be NUL */
	size_t len;
};

/* The body of the generator.  Its arguments: a struct of the same name. */
struct file_reader_using_generator {
	const char *path;
};

static const void *file_reader_using_generator(struct gen *self, void *args)
{
	const struct file_reader_using_generator *my = args;
	FILE *file = fopen(my->path, "r");
	struct row row = { NULL, 0 };
	size_t room = 0;
	bool go_on = true;
	ssize_t len;

	if (!file)
		return gen_raise(self, errno);
	printf("= generator: I have opened the file\n");
	while (go_on && (len = getline(&row.text, &room, file)) != -1) {
		row.len = (size_t)len;
		if (row.len && row.text[row.len - 1] == '\n') {
			row.len--;
			if (row.len && row.text[row.len - 1] == '\r')
				row.len--;
		}
		go_on = gen_yield(self, &row); /* sleeps here; false: leave */
	}
	if (go_on && !feof(file))
		gen_raise(self, errno); /* not the end: it failed */
	printf("= generator: %s, I close the file\n",
	       !go_on     ? "I am told to leave" :
	       feof(file) ? "there is no row left" :
			    strerror(errno));
	printf("~ generator: my only buffer has %zu bytes\n", room);
	free(row.text);
	fclose(file);
	return NULL;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	/* gen_call(f, .path = path) is
	 * gen_new(f, &(struct f){ .path = path }, sizeof(struct f)). */
	struct gen *text_gen =
		gen_call(file_reader_using_generator, .path = path);
	const struct row *row;
	size_t row_count = 0;
	int error;

	while ((row = gen_next(text_gen))) {
		row_count++;
		printf("row %zu: '", row_count);
		fwrite(row->text, 1, row->len, stdout);
		printf("'\n");
	}
	error = gen_error(text_gen); /* 0: it came to its end */
	gen_free(text_gen);
	if (error)
		errx(1, "%s: %s", path, strerror(error));
	printf("Row count: %zu\n", row_count);

	printf("= caller: I make a second generator\n");
	text_gen = gen_call(file_reader_using_generator, .path = path);
	printf("= caller: I ask it for one row\n");
	row = gen_next(text_gen);
	printf("= caller: I got %s row, and free it\n", row ? "a" : "no");
	gen_free(text_gen);
	printf("= caller: it is gone\n");
	return 0;
}
