/* SPDX-License-Identifier: MIT */
/*
 * 08_memory_profile - what do a list and a generator of the same items weigh?
 *
 * You will see: 100000 squares weighed by sizeof, by malloc and by Valgrind.
 * New here: a program that runs a part of itself again, while Valgrind
 *   watches its heap.
 * Comes from: the tutorial, "Memory Efficiency": 800984 and 112 bytes.
 *
 * Predict: 100000 squares of 8 bytes are 800000 bytes.  Valgrind says that the
 *   program with the list has 1,052,672 bytes of heap.  What are the others?
 * Answer: room.  A full list doubles, here up to 131072 x 8 = 1048576 bytes.
 *   The last 4096 are stdout's buffer, all the heap of the generator's program.
 *   (malloc's 1052656 is near that by coincidence: it knows of no buffer, but
 *   gives such a list 257 whole pages, less 16 bytes for itself.)
 *   (Python's 800984 is 56 + 8 x 100116: pointers, without what they point to.
 *   Its 112 depends on the version: so it is in 3.8 and 3.9, and 208 in 3.11.
 *   It counts the generator object alone; till 3.10 the frame was another one,
 *   and the number always is.  Our sizeof has them all.)
 */
#include <err.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include <generator/stackless.h>

enum { N = 100000 };

static void weigh_list(void)
{
	long long sum = 0, *list = NULL; /* [num ** 2 for num in range(N)] */

	for (size_t num = 0, room = 0; num < N; num++) {
		if (num == room) {
			room = num ? 2 * num : 1;
			list = realloc(list, room * sizeof *list);
			if (!list)
				err(1, "a list of %zu", room);
		}
		list[num] = (long long)(num * num);
	}
	for (size_t i = 0; i < N; i++)
		sum += list[i];
	printf("sum of the list: %lld\n", sum);
	printf("~ sizeof: %zu (the tutorial's: 800984)\n", N * sizeof *list);
	printf("~ malloc: %zu, in whole pages\n", malloc_usable_size(list));
	free(list);
}

struct generator { /* (num ** 2 for num in range(N)) */
	struct gen gen;
	long long num, square;
};

static const void *generator(struct gen *self, void *frame)
{
	struct generator *my = frame;

	GEN_BODY (self) {
		for (my->num = 0; my->num < N; my->num++) {
			my->square = my->num * my->num;
			GEN_YIELD(self, &my->square);
		}
	}
	return GEN_DONE(self, NULL);
}

static void weigh_generator(void)
{
	struct generator squares = { GEN_FRAME(generator) };
	long long sum = 0;

	gen_each (const long long *, square, &squares.gen)
		sum += *square;
	printf("sum of the generator: %lld\n", sum);
	printf("~ sizeof: %zu (the tutorial's: 112)\n", sizeof squares);
}

static void ask_valgrind(const char *program, const char *part)
{
	char shell[4096];

	snprintf(shell, sizeof shell,
		 "valgrind --tool=dhat --dhat-out-file=/dev/null '%s' %s 2>&1 |"
		 "grep -o 'At t-gmax.*' || echo skipped: apt install valgrind",
		 program, part);
	printf("~ Valgrind: ");
	fflush(stdout); /* before another program prints */
	if (system(shell) == -1)
		err(1, "sh");
}

int main(int argc, char **argv)
{
	if (argc > 1) { /* what Valgrind watches */
		*argv[1] == 'l' ? weigh_list() : weigh_generator();
		return 0;
	}
	weigh_list();
	ask_valgrind(argv[0], "list");
	weigh_generator();
	ask_valgrind(argv[0], "generator");
	return 0;
}
