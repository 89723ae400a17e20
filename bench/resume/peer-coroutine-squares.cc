// SPDX-License-Identifier: MIT
// No contender, but what peer-coroutine-apart.cc uses.
#include "apart.hh"

PEER_SPACE::generator<uint64_t> PEER_SPACE::apart_squares(long n)
{
	for (long i = 0; i < n; i++)
		co_yield bench_square(i);
}
