/* SPDX-License-Identifier: MIT */
/*
 * 09_time_profile - how often is a generator resumed, and what does it cost?
 *
 * You will see: two sums of 100000 squares, their resumptions and their times.
 * New here: GEN_COUNT and gen_resumes(): the library counts resumptions.  (Not
 *   for your programs: gen_send_inline(), which is what gen_next() is in files
 *   without GEN_COUNT.)  Valgrind's callgrind, which watches this program run
 *   again and writes down who calls whom.
 * Comes from: the tutorial, "Time Efficiency": cProfile counts 100001 calls of
 *   its <genexpr>, 100005 function calls in all.
 *
 * Predict: How often is a generator of 100000 squares resumed, to sum them up?
 * Answer: 100001 times: for each square, and once more to learn that there is
 *   none left.  cProfile's 100001 "calls" are the same; but it is called once,
 *   then resumed.  To count costs time, there as here: that the tutorial's list
 *   is "much faster" is the profiler's doing (its twin times both without).
 *   Here the list does win, while it is small: make bench draws until when.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define GEN_COUNT /* gen_next() is then no inline code but a function */
#include <generator.h>

enum { N = 100000 };
static int calls_of_squares, uncounted;

/* (num ** 2 for num in range(N)) */
static const void *squares(struct gen *self, void *no_args)
{
	calls_of_squares++;
	for (long long num = 0; num < N; num++)
		if (!gen_yield(self, &(long long){ num * num }))
			break;
	return (void)no_args, NULL;
}

static long long sum_lazy(void)
{
	GEN_AUTO struct gen *g = gen_new(squares, NULL, 0);
	const long long *square;
	long long sum = 0;

	while ((square = uncounted ? gen_send_inline(g, NULL) : gen_next(g)))
		sum += *square;
	return sum;
}

static long long sum_eager(void)
{
	long long sum = 0, *list = malloc(N * sizeof *list);

	if (!list)
		err(1, "a list of %d", N);
	for (int num = 0; num < N; num++)
		list[num] = (long long)num * num;
	for (int num = 0; num < N; num++)
		sum += list[num];
	return free(list), sum;
}

static double ns_per_number(long long (*sum)(void))
{
	volatile long long result; /* or the compiler sees: no use */
	clock_t start = clock();

	for (int summed = 0; summed < 1000000; summed += N)
		result = sum();
	return (void)result, 1e3 * (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void ask_callgrind(const char *program)
{
	char shell[4096];

	snprintf(shell, sizeof shell,
		 "valgrind --tool=callgrind --compress-strings=no "
		 "--callgrind-out-file=/dev/stdout '%s' watched 2>/dev/null |"
		 "awk '/^cfn=gen_next$/ { getline; n += substr($1, 7) }"
		 "END { print n ? n : \"skipped: apt install valgrind\" }'",
		 program);
	printf("~ calls of gen_next by callgrind: ");
	if (fflush(stdout) || system(shell) == -1) /* it prints, too */
		err(1, "sh");
}

int main(int argc, char **argv)
{
	if (argc > 1) /* what Valgrind watches */
		return sum_lazy() == 0;
	printf("sum of the list: %lld\n", sum_eager());
	printf("sum of the generator: %lld\n", sum_lazy());
	printf("resumed: %lu times\n", gen_resumes());
	printf("= called: %d time\n", calls_of_squares);
	ask_callgrind(argv[0]);
	printf("~ list: %.1f ns each\n", ns_per_number(sum_eager));
	printf("~ generator, counted: %.1f ns each\n", ns_per_number(sum_lazy));
	uncounted = 1;
	printf("~ generator: %.1f ns each\n", ns_per_number(sum_lazy));
	return 0;
}
