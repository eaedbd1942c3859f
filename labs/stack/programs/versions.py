# What a call does from version to version
import sys
import weakref

import xray


class Guest:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def two_locals():
    first = Guest("the first")
    second = Guest("the last")


def holders(*guests):
    """The count of the tuple that a running call was given unpacked."""
    return sys.getrefcount(table)


def waiting(guest):
    try:
        yield
    finally:
        log.append("closed")


def waiting_plainly():
    def steps():
        yield

    return steps


def told(action):
    """What an action ends with."""
    try:
        action()
    except (RuntimeError, TypeError, ValueError) as error:
        return type(error).__name__
    return "done"


def remove_added():
    places = sys._getframe().f_locals
    places["guest"] = "Ann"
    del places["guest"]


log = []
two_locals()
print("of two locals, dies before the other:", log[0])
xray.fact("dies_first", log[0])

log = []
generator = waiting(Guest("Ann"))
generator.close()
print("a generator was closed before it started, and its argument is dead:", log == ["Ann"])
xray.fact("argument_of_unstarted", "dead" if log == ["Ann"] else "alive")

function = waiting_plainly()
generator = function()
next(generator)
function = weakref.ref(function)
generator.close()
state = "dead" if function() is None else "alive"
print("a generator that waited is closed, and its function is", state)
xray.fact("function_of_closed", state)

log = []
generator = waiting(None)
next(generator)
clearing = told(generator.gi_frame.clear)
print("clearing the frame of a generator that waits:", clearing, *log)
xray.fact("clear_waiting", clearing)

removing = told(remove_added)
print("taking out a local that f_locals was given:", removing)
xray.fact("remove_added", removing)

table = ("Ann", "Bob")
before = sys.getrefcount(table)
print("a running call f(*table) holds the tuple, counts more:", holders(*table) - before)
xray.fact("unpacked", holders(*table) - before)
