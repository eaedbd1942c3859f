# What a return lets go
import xray


class Probe:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "dies")


def visit(guest):
    early = Probe("early")
    late = Probe("late")
    result = Probe("result")
    xray.frames()
    print("about to return")
    return result


guest = Probe("guest")
answer = visit(guest)
print("returned", answer.name)

answer = None
print("end of the program")
