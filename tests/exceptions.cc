// SPDX-License-Identifier: MIT
//
// exceptions.cc - bodies in C++ throw and catch, and yield while they handle.
//
// Promises: generator/exceptions.h; "A body must be left by return: not by
// longjmp, not by a C++ exception" in generator.h, and so it may throw what it
// catches.  TAP.
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>

#include <generator/exceptions.h>

static int tests, failures;

static void ok(bool passed, const char *what)
{
	failures += !passed;
	std::printf("%s %d - %s\n", passed ? "ok" : "not ok", ++tests, what);
}

static std::string item(const void *text)
{
	return text ? static_cast<const char *>(text) : "no item";
}

// What the exception says that is being handled.
static std::string handled()
{
	try {
		if (std::current_exception())
			throw;
	} catch (const std::exception &e) {
		return e.what();
	}
	return "nothing";
}

static const void *catches(gen *self, void *)
{
	for (int i = 0; i < 3; i++) {
		std::string text;

		try {
			throw std::runtime_error("thrown in a body");
		} catch (const std::exception &e) {
			text = e.what();
		}
		if (!gen_yield(self, text.c_str()))
			return nullptr;
	}
	return self;
}

static void throwing_and_catching()
{
	gen *g = gen_new(catches, nullptr, 0);
	bool right = true;

	for (int i = 0; i < 3; i++) {
		try {
			right = right &&
				item(gen_next(g)) == "thrown in a body";
			throw std::logic_error("thrown by the resumer");
		} catch (const std::logic_error &) {
		}
	}
	ok(right && !gen_next(g) && gen_result(g), "a body throws and catches");
	gen_free(g);
}

// Yields what is being handled, amid a handler of its own.
static const void *yields_in_catch(gen *self, void *)
{
	gen_exceptions own;

	for (int i = 0; i < 3; i++) {
		try {
			throw std::runtime_error("ours " + std::to_string(i));
		} catch (const std::exception &e) {
			for (int k = 0; k < 2; k++) {
				std::string now = handled();

				if (!own.yield(self, now.c_str()))
					return nullptr;
			}
		}
	}
	std::string last = handled();
	return own.yield(self, last.c_str()) ? self : nullptr;
}

// Each resumption within another handler of the resumer's, and between them.
static bool resumes_in_handlers(gen *g)
{
	static const char *const wanted[] = { "ours 0", "ours 0", "ours 1",
					      "ours 1", "ours 2", "ours 2" };
	bool right = true;

	for (const char *const &want : wanted) {
		try {
			throw std::logic_error(want);
		} catch (const std::logic_error &) {
			right = right && item(gen_next(g)) == want;
			right = right && handled() == want;
		}
		right = right && handled() == "nothing";
	}
	return right && item(gen_next(g)) == "nothing";
}

static void yielding_in_a_handler()
{
	gen *g = gen_new(yields_in_catch, nullptr, 0);

	ok(resumes_in_handlers(g), "who handles what is not mixed up");
	ok(!gen_next(g) && gen_result(g) == g, "... to the end of the body");
	ok(handled() == "nothing", "... and beyond");
	gen_free(g);
}

static void closing_in_a_handler()
{
	gen *g = gen_new(yields_in_catch, nullptr, 0);

	try {
		throw std::logic_error("of the resumer");
	} catch (const std::logic_error &) {
		gen_next(g);
		gen_free(g);
		ok(handled() == "of the resumer", "a body closed in a handler");
	}
	ok(handled() == "nothing", "... leaves nothing behind");
}

static void another_thread()
{
	gen *g = gen_new(yields_in_catch, nullptr, 0);
	bool right = item(gen_next(g)) == "ours 0";
	std::string there;

	std::thread([&] { there = item(gen_next(g)) + handled(); }).join();
	right = right && there == "ours 0nothing";
	right = right && item(gen_next(g)) == "ours 1";
	ok(right && handled() == "nothing", "it moves to another thread");
	gen_free(g);
}

int main()
{
	throwing_and_catching();
	yielding_in_a_handler();
	closing_in_a_handler();
	another_thread();
	return failures != 0;
}
