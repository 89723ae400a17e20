/* SPDX-License-Identifier: MIT */
/*
 * 09_time_profile - how often is a generator resumed, and what does it cost?
 *
 * You will see: two sums of 100000 squares, their resumptions and their times.
 * New here: GEN_COUNT, with which the library counts resumptions.
 * Comes from: the tutorial, "Time Efficiency", and its 100005 function calls.
 *
 * Predict: How often is a generator of 100000 squares resumed, to sum them up?
 * Answer: 100001 times: for each square, and once more to learn that there is
 *   none left.  cProfile counts as many "calls"; but it is called once, then
 *   resumed.  Here that costs more than a square does, so the list is faster.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GEN_COUNT /* gen_next() is then no inline code but a function */
#include <generator.h>

enum { N = 100000 };
struct squares {
	int stop;
};
static int calls_of_squares;

/* (num ** 2 for num in range(stop)) */
static const void *squares(struct gen *self, void *args)
{
	const struct squares *my = args;

	calls_of_squares++;
	for (long long num = 0; num < my->stop; num++)
		if (!gen_yield(self, &(long long){ num * num }))
			break;
	return NULL;
}

static long long sum_lazy(int n)
{
	GEN_AUTO struct gen *g = gen_call(squares, .stop = n);
	long long sum = 0;

	gen_each (const long long *, square, g)
		sum += *square;
	return sum;
}

static long long sum_eager(int n)
{
	long long sum = 0, *list = malloc((size_t)n * sizeof *list);

	if (!list)
		err(1, "a list of %d", n);
	for (int num = 0; num < n; num++)
		list[num] = (long long)num * num;
	for (int num = 0; num < n; num++)
		sum += list[num];
	free(list);
	return sum;
}

/* Nanoseconds for each number, when a million of them are summed up. */
static double time_of(long long (*sum)(int n), int n)
{
	volatile long long result; /* or the compiler sees: no use */
	clock_t start = clock();

	for (int done = 0; done < 1000000; done += n)
		result = sum(n);
	return (void)result, 1e3 * (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Run this program again, and let Valgrind write down who calls whom. */
static void ask_callgrind(const char *program)
{
	char shell[4096], line[256];
	unsigned long calls, total = 0;
	FILE *answer;

	snprintf(shell, sizeof shell,
		 "valgrind -q --tool=callgrind "
		 "--compress-strings=no --callgrind-out-file=/dev/stdout "
		 "'%s' watched 2>/dev/null",
		 program);
	answer = popen(shell, "r");
	while (answer && fgets(line, sizeof line, answer))
		if (!strcmp(line, "cfn=gen_next\n") &&
		    fscanf(answer, "calls=%lu", &calls) == 1)
			total += calls;
	if (total)
		printf("~ callgrind: %lu calls of gen_next\n", total);
	else
		printf("~ callgrind: skipped: apt install valgrind\n");
	if (answer)
		pclose(answer);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "watched"))
		return sum_lazy(N) == 0;
	printf("sum of the list: %lld\n", sum_eager(N));
	printf("sum of the generator: %lld\n", sum_lazy(N));
	printf("resumed: %lu times\n", gen_resumes());
	printf("= called: %d time\n", calls_of_squares);
	ask_callgrind(argv[0]);
	for (int n = 1000; n <= N; n *= 100)
		printf("~ N = %d: list %.1f, generator %.1f ns per number\n", n,
		       time_of(sum_eager, n), time_of(sum_lazy, n));
	return 0;
}
