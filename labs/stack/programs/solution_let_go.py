# Solution: the error stays, the order goes
import gc
import weakref

import xray


class Order:
    pass


def cook(order):
    raise OSError("out of gas")


def serve():
    order = Order()
    watch.append(weakref.ref(order))
    cook(order)


def answer(problem):
    """The module's own frame comes first, and it is still running."""
    trace = problem.__traceback__.tb_next
    while trace:
        trace.tb_frame.clear()
        trace = trace.tb_next


# The check. Leave it as it is.
gc.disable()
watch = []
try:
    serve()
except OSError as error:
    problem = error
answer(problem)

lines = 0
trace = problem.__traceback__
while trace:
    lines += 1
    trace = trace.tb_next
alive = watch[0]() is not None

if lines != 3:
    print("Not yet: the traceback has", lines, "lines, and three calls made it.")
    print("The lines stand in the traceback, the locals in its frames.")
elif alive:
    print("Not yet: the order is still alive.")
else:
    print("Solved: three lines are left to read, and the order is gone.")
xray.fact("solved", lines == 3 and not alive)
