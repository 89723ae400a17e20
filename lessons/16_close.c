/* SPDX-License-Identifier: MIT */
/*
 * 16_close - how does a generator end that nobody runs to its end?
 *
 * You will see: the tutorial's close(), and what the tutorial leaves out; the
 * generator's own lines are indented.  Then a file that close() closes.
 * New here: gen_close(): where Python raises GeneratorExit, gen_yield() returns
 *   false.  gen_free() of a suspended generator closes it first.  Closed is not
 *   "exhausted", the tutorial's word: its 3 to 10 are never made.
 * Comes from: PEP 342, "New generator method: close()"; tutorial, "Adding
 *   throw and close".
 * Leads to: gen_close() in lib/src/resume.c.
 *
 * Predict: The body prints "cleaning up" when it is told to leave.  Does it
 *   print that, if close() is called before the first next()?
 * Answer: no.  None of the body has run, so there is nothing to clean up, and
 *   none of it will run.  Only a body that waits in a yield is told to leave.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <generator.h>
#include <generator/lines.h>

struct count_up_to {
	int max;
	bool bad;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;

	if (my->bad && !gen_next(self) && gen_error(self) == EBUSY)
		printf("\tnext() on myself: generator already executing\n");
	for (int count = 1; count <= my->max; count++)
		if (!gen_yield(self, &count)) {
			printf("\tcleaning up, count is %d\n", count);
			if (!my->bad)
				return NULL;
		}
	return NULL;
}

struct file_reader_using_generator {
	const char *file_path;
};

static const void *file_reader_using_generator(struct gen *self, void *args)
{
	const struct file_reader_using_generator *my = args;
	GEN_AUTO struct iter *file = iter_lines(my->file_path);

	gen_each (const struct line *, row, file)
		if (!gen_yield(self, row))
			return NULL; /* GEN_AUTO closes the file */
	return gen_raise(self, iter_error(file));
}

static void print_next(struct gen *g)
{
	const int *count = gen_next(g);

	if (count)
		printf("%d\n", *count);
	else
		printf("Generator has been closed.\n");
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	GEN_AUTO struct gen *gen = gen_call(count_up_to, .max = 10);
	GEN_AUTO struct gen *unstarted = gen_call(count_up_to, .max = 10);
	GEN_AUTO struct gen *bad = gen_call(count_up_to, .max = 2, .bad = true);
	GEN_AUTO struct gen *rows =
		gen_call(file_reader_using_generator, .file_path = path);
	int fd = dup(1); /* the number that the file will get */

	close(fd);
	print_next(gen);
	print_next(gen);
	gen_close(gen);
	print_next(gen);
	printf("close() before the first next():\n");
	gen_close(unstarted);
	print_next(unstarted);
	printf("a bad one, which resumes itself, and yields when closed:\n");
	print_next(bad);
	if (gen_close(bad) == EPROTO)
		printf("= EPROTO: %s\n", (const char *)gen_detail(bad));
	if (!gen_next(rows) && gen_error(rows))
		errx(1, "%s: %s", path, strerror(gen_error(rows)));
	printf("file open after next(): %d\n", fcntl(fd, F_GETFD) != -1);
	gen_close(rows);
	printf("file open after close(): %d\n", fcntl(fd, F_GETFD) != -1);
	printf("the bad one still waits in its yield, and is freed:\n");
	return 0;
}
