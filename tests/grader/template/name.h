/* SPDX-License-Identifier: MIT */
/* @NAME@.h - what you write in @NAME@.c. */
#ifndef @GUARD@_H
#define @GUARD@_H

#include <generator.h>

/*
 * @NAME@ - the numbers from 0 to count - 1.
 *
 * Items are long.  NULL without memory.
 */
struct gen *@NAME@(long count);

#endif
