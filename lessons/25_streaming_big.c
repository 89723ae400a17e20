/* SPDX-License-Identifier: MIT */
/*
 * 25_streaming_big - how do we read a file that is larger than the memory?
 *
 * You will see: a program that may have 64 MiB tries an access log of 122 MiB:
 * all read at once, as in lesson 01; all mapped; and, to count its rows, a
 * loader that has 256 of them at a time.  For yours: make 25 FILE=some.log
 * New here: dataset_lines(), whose samples come as a stream, without numbers.
 * Comes from: the tutorial, "Generators and Streaming Data": data sets "larger
 *   than the available system memory".
 * Leads to: lib/src/dataset_lines.c, iter_lines() in lib/src/lines.c.
 *
 * Predict: malloc() of 122 MiB fails.  Does mmap() of the file, which reads
 *   nothing until somebody looks at it?
 * Answer: it fails as well.  The limit is one on addresses (ulimit -v), not on
 *   memory that is in use, and a map needs an address for each byte at once.
 *   The loader needs a buffer and one batch, for a file of any size; only a
 *   single row has to fit as a whole.
 */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <generator/loader.h>

/* 128 times the log, in a file without a name: it goes with the program. */
static FILE *large_log(void)
{
	static char text[1 << 20];
	FILE *log = fopen("build/assets/access.log", "r"), *large = tmpfile();
	size_t size = log ? fread(text, 1, sizeof text, log) : 0;

	if (!size || !large)
		err(1, "build/assets/access.log, 128 times");
	for (int i = 0; i < 128; i++)
		fwrite(text, 1, size, large);
	if (fclose(log) || fflush(large))
		err(1, "a copy of build/assets/access.log");
	rewind(large);
	return large;
}

static void eager(FILE *file, size_t size)
{
	char *text = malloc(size + !size);

	if (text && fread(text, 1, size, file) < size)
		err(1, "all at once");
	printf("all at once: %s\n", text ? "read" : strerror(errno));
	free(text);
}

static void mapped(FILE *file, size_t size)
{
	void *text = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fileno(file), 0);
	bool failed = text == MAP_FAILED;

	printf("mapped: %s\n", failed ? strerror(errno) : "all of it");
	if (!failed)
		munmap(text, size);
}

static void streamed(FILE *file)
{
	char path[32];
	struct dataset *set;
	struct loader *loader;
	size_t rows = 0;

	snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
	set = dataset_lines(path);
	loader = loader_new(set, &(struct loader_options){ .batch = 256 });
	gen_each (const struct batch *, lines, loader_iter(loader))
		rows += lines->count;
	if (loader_error(loader))
		errx(1, "%s", loader_error(loader)->text);
	printf("streamed: %zu rows\n", rows);
	loader_free(loader);
	dataset_free(set);
}

int main(int argc, char **argv)
{
	const struct rlimit limit = { 64 << 20, 64 << 20 };
	FILE *file = argc > 1 ? fopen(argv[1], "r") : large_log();
	struct stat status;

	if (!file || fstat(fileno(file), &status) ||
	    (getc(file) == EOF && ferror(file))) /* a folder, perhaps */
		err(1, "%s", argc > 1 ? argv[1] : "fstat");
	rewind(file);
	if (setrlimit(RLIMIT_AS, &limit))
		err(1, "setrlimit");
	printf("%zu bytes, under a limit of %zu\n", (size_t)status.st_size,
	       (size_t)limit.rlim_cur);
	eager(file, (size_t)status.st_size);
	mapped(file, (size_t)status.st_size);
	streamed(file);
	fclose(file);
	return 0;
}
