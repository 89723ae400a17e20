/* SPDX-License-Identifier: MIT */
/*
 * lines.c - the lines of a file, one at a time or in batches.
 *
 * We read(2) into a buffer of our own and lend lines from it where they lie,
 * because stdio would copy each of them once more.  What is in the buffer is
 * split into many lines at once, for either way of lending them: to look for
 * the newlines of 64 bytes takes less time than to call memchr(3) for one.
 *
 * A line that the buffer's end cuts is moved to its start before the next
 * read; the buffer is doubled if that leaves no room.
 *
 *	buffer    start                end                  size
 *	| split already | not yet split | room for the next read |
 */
#include <generator/lines.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "iter_impl.h"

enum {
	PAGE = 4096,
	BUFFER = 64 * 1024 + PAGE, /* 64 KiB for a read, and a cut line */
	BLOCK = 64,                /* bytes looked at in one go */
	GROUP = 64,                /* lines split at once, to lend one by one */
	MANY = 256,                /* ... or as many at once as are asked for */
};

struct lines {
	struct iter iter;
	int fd;                 /* -1: closed, there is no more to read */
	bool ours;              /* close it */
	struct failure failure; /* why the reading stopped; 0 at the end */
	char *buffer;
	size_t start, end, size;
	uint64_t at, limit; /* in the file: of the next read, and of our part */
	bool cut;           /* what is read first is a line of another part */
	char *name;         /* of the file, for that text; lies behind line */
	struct batch batch; /* the one that is lent */
	size_t lent, count, most;
	struct line line[]; /* count of at most most; lent of them are lent */
};

static void stop(struct lines *l, int code)
{
	if (l->ours && l->fd >= 0)
		close(l->fd);
	l->fd = -1;
	if (code)
		iter_fail(&l->failure, l->name, code);
}

static bool grow(struct lines *l)
{
	char *bigger = NULL;

	if (l->size <= (size_t)-1 / 4)
		bigger = realloc(l->buffer, l->size * 2);
	if (!bigger)
		return false;
	l->buffer = bigger;
	l->size *= 2;
	return true;
}

/*
 * Make room behind end, for at least one page and a NUL.
 *
 * Room that is left is used up first, since otherwise a long line that comes
 * in small pieces would be moved for each.  Else end goes to a multiple of 64
 * bytes: pages are copied there up to eight times faster than to an odd place.
 */
static bool make_room(struct lines *l)
{
	size_t tail = l->end - l->start, to;

	if (tail && l->size - l->end > PAGE)
		return true;
	if (l->size - tail <= PAGE + 64 && !grow(l))
		return false;
	to = -((uintptr_t)l->buffer + tail) % 64;
	memmove(l->buffer + to, l->buffer + l->start, tail);
	l->start = to;
	l->end = to + tail;
	return true;
}

/* How much to read at once: not past the end of our part, but for the rest of
 * a line that began before it, which then is the last. */
static size_t amount(struct lines *l)
{
	size_t size = (l->size - l->end - 1) / PAGE * PAGE;

	if (l->at >= l->limit) {
		l->most = 1;
		return PAGE;
	}
	return size < l->limit - l->at ? size : (size_t)(l->limit - l->at);
}

/* Read once more.  Returns false at the end and on an error. */
static bool fill(struct lines *l)
{
	size_t size;
	ssize_t got;

	if (l->fd < 0)
		return false;
	if (l->at >= l->limit && l->start == l->end) {
		stop(l, 0);
		return false;
	}
	if (!make_room(l)) {
		stop(l, ENOMEM);
		return false;
	}
	size = amount(l);
	do
		got = read(l->fd, l->buffer + l->end, size);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		stop(l, got < 0 ? errno : 0);
		return false;
	}
	l->end += (size_t)got;
	l->at += (uint64_t)got;
	return true;
}

/* Which of the 64 bytes at text are newlines?  The first byte is bit 0. */
#ifdef __SSE2__
static inline uint64_t bits(__m128i equal)
{
	return (unsigned)_mm_movemask_epi8(equal);
}

static inline uint64_t newlines_of_block(const char *text)
{
	const __m128i *at = (const __m128i *)text;
	const __m128i newline = _mm_set1_epi8('\n');
	__m128i a = _mm_cmpeq_epi8(_mm_loadu_si128(at), newline);
	__m128i b = _mm_cmpeq_epi8(_mm_loadu_si128(at + 1), newline);
	__m128i c = _mm_cmpeq_epi8(_mm_loadu_si128(at + 2), newline);
	__m128i d = _mm_cmpeq_epi8(_mm_loadu_si128(at + 3), newline);

	/* In long lines most blocks have none. */
	if (!bits(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))))
		return 0;
	return bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48;
}
#else
/* Of eight bytes at once: those that are newlines become 0, then 0x80, and
 * all others 0; the product gathers these eight bits in its highest byte. */
static inline uint64_t newlines_of_word(const char *text)
{
	const uint64_t ones = 0x0101010101010101, low = 0x7f * ones;
	uint64_t word;

	memcpy(&word, text, sizeof word);
	if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
		word = __builtin_bswap64(word);
	word ^= '\n' * ones;
	word = ~(((word & low) + low) | word | low);
	return (word >> 7) * 0x0102040810204080 >> 56;
}

static inline uint64_t newlines_of_block(const char *text)
{
	uint64_t found = 0;

	for (int i = 0; i < BLOCK; i += 8)
		found |= newlines_of_word(text + i) << i;
	return found;
}
#endif

/* The same where there may be fewer bytes: only those are looked at. */
static inline uint64_t newlines(const char *text, size_t size)
{
	char block[BLOCK];

	if (size >= BLOCK)
		return newlines_of_block(text);
	memset(block, 0, BLOCK);
	return newlines_of_block(memcpy(block, text, size));
}

/* The line from text to stop, less a "\r" that belongs to "\n". */
static inline struct line cut(char *text, char *stop, bool newline)
{
	size_t len = (size_t)(stop - text);

	if (newline && len && text[len - 1] == '\r')
		len--;
	text[len] = '\0';
	return (struct line){ text, len };
}

/*
 * Split what is in the buffer, of which the first seen bytes have no newline,
 * until there is no more of it or no place for another line.
 *
 * Nothing is kept in l meanwhile: each NUL that cut() writes could change it,
 * for all that a compiler knows.
 */
static bool split(struct lines *l, size_t seen)
{
	char *from = l->buffer + l->start, *text = from;
	size_t size = l->end - l->start;
	struct line *line = l->line, *last = line + l->most;

	for (size_t i = seen; i < size && line < last; i += BLOCK) {
		uint64_t found = newlines(from + i, size - i);

		for (; found && line < last; found &= found - 1) {
			char *newline = from + i + __builtin_ctzll(found);

			*line++ = cut(text, newline, true);
			text = newline + 1;
		}
	}
	l->start = (size_t)(text - l->buffer);
	l->count = (size_t)(line - l->line);
	return l->count;
}

/* Find where the first line of our part begins.  The one before it is dropped as
 * it is read, however long it is. */
static bool skip_cut_line(struct lines *l)
{
	char *newline;

	do {
		l->start = l->end;
		if (!fill(l))
			return false;
		newline = memchr(l->buffer + l->start, '\n', l->end - l->start);
	} while (!newline);
	l->start = (size_t)(newline + 1 - l->buffer);
	l->cut = false;
	return true;
}

/* Have lines to lend, after all others were.  It reads only if there is no
 * whole line in the buffer.  Returns false if there are no more. */
static bool refill(struct lines *l)
{
	size_t seen = 0;

	l->lent = l->count = 0;
	if (l->cut && !skip_cut_line(l))
		return false;
	while (!split(l, seen)) {
		seen = l->end - l->start;
		if (fill(l))
			continue;
		if (l->failure.code || !seen) /* half a line, or none */
			return false;
		l->line[l->count++] =
			cut(l->buffer + l->start, l->buffer + l->end, false);
		l->start = l->end;
		break;
	}
	if (l->at > l->limit) /* what follows is not ours */
		l->start = l->end;
	return true;
}

static const void *lines_next(struct iter *it)
{
	struct lines *l = (struct lines *)it;

	if (l->lent == l->count && !refill(l))
		return NULL;
	return &l->line[l->lent++];
}

static const void *batches_next(struct iter *it)
{
	struct lines *l = (struct lines *)it;

	if (!refill(l))
		return NULL;
	l->batch = (struct batch){ l->line, l->count };
	return &l->batch;
}

static int lines_error(const struct iter *it, const void **with)
{
	const struct lines *l = (const struct lines *)it;

	return iter_failure(&l->failure, with);
}

static int lines_close(struct iter *it)
{
	struct lines *l = (struct lines *)it;

	stop(l, 0);
	l->start = l->end = 0;
	l->lent = l->count = 0;
	return 0;
}

static void lines_free(struct iter *it)
{
	struct lines *l = (struct lines *)it;

	lines_close(it);
	free(l->failure.text);
	free(l->buffer);
	free(l);
}

static const struct iter_ops lines_ops = {
	.next = lines_next,
	.close = lines_close,
	.error = lines_error,
	.free = lines_free,
};

static const struct iter_ops batches_ops = {
	.next = batches_next,
	.close = lines_close,
	.error = lines_error,
	.free = lines_free,
};

static struct lines *lines_new(const struct iter_ops *ops, const char *name,
			       size_t most)
{
	size_t length = strlen(name) + 1;
	struct lines *l;

	if (most > BUFFER) /* it cannot hold more */
		most = BUFFER;
	l = calloc(1, sizeof *l + most * sizeof *l->line + length);
	if (l)
		l->buffer = malloc(BUFFER);
	if (!l || !l->buffer) {
		free(l);
		return gen_no_memory("malloc of a line buffer", BUFFER, NULL);
	}
	l->iter.ops = ops;
	l->most = most;
	l->size = BUFFER;
	l->fd = -1;
	l->limit = UINT64_MAX;
	l->name = memcpy(l->line + most, name, length);
	return l;
}

static struct iter *lines_of_file(const struct iter_ops *ops, const char *path,
				  size_t most)
{
	struct lines *l = lines_new(ops, path, most);

	if (!l)
		return NULL;
	l->ours = true;
	do
		l->fd = open(path, O_RDONLY | O_CLOEXEC);
	while (l->fd < 0 && errno == EINTR);
	if (l->fd < 0)
		stop(l, errno);
	return &l->iter;
}

static struct iter *lines_of_fd(const struct iter_ops *ops, int fd,
				const char *name, size_t most)
{
	struct lines *l = lines_new(ops, name ? name : "input", most);

	if (!l)
		return NULL;
	l->fd = fd;
	if (fd < 0)
		stop(l, EBADF);
	return &l->iter;
}

struct iter *iter_lines(const char *path)
{
	if (!path)
		return iter_failed(EINVAL, "iter_lines: no file name given");
	return lines_of_file(&lines_ops, path, GROUP);
}

struct iter *iter_lines_fd(int fd, const char *name)
{
	return lines_of_fd(&lines_ops, fd, name, GROUP);
}

struct iter *iter_lines_part(const char *path, uint64_t begin, uint64_t end)
{
	struct iter *it = lines_of_file(&lines_ops, path, MANY);
	struct lines *l = (struct lines *)it;

	if (!l || l->failure.code)
		return it;
	l->limit = end;
	if (begin == end) { /* else its last line would be read, for nothing */
		stop(l, 0);
	} else if (begin) {
		/* A line begins here if the byte before is a newline. */
		l->at = begin - 1;
		l->cut = true;
		if (lseek(l->fd, (off_t)l->at, SEEK_SET) < 0)
			stop(l, errno);
	}
	return it;
}

const struct line *iter_lines_ready(struct iter *it, size_t *count)
{
	struct lines *l = (struct lines *)it;

	if (!it || it->ops != &lines_ops)
		return NULL;
	if (l->lent == l->count && !refill(l))
		return NULL;
	*count = l->count - l->lent;
	return l->line + l->lent;
}

void iter_lines_take(struct iter *it, size_t count)
{
	((struct lines *)it)->lent += count;
}

void iter_lines_offsets(const struct iter *it, uint64_t *offset, size_t count)
{
	const struct lines *l = (const struct lines *)it;
	const char *next = l->buffer + l->end; /* what is at at, if read */

	for (size_t i = 0; i < count; i++)
		offset[i] =
			l->at -
			(uint64_t)(next - l->line[l->lent - count + i].text);
}

static struct iter *none_at_a_time(void)
{
	return iter_failed(EINVAL, "iter_line_batches: n must be at least one");
}

struct iter *iter_line_batches(const char *path, size_t n)
{
	if (!path)
		return iter_failed(EINVAL,
				   "iter_line_batches: no file name given");
	if (!n)
		return none_at_a_time();
	return lines_of_file(&batches_ops, path, n);
}

struct iter *iter_line_batches_fd(int fd, const char *name, size_t n)
{
	if (!n)
		return none_at_a_time();
	return lines_of_fd(&batches_ops, fd, name, n);
}
