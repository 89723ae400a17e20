/* SPDX-License-Identifier: MIT */
/*
 * 08_memory_profile - what do a list and a generator of the same items weigh?
 *
 * You will see: 100000 squares weighed by sizeof, by malloc and by Valgrind.
 * New here: a program that runs itself again, to be watched by Valgrind.
 * Comes from: the tutorial, "Memory Efficiency": 800984 and 112 bytes.
 *
 * Predict: 100000 squares of 8 bytes are 800000 bytes.  Valgrind says that the
 *   program with the list has 1,052,672 bytes of heap.  What are the others?
 * Answer: room.  A full list doubles, here up to 131072 x 8 = 1048576 bytes.
 *   The last 4096 are stdout's buffer, all the heap of the generator's program.
 *   (Python's 800984 is 56 + 8 x 100116: pointers, without what they point to.
 *   The 112 of its generator leave out the frame; our sizeof has it all.)
 */
#include <err.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include <generator.h>
#include <generator/stackless.h>

enum { N = 100000 };

/* [num ** 2 for num in range(N)] */
static long long *list_comprehension(size_t *room)
{
	long long *list = NULL;

	for (size_t num = *room = 0; num < N; num++) {
		if (num == *room) {
			*room = num ? 2 * num : 1;
			list = realloc(list, *room * sizeof *list);
			if (!list)
				err(1, "a list of %zu", *room);
		}
		list[num] = (long long)(num * num);
	}
	return list;
}

/* (num ** 2 for num in range(N)) */
struct generator {
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

/* Run one part of this program again, with Valgrind watching its heap. */
static void ask_valgrind(const char *program, const char *part)
{
	char shell[4096], line[256], peak[32] = "skipped: apt install valgrind";
	FILE *answer;

	snprintf(shell, sizeof shell,
		 "valgrind --tool=dhat "
		 "--dhat-out-file=/dev/null '%s' %s 2>&1",
		 program, part);
	answer = popen(shell, "r");
	while (answer && fgets(line, sizeof line, answer))
		sscanf(line, "%*s At t-gmax: %31s", peak);
	printf("~ Valgrind: %s\n", peak);
	if (answer)
		pclose(answer);
}

static void weigh_list(void)
{
	size_t room;
	long long sum = 0, *list = list_comprehension(&room);

	for (int i = 0; i < N; i++)
		sum += list[i];
	printf("sum of the list: %lld\n", sum);
	printf("~ sizeof: %zu, items: %zu\n", sizeof list, N * sizeof *list);
	printf("~ malloc: %zu, for a room of %zu, in whole pages\n",
	       malloc_usable_size(list), room * sizeof *list);
	free(list);
}

static void weigh_generator(void)
{
	struct generator squares = { GEN_FRAME(generator) };
	long long sum = 0;

	gen_each (const long long *, square, &squares.gen)
		sum += *square;
	printf("sum of the generator: %lld\n", sum);
	printf("~ sizeof: %zu, and there is no more to it\n", sizeof squares);
}

int main(int argc, char **argv)
{
	if (argc < 2 || *argv[1] != 'g')
		weigh_list();
	if (argc < 2)
		ask_valgrind(argv[0], "list");
	if (argc < 2 || *argv[1] != 'l')
		weigh_generator();
	if (argc < 2)
		ask_valgrind(argv[0], "generator");
	return 0;
}
