/* SPDX-License-Identifier: MIT */
/*
 * includes_solution.c - has the compiler read what the student may not.
 *
 * Prediction: ten
 */
#include "../../../tests/assignments/06-fibonacci/solution.c"
