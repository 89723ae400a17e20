/* SPDX-License-Identifier: MIT */
/*
 * includes_if_there.c - asks the compiler which files there are.
 *
 * Prediction: ten
 */
#include "fibonacci.h"
#if __has_include("../../../tests/assignments/06-fibonacci/spec")
#error the hidden cases are there
#endif
