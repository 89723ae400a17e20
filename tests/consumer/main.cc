/*
 * main.cc - a program outside the tree, in C++: no gen_call(), gen_each() and
 * GEN_FRAME(), which are C, but handles that free themselves.
 */
#include <cstdio>
#include <memory>

#include <generator.h>
#include <generator/iter.h>
#include <generator/lines.h>
#include <generator/pipeline.h>
#include <generator/stackless.h>

struct Free {
	void operator()(gen *g) const
	{
		gen_free(g);
	}
};

using Generator = std::unique_ptr<gen, Free>;

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

int main()
{
	const CountUpTo three = { 3 };
	Generator g(gen_new(CountUpTo::body, &three, sizeof three));

	while (auto count = static_cast<const int *>(gen_next(g.get())))
		std::printf("%d\n", *count);
	std::printf("%s\n", static_cast<const char *>(gen_result(g.get())));

	Generator left(gen_new(CountUpTo::body, &three, sizeof three));
	gen_next(left.get());
	return gen_state(left.get()) != GEN_SUSPENDED ||
	       gen_close(left.get()) != 0;
}
