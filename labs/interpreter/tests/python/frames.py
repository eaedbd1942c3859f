# Frame objects: what they say, what they hold, and when they let go.
import gc
import sys
import weakref

gc.disable()
count = sys.getrefcount


class T:
    pass


def itself():
    frame = sys._getframe()
    kept = T()
    print("its own frame", count(frame), sorted(frame.f_locals))
    return frame


frame = itself()
print("afterwards", count(frame), frame.f_back is sys._getframe(), frame.f_lineno - itself.__code__.co_firstlineno)
print(frame.f_code is itself.__code__, frame.f_globals is globals(), frame.f_builtins is vars(sys.modules["builtins"]))
watch = weakref.ref(frame.f_locals["kept"])
frame = None
print("in a cycle of its own", watch() is not None, gc.collect(), watch() is None)


def caller():
    kept = T()
    callee(weakref.ref(kept))


def callee(watcher):
    global saved, watch
    saved, watch = sys._getframe(1), watcher
    try:
        saved.clear()
    except RuntimeError as error:
        print(error)


caller()
print("saved", watch() is not None, saved.f_back.f_code.co_name, saved.f_lineno - caller.__code__.co_firstlineno)
print("cleared", saved.clear(), watch() is not None, sorted(saved.f_locals))
saved = None


def fail():
    kept = T()
    global watch
    watch = weakref.ref(kept)
    raise ValueError("no")


try:
    fail()
except ValueError as error:
    kept = error
trace = kept.__traceback__
print("an error", watch() is not None, trace.tb_frame is sys._getframe(), trace.tb_next.tb_frame.f_code is fail.__code__)
print(trace.tb_next.tb_next, trace.tb_next.tb_lineno - fail.__code__.co_firstlineno, count(kept))
trace.tb_next.tb_frame.clear()
print("its frame is cleared", watch() is not None, trace.tb_next.tb_frame.f_locals)
trace = kept = None


def generate():
    kept = T()
    global watch
    watch = weakref.ref(kept)
    try:
        yield 1
    finally:
        print("closed")
    yield 2


generator = generate()
print(generator.gi_frame is generator.gi_frame, generator.gi_frame.f_back, sorted(generator.gi_frame.f_locals))
next(generator)
frame = generator.gi_frame
print("waiting", count(frame), frame.f_back, sorted(frame.f_locals))
print("clear closes it", frame.clear(), generator.gi_frame, list(generator))
print("its locals", watch() is not None, sorted(frame.f_locals), watch() is not None)
generator = frame = None


def running():
    try:
        me.gi_frame.clear()
    except RuntimeError as error:
        print(error)
    yield


me = running()
next(me)
me = None


def looked_at(value):
    before = count(value)
    first = locals()
    print(count(value) - before, first is locals(), first is sys._getframe().f_locals)
    first["value"], first["other"] = "changed", 1
    print(type(value).__name__, sorted(locals()), type(first["value"]).__name__)
    del first
    print(count(value) - before)
    value = None
    return sorted(locals())


print(looked_at(T()))


def shared():
    value = 1

    def inner():
        nonlocal value
        value += 1
        return sys._getframe().f_locals, sys._getframe(1).f_locals

    return inner(), locals()["value"]


print(shared()[0][0], sorted(shared()[0][1]), shared()[1])
print(sys._getframe().f_locals is globals(), sys._getframe(0) is sys._getframe(-1))
for depth in (100, "one", 1.5):
    try:
        sys._getframe(depth)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for name in ("f_locals", "f_back", "f_code", "f_globals", "f_builtins", "f_lasti"):
    try:
        setattr(sys._getframe(), name, None)
    except AttributeError as error:
        print(error)


def shown():
    return sys._getframe()


frame = shown()
print(repr(frame).replace(hex(id(frame)), "0x0").replace(__file__ if "__file__" in globals() else "", "program.py"))
try:
    weakref.ref(frame)
except TypeError as error:
    print(error)
try:
    type(frame)()
except TypeError as error:
    print(error)
print(shown().f_lasti > 0, shown().f_lasti % 2)
