/* SPDX-License-Identifier: MIT */
/*
 * includes_spec.c - has the compiler quote what it cannot understand.
 *
 * Prediction: ten
 */
#include "../../../tests/assignments/06-fibonacci/spec"
#include "fibonacci.h"
