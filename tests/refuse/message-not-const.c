/* refuse gcc: discards 'const' qualifier */
/* refuse clang: discards qualifiers */
/* So are messages. */
#include <generator.h>

const void *body(struct gen *self, void *args);

const void *body(struct gen *self, void *args)
{
	int *message;

	while (gen_yield(self, args)) {
		message = gen_sent(self);
		*message = 0;
	}
	return NULL;
}
