/* SPDX-License-Identifier: MIT */
/*
 * 32_same_fringe - do two trees have the same leaves?
 *
 * You will see: the words of a text as the leaves of two trees, one as deep as
 * a list, one balanced; both walked side by side, up to the first difference.
 * make 32 FILE=some.txt takes the first 200 words of a text of yours.
 * New here: a body that recurses.  leaves() is an ordinary function, and yields
 *   from as deep as it has got: one generator walks a tree, where Python needs
 *   one for each node and yield from (lesson 19).
 * Comes from: an old riddle.  Two recursions, each in the middle of its tree:
 *   without coroutines only one of them can be the one that calls.
 * Leads to: gen_yield() in <generator.h>, "from any depth of calls".
 *
 * Predict: Two trees of 193 nodes each, 97 of them words, differ in the sixth
 *   word.  How many nodes are visited until that is known?  And how many, if
 *   the leaves of each are first put into a list?
 * Answer: 27 in place of 386.  The balanced tree has to be descended seven
 *   deep for its first word; behind the sixth, neither walk goes on.
 */
#include <err.h>
#include <stdio.h>
#include <string.h>

#include <generator.h>

enum { MOST = 200 };

struct node {
	const char *word; /* of a leaf; else NULL, and there are two below */
	const struct node *left, *right;
};

static int visited;

static const struct node *tree(const char **words, int n, bool balanced)
{
	static struct node nodes[8 * MOST];
	static int used;
	struct node *node = &nodes[used++];
	int left = balanced ? n / 2 : 1;

	if (n == 1)
		node->word = *words;
	else
		*node = (struct node){
			.left = tree(words, left, balanced),
			.right = tree(words + left, n - left, balanced),
		};
	return node;
}

static bool leaves(struct gen *self, const struct node *node)
{
	visited++;
	if (node->word)
		return gen_yield(self, node->word);
	return leaves(self, node->left) && leaves(self, node->right);
}

static const void *fringe(struct gen *self, void *root)
{
	return leaves(self, root) ? "all of it" : NULL;
}

static void compare(const struct node *one, const struct node *other)
{
	GEN_AUTO struct gen *g = gen_new(fringe, one, sizeof *one);
	GEN_AUTO struct gen *h = gen_new(fringe, other, sizeof *other);
	const char *a, *b;
	int same = -1;

	visited = 0;
	do {
		same++;
		a = gen_next(g);
		b = gen_next(h);
	} while (a && b && !strcmp(a, b));
	if (gen_error(g) || gen_error(h))
		errx(1, "%s", (const char *)iter_detail(NULL));
	printf("%d the same, then %s and %s: %d nodes visited\n", same,
	       a ? a : "the end", b ? b : "the end", visited);
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "assets/sample.txt";
	FILE *file = fopen(path, "r");
	static char text[1 << 16];
	const char *words[MOST];
	const struct node *list;
	int n = 0;

	if (!file)
		err(1, "%s", path);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	if (ferror(file))
		err(1, "%s", path);
	fclose(file);
	for (char *at = text; n < MOST && (at = strtok(at, " \t\r\n"));
	     at = NULL)
		words[n++] = at;
	if (n < 6)
		errx(1, "%s: fewer than 6 words", path);
	list = tree(words, n, false);
	compare(list, tree(words, n, true));
	compare(list, tree(words, n - 1, true));
	words[5] = "cheese.";
	compare(list, tree(words, n, true));
	return 0;
}
