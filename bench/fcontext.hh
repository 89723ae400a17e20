// SPDX-License-Identifier: MIT
//
// fcontext.hh - the switch below Boost.Context, called as its own classes do.
//
// jump_fcontext() takes the context to go to, and answers with the one that
// came back, and a word from it.  Debian's library is compiled to save the
// floating-point control words on each switch; it offers no other choice.
// Stacks are a contender's own and used again, so making one costs nothing.

#ifndef FCONTEXT_HH
#define FCONTEXT_HH

#include <boost/context/detail/fcontext.hpp>
#include <cstddef>

#include "peer.hh"

using boost::context::detail::fcontext_t;
using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

struct alignas(64) fcontext_stack {
	char bytes[64 * 1024];

	fcontext_t start(void (*body)(transfer_t))
	{
		return make_fcontext(bytes + sizeof bytes, sizeof bytes, body);
	}
};

#endif
