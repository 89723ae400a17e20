// SPDX-License-Identifier: MIT
//
// apart.hh - the coroutine that its users cannot see into.

#ifndef APART_HH
#define APART_HH

#include "../coroutine.hh"

namespace PEER_SPACE
{
generator<uint64_t> apart_squares(long n);
}

#endif
