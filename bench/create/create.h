/* SPDX-License-Identifier: MIT */
/* create.h - what contenders in C and in C++ know. */
#ifndef CREATE_H
#define CREATE_H

enum { TAKEN = 3 }; /* squares that are taken from each generator */

#endif
