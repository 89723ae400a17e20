// SPDX-License-Identifier: MIT
//
// peer.hh - how contenders in C++ enter themselves.
//
//	static peer entry({ .question = "resume", .name = "fcontext", ... });
//
// BENCH of bench.h declares a static struct before it defines it, which C++
// does not allow.

#ifndef PEER_HH
#define PEER_HH

#include "bench.h"

struct peer {
	bench entry;

	explicit peer(const bench &b) : entry(b)
	{
		bench_enter(&entry);
	}
};

// Coroutines are compiled by two compilers, and are two contenders then.  What
// one has made of an inline function must not be linked into the other's.
#ifdef __clang__
#define PEER_SPACE by_clang
#define PEER_NAME(name) name "-clang"
#define PEER_LABEL(label) label " clang"
#else
#define PEER_SPACE by_gcc
#define PEER_NAME(name) name
#define PEER_LABEL(label) label
#endif

#endif
