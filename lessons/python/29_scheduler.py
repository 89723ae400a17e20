# SPDX-License-Identifier: MIT
# The twin of 29_scheduler.c: prints the same, with a queue of what is ready.
from collections import deque


class Task:
    def __init__(self, tid, target):
        self.tid, self.target = tid, target
        self.sendval = None


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.taskmap = {}
        self.exit_waiting = {}
        self.last_tid = 0

    def new(self, target):
        self.last_tid += 1
        task = Task(self.last_tid, target)
        self.taskmap[task.tid] = task
        self.ready.append(task)
        return task.tid

    def exit(self, task):
        print("Task %d terminated" % task.tid)
        del self.taskmap[task.tid]
        self.ready.extend(self.exit_waiting.pop(task.tid, []))

    def mainloop(self):
        while self.ready:
            task = self.ready.popleft()
            try:
                call = task.target.send(task.sendval)
            except StopIteration:
                self.exit(task)
                continue
            task.sendval = call(self, task) if call else None
            if self.waits(task) is None:
                self.ready.append(task)

    def waits(self, task):
        for tid, waiting in self.exit_waiting.items():
            if task in waiting:
                return tid


# The system calls: what is yielded is called with the scheduler and the task.
def GetTid():
    return lambda sched, task: task.tid


def NewTask(target):
    return lambda sched, task: sched.new(target)


def KillTask(tid):
    def handle(sched, task):
        other = sched.taskmap.get(tid)
        if not other:
            return 0
        if sched.waits(other):
            sched.exit_waiting[sched.waits(other)].remove(other)
            sched.ready.append(other)
        other.target.close()
        return 1
    return handle


def WaitTask(tid):
    def handle(sched, task):
        if tid not in sched.taskmap:
            return 0
        sched.exit_waiting.setdefault(tid, []).append(task)
        return tid
    return handle


def foo():
    tid = yield GetTid()
    for i in range(3):
        print("I'm foo", tid)
        yield


def main():
    child = yield NewTask(foo())
    print("Waiting for child")
    yield WaitTask(child)
    print("Child done")
    child = yield NewTask(foo())
    yield
    yield
    if (yield KillTask(child)):
        print("main done")


sched = Scheduler()
sched.new(main())
sched.mainloop()
