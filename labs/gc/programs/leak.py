# No collector: what a running program loses
import gc

import xray


class Request:
    def __init__(self, number):
        self.number = number
        self.reply = Reply(self)


class Reply:
    def __init__(self, request):
        self.request = request


def living():
    return sum(type(thing) in (Request, Reply) for thing in gc.get_objects())


def serve(requests):
    for number in range(requests):
        Request(number)


gc.collect()
gc.disable()
for _ in range(3):
    serve(500)
    print("served 500 requests, alive:", living())
xray.fact("alive", living())

gc.collect()
print("after a collection:", living())
xray.fact("after", living())

Reply.__init__ = lambda self, request: None
serve(500)
print("without the way back, alive:", living())
xray.fact("mended", living())
