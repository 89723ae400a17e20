/* SPDX-License-Identifier: MIT */
/*
 * broadcast.c - one stream of lines, many who want some of them.
 *
 * Prediction: it may send: that is a call like any other.  It must not yield.
 */
#include "broadcast.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The error of a target that is done with: the one with which it failed, if it
 * did, else that of closing it. */
static int finish(struct gen *target)
{
	int error = gen_error(target);

	return error ? error : gen_close(target);
}

/* ---- Some lines ---- */

struct grepping {
	const char *text;
	struct gen *target;
};

static const void *grepping(struct gen *self, void *args)
{
	const struct grepping *my = args;
	bool more = gen_next(my->target);

	while (more && gen_yield(self, NULL)) {
		const char *line = gen_sent(self);

		if (strstr(line, my->text))
			more = gen_send(my->target, line);
	}
	return gen_raise(self, finish(my->target));
}

struct gen *grep(const char *text, struct gen *target)
{
	if (!target)
		return NULL;
	return gen_adopt(gen_call(grepping, .text = text, .target = target),
			 gen_iter(target));
}

/* ---- Many targets ---- */

struct broadcasting {
	size_t count;
	struct gen *target[];
};

/* Returns the error of the first that fails; waiting is how many have not
 * returned.  Without a line it starts them. */
static int send_to_all(const struct broadcasting *my, const char *line,
		       size_t *waiting)
{
	*waiting = 0;
	for (size_t i = 0; i < my->count; i++) {
		struct gen *target = my->target[i];

		if (gen_state(target) == GEN_CLOSED)
			continue;
		if (gen_send(target, line))
			++*waiting;
		else if (gen_error(target))
			return gen_error(target);
	}
	return 0;
}

static const void *broadcasting(struct gen *self, void *args)
{
	const struct broadcasting *my = args;
	size_t waiting;
	int error = send_to_all(my, NULL, &waiting);

	while (!error && waiting && gen_yield(self, NULL))
		error = send_to_all(my, gen_sent(self), &waiting);
	for (size_t i = 0; i < my->count; i++) {
		int code = gen_close(my->target[i]);

		if (!error)
			error = code;
	}
	return gen_raise(self, error);
}

struct gen *broadcast(struct gen *const *targets, size_t count)
{
	size_t size = sizeof(struct broadcasting) + count * sizeof *targets;
	struct broadcasting *args = malloc(size);
	struct gen *g = NULL;
	bool complete = args != NULL;

	for (size_t i = 0; i < count; i++)
		complete = complete && targets[i];
	if (complete) {
		args->count = count;
		memcpy(args->target, targets, count * sizeof *targets);
		g = gen_new(broadcasting, args, size);
	}
	free(args);
	/* Of no g, and of one that cannot adopt, the targets are freed. */
	for (size_t i = 0; i < count; i++)
		g = gen_adopt(g, gen_iter(targets[i]));
	return g;
}

/* ---- One that lags ---- */

struct keeping {
	size_t most;
	struct gen *target;
};

/* The last most of count lines; number n lies at n % most. */
struct kept {
	char **line;
	size_t most, count;
};

static int keep(struct kept *kept, const char *line)
{
	char **place = &kept->line[kept->count % kept->most];
	char *copy = strdup(line);

	if (!copy)
		return ENOMEM;
	free(*place);
	*place = copy;
	kept->count++;
	return 0;
}

static void send_kept(const struct kept *kept, struct gen *target)
{
	size_t n = kept->count > kept->most ? kept->count - kept->most : 0;

	while (n < kept->count && gen_send(target, kept->line[n % kept->most]))
		n++;
}

static const void *keeping(struct gen *self, void *args)
{
	const struct keeping *my = args;
	struct kept kept = { .most = my->most };
	bool more = gen_next(my->target);
	int error = gen_error(my->target);

	kept.line = calloc(kept.most, sizeof *kept.line);
	if (!kept.line)
		return gen_raise(self, ENOMEM);
	while (more && !error && gen_yield(self, NULL))
		error = keep(&kept, gen_sent(self));
	if (more && !error)
		send_kept(&kept, my->target);
	if (!error)
		error = finish(my->target);
	for (size_t i = 0; i < kept.most; i++)
		free(kept.line[i]);
	free(kept.line);
	return gen_raise(self, error);
}

struct gen *latest(size_t most, struct gen *target)
{
	if (!target)
		return NULL;
	return gen_adopt(gen_call(keeping, .most = most, .target = target),
			 gen_iter(target));
}
