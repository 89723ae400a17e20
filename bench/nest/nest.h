/* SPDX-License-Identifier: MIT */
/* nest.h - how much is asked, of C and of C++. */
#ifndef NEST_H
#define NEST_H

#include "../bench.h"

enum {
	NESTED = 1000,    /* squares that come through, then again from 0 */
	MOST_NESTED = 100 /* generators that they come through */
};

#endif
