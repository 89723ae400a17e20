/* SPDX-License-Identifier: MIT */
/*
 * plant.h - what programs with a planted bug share: how they are called,
 * PROGRAM stackful|stackless [clean], and the bodies in which most bugs are.
 *
 * A program says in its first lines which tool must find the bug, and in which
 * words; lines that the report must name end with a comment, BUG.  tests/planted
 * says more.  Told to be clean, it does the same without the bug.
 */
#ifndef PLANT_H
#define PLANT_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator/stackless.h>

#define NOINLINE __attribute__((noinline))

static bool stackful, planted;

static void read_arguments(int argc, char **argv)
{
	stackful = argc > 1 && strcmp(argv[1], "stackful") == 0;
	planted = argc == 2;
}

#endif
