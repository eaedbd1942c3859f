# Where a frame is while another runs: behind its caches if that one runs in the same loop, at the instruction if native code called.
import dis
import sys


def operation(code, offset):
    last = [it for it in dis.get_instructions(code) if it.offset <= offset][-1]
    return last.opname, offset - last.offset


def caller():
    return place(sys._getframe(2))


def place(frame):
    return frame.f_lasti, frame.f_lineno - frame.f_code.co_firstlineno


def show(function, found):
    print(function.__name__, found, operation(function.__code__, found[0]))


class Special:
    def __init__(self):
        self.seen = caller()

    @property
    def tall(self):
        return caller()

    def method(self):
        return caller()

    def __getattr__(self, name):
        return caller()

    def __call__(self):
        return caller()

    def __add__(self, other):
        return caller()

    def __getitem__(self, index):
        return caller()

    def __eq__(self, other):
        return caller()

    def __enter__(self):
        return caller()

    def __exit__(self, *exception):
        self.seen = caller()


special = Special()


def here():
    return caller()


def call():
    x = 1
    return here()


def call_unpacked():
    return here(*())


def call_in_native():
    return list(map(lambda _: caller(), [1]))[0]


def call_instance():
    return special()


def call_method():
    return special.method()


def make():
    return Special().seen


def attribute():
    return special.tall


def missing_attribute():
    return special.short


def add():
    return special + 1


def item():
    return special[1]


def equal():
    return special == 1


def enter():
    with special as found:
        return found


def leave():
    with special:
        pass
    return special.seen


def decorator(function):
    found = caller()
    return lambda: found


def decorate():
    @decorator
    def decorated():
        pass

    return decorated()


def class_body():
    class Local:
        found = caller()

    return Local.found


for function in (
    call, call_unpacked, call_in_native, call_instance, call_method, make, attribute, missing_attribute,
    add, item, equal, enter, leave, decorate, class_body,
):
    show(function, function())


def generator():
    yield place(sys._getframe(1))


def delegate():
    yield from generator()


def loop():
    for found in generator():
        return found


delegating = delegate()
show(delegate, next(delegating))
show(delegate, place(delegating.gi_frame))
unstarted = delegate()
show(delegate, place(unstarted.gi_frame))
show(loop, loop())


class Around:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False


def fail():
    1 / 0


def fail_in_with():
    with Around():
        fail()


def fail_in_try():
    try:
        fail()
    finally:
        x = 1


def fail_in_handler():
    try:
        fail()
    except KeyError:
        pass


def fail_again():
    try:
        fail()
    except ZeroDivisionError as error:
        raise


def fail_in_generator():
    def failing():
        yield fail()

    yield from failing()


def fail_of_next():
    return next(fail_in_generator())


for function in (fail, fail_in_with, fail_in_try, fail_in_handler, fail_again, fail_of_next):
    try:
        function()
    except ZeroDivisionError as error:
        trace = error.__traceback__.tb_next
        while trace:
            code = trace.tb_frame.f_code
            line = trace.tb_lineno - code.co_firstlineno
            print(code.co_name, trace.tb_lasti, line, operation(code, trace.tb_lasti), place(trace.tb_frame))
            trace = trace.tb_next


def keep():
    def inner():
        return sys._getframe(1)

    frame = inner()
    return frame


show(keep, place(keep()))
