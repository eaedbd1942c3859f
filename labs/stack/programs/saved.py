# An error that keeps a call's locals
import gc
import weakref

import xray


class Order:
    pass


def cook(order):
    pan = bytearray(1_000_000)
    raise OSError("out of gas")


def serve():
    order = Order()
    watch.append(weakref.ref(order))
    cook(order)


def alive():
    return watch[0]() is not None


gc.disable()
watch = []
try:
    serve()
except OSError as error:
    problem = error

print("the call is over, and its order is alive:", alive())
xray.fact("kept", alive())
trace = problem.__traceback__
while trace:
    frame = trace.tb_frame
    names = [] if frame.f_code.co_name == "<module>" else sorted(frame.f_code.co_varnames)
    print("a frame of", frame.f_code.co_name, "with the locals", names)
    trace = trace.tb_next
pan = frame.f_locals["pan"]
print("bytes in the pan of the last one:", len(pan))
xray.fact("pan", len(pan))
frame = pan = None
xray.referrers(watch[0]())
del problem
print("the error is deleted, and the order is alive:", alive())
xray.fact("after", alive())
