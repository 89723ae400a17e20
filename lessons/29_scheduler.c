/* SPDX-License-Identifier: MIT */
/*
 * 29_scheduler - what is an operating system, to a generator?
 *
 * You will see: tasks that take turns, though each is an ordinary function.
 * main starts a task and waits for its end; starts another, and kills it.
 * New here: a yield is a trap: the item asks for a service of the system, and
 *   the answer is sent back.  A bare yield, of NULL, asks for none: it gives up
 *   the rest of the turn; who resumes then gets &gen_none, for NULL is the end.
 * Comes from: Beazley's Curious Course, parts 5 to 8: pyos2.py to pyos8.py.
 *   A task of his needs a trampoline to call what traps; PEP 380 brought him
 *   yield from.  Here any function may trap, at any depth, as trap() does.
 * Leads to: your own.  Add a service: sleep for some rounds; send to a task.
 *
 * Predict: main kills its child and then prints "main done".  The system
 *   prints "Task 3 terminated" when it sees that the child has ended.  Which
 *   of the two comes first?
 * Answer: "Task 3 terminated".  To ask for the kill is to yield: the child's
 *   turn comes before main's next one, and finds that it is closed.
 */
#include <stdio.h>

#include <generator.h>

enum { TASKS = 7 };
static int last_tid;
static struct task {
	struct gen *target; /* NULL: it has ended */
	int waits_for;      /* the tid of another, while that has not ended */
	int answer;
	const int *message; /* the answer, once there is somebody to hear it */
} tasks[TASKS + 1];         /* by tid; 0 is nobody's */

struct call {
	enum service { GET_TID, NEW_TASK, KILL_TASK, WAIT_TASK } service;
	int tid;            /* to kill, to wait for: what NEW_TASK answered */
	struct gen *target; /* to run as a new task */
};

/* Inside a task.  Returns 0 if it cannot be done, or when told to leave. */
static int trap(struct gen *self, enum service s, int tid, struct gen *target)
{
	struct call call = { s, tid, target };

	return gen_yield(self, &call) ? *(const int *)gen_sent(self) : 0;
}

static int serve(int tid, const struct call *call)
{
	const bool known = call->tid > 0 && call->tid <= TASKS;
	struct task *other = &tasks[known ? call->tid : 0]; /* else nobody */

	switch (call->service) {
	case GET_TID:
		return tid;
	case NEW_TASK:
		if (last_tid == TASKS)
			return gen_free(call->target), 0;
		tasks[++last_tid].target = call->target;
		return last_tid;
	case WAIT_TASK:
		return other->target ? tasks[tid].waits_for = call->tid : 0;
	case KILL_TASK:
		other->waits_for = 0; /* it ends at its next turn */
		return other->target && gen_close(other->target) == 0;
	}
	return 0;
}

/* Round and round, until in a whole round nobody is ready. */
static void schedule(void)
{
	for (int tid = 1, idle = 0; idle++ < TASKS; tid = tid % TASKS + 1) {
		struct task *t = &tasks[tid];
		const void *item;

		if (!t->target || tasks[t->waits_for].target)
			continue;
		idle = 0;
		item = gen_send(t->target, t->message);
		t->message = &t->answer;
		if (!item) {
			printf("Task %d %s\n", tid,
			       gen_error(t->target) ? "failed" : "terminated");
			gen_free(t->target);
			t->target = NULL;
		} else if (item != &gen_none) {
			t->answer = serve(tid, item);
		}
	}
}

static const void *foo(struct gen *self, void *no_args)
{
	int tid = trap(self, GET_TID, 0, NULL);

	for (int i = 0; tid && i < 3; i++) {
		printf("I'm foo %d\n", tid);
		if (!gen_yield(self, NULL))
			break;
	}
	return (void)no_args, NULL;
}

static const void *main_task(struct gen *self, void *no_args)
{
	int child = trap(self, NEW_TASK, 0, gen_new(foo, NULL, 0));

	printf("Waiting for child\n");
	if (!child || !trap(self, WAIT_TASK, child, NULL))
		return (void)no_args, NULL;
	printf("Child done\n");
	child = trap(self, NEW_TASK, 0, gen_new(foo, NULL, 0));
	if (child && gen_yield(self, NULL) && gen_yield(self, NULL) &&
	    trap(self, KILL_TASK, child, NULL))
		printf("main done\n");
	return NULL;
}

int main(void)
{
	tasks[++last_tid].target = gen_new(main_task, NULL, 0);
	schedule();
	return 0;
}
