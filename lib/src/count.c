/* SPDX-License-Identifier: MIT */
/*
 * count.c - gen_next() and gen_send() as functions, which count.
 *
 * Programs compiled with GEN_COUNT call these instead of the inline ones.
 */
#ifndef GEN_COUNT
#define GEN_COUNT
#endif
#include "gen_impl.h"

static _Thread_local unsigned long resumes;

void gen_count(void)
{
	resumes++;
}

unsigned long gen_resumes(void)
{
	return resumes;
}

const void *gen_next(struct gen *g)
{
	resumes++;
	return gen_send_inline(g, NULL);
}

const void *gen_send(struct gen *g, const void *msg)
{
	resumes++;
	return gen_send_inline(g, msg);
}
