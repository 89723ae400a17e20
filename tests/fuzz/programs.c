/* SPDX-License-Identifier: MIT */
/* programs.c - libFuzzer draws programs of the conformance language: do
 * stackful and stackless generators do the same? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../conformance/draw.h"
#include "../conformance/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void same(const struct run *a, const struct run *b, const char *text)
{
	bool same = a->trace_count == b->trace_count;

	for (size_t i = 0; same && i < a->trace_count; i++)
		same = !strcmp(a->trace[i], b->trace[i]);
	if (!same) {
		fputs(text, stderr);
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	struct choices from = { bytes, bytes + count, 0 };
	struct run stackful_run, stackless_run;
	struct source src;
	struct scenario sc;
	size_t size;
	char *text = program_draw(&from, &size), *copy = strdup(text);

	if (!copy)
		abort();
	source_take(&src, "a fuzzed program", text, size);
	if (!scenario_read(&src, &sc))
		abort();
	run_scenario(&stackful_run, &sc, &stackful);
	run_scenario(&stackless_run, &sc, &stackless);
	same(&stackful_run, &stackless_run, copy);
	run_free(&stackful_run);
	run_free(&stackless_run);
	scenario_free(&sc);
	source_close(&src);
	free(copy);
	return 0;
}
