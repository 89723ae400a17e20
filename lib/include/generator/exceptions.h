/* SPDX-License-Identifier: MIT */
/*
 * generator/exceptions.h - for C++: yielding while an exception is handled.
 *
 * A body in C++ may throw and catch as it likes, as long as no exception leaves
 * it.  To yield inside of a catch block, however, is to leave the handler
 * without ending it: C++ keeps the exceptions that a thread is handling in one
 * list, and the resumer would go on with ours at its head.  A body that does
 * this needs a list of its own:
 *
 *	static const void *retry(gen *self, void *args)
 *	{
 *		gen_exceptions own;
 *
 *		try {
 *			connect();
 *		} catch (const std::exception &e) {
 *			if (!own.yield(self, e.what()))
 *				return nullptr;
 *		}
 *		...
 *	}
 *
 * In such a body every yield is one of own.yield().  It costs two calls; a
 * generator without it pays nothing.
 */
#ifndef GENERATOR_EXCEPTIONS_H
#define GENERATOR_EXCEPTIONS_H

#include <generator.h>

#ifdef __cplusplus
#include <cxxabi.h>

extern "C++" {

/* gen_exceptions - the exceptions that a body is handling.  The first variable
 * of the body; it must be left by return. */
class gen_exceptions
{
      public:
	gen_exceptions()
	{
		swap();
	}

	~gen_exceptions()
	{
		swap();
	}

	gen_exceptions(const gen_exceptions &) = delete;
	gen_exceptions &operator=(const gen_exceptions &) = delete;

	/* yield - gen_yield(), with the resumer's exceptions meanwhile. */
	GEN_MUST_USE bool yield(gen *self, const void *item)
	{
		swap();
		bool go_on = gen_yield(self, item);
		swap();
		return go_on;
	}

      private:
	/* What __cxa_get_globals() points to (Itanium C++ ABI, 2.2.2). */
	struct handled {
		void *caught;
		unsigned uncaught;
	};

	/* Of whoever does not run: us or the resumer. */
	handled other = { nullptr, 0 };

	/* Not inlined: a compiler may take the thread for constant within one
	 * function, and we may wake in another. */
	__attribute__((noinline)) void swap()
	{
		auto *here =
			reinterpret_cast<handled *>(abi::__cxa_get_globals());
		handled was = *here;

		*here = other;
		other = was;
	}
};
}

#endif
#endif
