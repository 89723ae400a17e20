/* SPDX-License-Identifier: MIT */
/*
 * includes_by_name.c - the same, with a name that is made by the preprocessor.
 *
 * Prediction: ten
 */
#define UP(path) <../../path>
#include UP(tests / assignments / 06 - fibonacci / solution.c)
