/* refuse gcc: has no member named 'maks' */
/* refuse clang: field designator 'maks' does not refer to any field */
/* Arguments have names. */
#include <generator.h>

struct count_up_to {
	int max;
};

const void *count_up_to(struct gen *self, void *args);
struct gen *make(void);

struct gen *make(void)
{
	return gen_call(count_up_to, .maks = 3);
}
