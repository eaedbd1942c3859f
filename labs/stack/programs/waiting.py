# Frames that wait
import gc

import xray


class Order:
    alive = 0

    def __init__(self):
        Order.alive += 1

    def __del__(self):
        Order.alive -= 1


def waiter():
    order = Order()
    yield "anything else?"
    print("the waiter goes on with", order)


gc.disable()
waiters = [waiter() for _ in range(100_000)]
print("made and not started:", len(waiters), "with orders:", Order.alive)
for each in waiters:
    next(each)
print("all of them wait, with orders:", Order.alive)
xray.fact("waiting", Order.alive)
xray.stack()

each = None
waiters.clear()
print("the list is cleared, orders:", Order.alive)
xray.fact("after", Order.alive)
xray.audit()
