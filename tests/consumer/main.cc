/*
 * main.cc - a program outside the tree, in C++: no gen_call(), gen_each() and
 * GEN_FRAME(), which are C, but handles that free themselves.  Each operation
 * once, stages, and an iterator to which a generator delegates.
 */
#include <cerrno>
#include <cstdio>
#include <memory>

#include <generator.h>
#include <generator/iter.h>
#include <generator/lines.h>
#include <generator/loader.h>
#include <generator/pipeline.h>
#include <generator/stackless.h>

struct Free {
	void operator()(gen *g) const
	{
		gen_free(g);
	}
};

struct FreeIter {
	void operator()(iter *it) const
	{
		iter_free(it);
	}
};

using Generator = std::unique_ptr<gen, Free>;
using Iterator = std::unique_ptr<iter, FreeIter>;

struct CountUpTo {
	int max;

	static const void *body(gen *self, void *args)
	{
		const auto *my = static_cast<const CountUpTo *>(args);

		for (int count = 1; count <= my->max; count++)
			if (!gen_yield(self, &count))
				return nullptr;
		return "Completed!";
	}
};

/* Prints what is sent; a thrown ERANGE makes it delegate. */
static const void *listener(gen *self, void *)
{
	static const int primes[] = { 2, 3, 5 };
	struct iter_array array = iter_array(primes, 3, sizeof *primes);

	while (gen_yield(self, nullptr))
		if (gen_sent(self))
			std::puts(static_cast<const char *>(gen_sent(self)));
	if (gen_catch(self) == ERANGE && gen_yield_from(self, &array.iter))
		return nullptr;
	return gen_raise(self, gen_catch(self));
}

static const void *twice(const void *item, void *ctx)
{
	auto *doubled = static_cast<int *>(ctx);

	*doubled = 2 * *static_cast<const int *>(item);
	return doubled;
}

static bool talk()
{
	Generator g(gen_new(listener, nullptr, 0));

	gen_next(g.get());
	gen_send(g.get(), "a message");
	auto *prime = static_cast<const int *>(gen_throw(g.get(), ERANGE));

	for (; prime; prime = static_cast<const int *>(gen_next(g.get())))
		std::printf("%d\n", *prime);
	return gen_error(g.get()) == 0;
}

static void map()
{
	const CountUpTo two = { 2 };
	int doubled;
	Iterator it(
		iter_map(gen_iter(gen_new(CountUpTo::body, &two, sizeof two)),
			 twice, &doubled));

	while (auto item = static_cast<const int *>(iter_next(it.get())))
		std::printf("twice: %d\n", *item);
}

/* A loader skips what its dataset cannot get; the rank is one of two. */
static int get_odd(dataset *, uint64_t index, void *sample, loading *in)
{
	if (index % 4 == 0)
		return loading_fail(in, EDOM, "%d", static_cast<int>(index));
	*static_cast<uint64_t *>(sample) = index;
	return 0;
}

static bool load()
{
	dataset_ops ops{};
	dataset set{};
	loader_options options{};

	ops.get = get_odd;
	set.ops = &ops;
	set.length = 10;
	set.size = sizeof(uint64_t);
	options.batch = 5;
	options.world = 2;
	options.on_error = LOADER_SKIP_SAMPLE;
	options.uneven = LOADER_PAD;

	Iterator it(loader_iter(loader_new(&set, &options)));
	auto *got = static_cast<const loaded *>(iter_next(it.get()));

	return got && got->batch.count == 3 && !iter_next(it.get());
}

int main()
{
	const CountUpTo three = { 3 };
	Generator g(gen_new(CountUpTo::body, &three, sizeof three));

	while (auto count = static_cast<const int *>(gen_next(g.get())))
		std::printf("%d\n", *count);
	std::printf("%s\n", static_cast<const char *>(gen_result(g.get())));

	map();
	if (!talk() || !load())
		return 1;

	Generator left(gen_new(CountUpTo::body, &three, sizeof three));
	gen_next(left.get());
	return gen_state(left.get()) != GEN_SUSPENDED ||
	       gen_close(left.get()) != 0;
}
