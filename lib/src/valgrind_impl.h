/* SPDX-License-Identifier: MIT */
/*
 * valgrind_impl.h - Valgrind's requests, which cost nothing without it; where
 * its header is missing, nothing at all.
 */
#ifndef VALGRIND_IMPL_H
#define VALGRIND_IMPL_H

#if defined(__has_include)
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#endif
#if __has_include(<valgrind/helgrind.h>)
#include <valgrind/helgrind.h>
#endif
#endif
#ifndef VALGRIND_STACK_REGISTER
#define RUNNING_ON_VALGRIND 0
#define VALGRIND_STACK_REGISTER(low, high) 0
#define VALGRIND_STACK_DEREGISTER(id) ((void)(id))
#define VALGRIND_MALLOCLIKE_BLOCK(addr, size, redzone, zeroed) ((void)(addr))
#define VALGRIND_FREELIKE_BLOCK(addr, redzone) ((void)(addr))
#endif
#ifndef ANNOTATE_HAPPENS_BEFORE
#define ANNOTATE_HAPPENS_BEFORE(object) ((void)(object))
#define ANNOTATE_HAPPENS_AFTER(object) ((void)(object))
#define VALGRIND_HG_DISABLE_CHECKING(start, size) ((void)(start))
#endif

#endif
