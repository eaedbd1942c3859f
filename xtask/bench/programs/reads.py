# What a line costs: one that reads a slot, ones that look a name up, and ones that make something.
#
# Every interpreter gets this text with one more line, a call of `measure`. All times are nanoseconds for one run of the line,
# in which the thread had the processor: a loop that runs it ten times a turn, less a loop that does nothing.
import gc
import time

TURNS = 20_000
LINES = 10

shared = object()


def nothing():
    pass


def time_of(line):
    # The line stands in a function of its own, as a program's lines do.
    lines = "".join("        " + line + "\n" for _ in range(LINES if line != "pass" else 1))
    namespace = {"shared": shared, "nothing": nothing}
    exec("def run(slot, turns):\n    for _ in range(turns):\n" + lines, namespace)
    run = namespace["run"]
    # The first turns are not timed: CPython specialises instructions on the way.
    run(shared, TURNS // 10)
    start = time.thread_time_ns()
    run(shared, TURNS)
    return time.thread_time_ns() - start


def measure(line, repeats):
    gc.disable()
    times = []
    for _ in range(repeats):
        loop = time_of("pass")
        times.append(max(0, time_of(line) - loop) / (TURNS * LINES))
    print(times)
