/* SPDX-License-Identifier: MIT */
/*
 * 03_iterator_vs_generator - what is an iterator, and what is a generator?
 *
 * You will see: the tutorial's six questions, in its spelling.  Then iterators
 * of three kinds, one made by hand: look for the methods that each kind has.
 * New here: struct iter and its table, iter_ops; iter_next(), iter_error(),
 *   iter_detail(), iter_free(); iter_lines() and its struct line; gen_iter(),
 *   iter_is_generator(); gen_each; GEN_AUTO.
 * Comes from: the tutorial, "All Generators are Iterators"; PEP 234.
 * Leads to: <generator/iter.h>.
 *
 * Predict: text is a list of words.  Is it a generator?  Is it an iterator?
 * Answer: neither, although the tutorial says "list is an iterator".  A list
 *   has items but no place among them, so it has no next.  An iterator is the
 *   place: make two, and each goes its own way over the same list.
 */
#include <err.h>
#include <stdio.h>

#include <generator.h>
#include <generator/lines.h>

/* As in lesson 02, but the library reads.  GEN_AUTO calls iter_free(file) on
 * every way out of this function; for a struct gen, gen_free(). */
struct file_reader_using_generator {
	const char *path;
};

static const void *file_reader_using_generator(struct gen *self, void *args)
{
	const struct file_reader_using_generator *my = args;
	GEN_AUTO struct iter *file = iter_lines(my->path);

	/* for (const struct line *row; (row = iter_next(file)) != NULL; ) */
	gen_each (const struct line *, row, file)
		if (!gen_yield(self, row))
			return NULL;
	return gen_raise(self, iter_error(file)); /* 0: no error */
}

struct words { /* an iterator over a list: a struct iter, then the place */
	struct iter iter;
	const char *const *at, *const *end;
};

static const void *words_next(struct iter *it)
{
	struct words *words = (struct words *)it;

	return words->at < words->end ? *words->at++ : NULL;
}

/* The table of what it can do.  No send and no close: they are NULL. */
static const struct iter_ops words_ops = { .next = words_next };

/* x, if it is of a type that has a next; else NULL.  A list has none. */
/* clang-format off */
#define as_iter(x) _Generic((x), \
	struct iter *: (x), \
	struct gen *: (x), \
	default: NULL)
/* clang-format on */
#define is_iterator(x) (as_iter(x) ? "True" : "False")
#define is_generator(x) \
	(iter_is_generator((struct iter *)as_iter(x)) ? "True" : "False")

static void print_methods(const char *name, const struct iter *it)
{
	printf("= %s can: next%s%s%s\n", name, it->ops->send ? " send" : "",
	       it->ops->throw_in ? " throw" : "",
	       it->ops->close ? " close" : "");
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	const char *const text[] = { "lazy", "eager", "patient" };
	GEN_AUTO struct iter *file = iter_lines(path);
	GEN_AUTO struct gen *text_gen =
		gen_call(file_reader_using_generator, .path = path);
	struct words one = { { &words_ops }, text, text + 3 }, two = one;

	if (!iter_next(file) && iter_error(file))
		errx(1, "%s", (const char *)iter_detail(file));
	printf("Is file an generator? %s\n", is_generator(file));
	printf("Is file an iterator? %s\n", is_iterator(file));
	printf("Is text an generator? %s\n", is_generator(text));
	printf("Is text an iterator? %s\n", is_iterator(text));
	printf("Is text_gen a generator? %s\n", is_generator(text_gen));
	printf("Is text_gen an iterator? %s\n", is_iterator(text_gen));
	printf("next(text_gen): %s row\n",
	       iter_next(gen_iter(text_gen)) ? "a" : "no");
	printf("next(one): %s\n", (const char *)iter_next(&one.iter));
	printf("next(one): %s\n", (const char *)iter_next(&one.iter));
	printf("next(two): %s\n", (const char *)iter_next(&two.iter));
	print_methods("one", &one.iter);
	print_methods("file", file);
	print_methods("text_gen", gen_iter(text_gen));
	printf("~ one is all of its %zu bytes, and no heap\n", sizeof one);
	return 0;
}
