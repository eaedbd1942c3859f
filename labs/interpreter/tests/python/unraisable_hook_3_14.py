# Python 3.14
# What sys.unraisablehook is told of exceptions that nobody can catch.
import gc
import sys
import weakref


class Failing:
    def __del__(self):
        raise ValueError("in __del__")


class Thing:
    pass


def failing_callback(reference):
    raise KeyError("in a callback")


def failing_generator():
    try:
        yield
    finally:
        raise IndexError("in a generator")


def failing_collector_callback(phase, info):
    raise OSError(phase)


def name(thing):
    return getattr(thing, "__name__", type(thing).__name__)


def without_repr(message):
    return message and message.split(" <")[0]


reports = []


def hook(report):
    print(name(report.exc_type), repr(report.exc_value), without_repr(report.err_msg), name(report.object))
    print(report.exc_traceback.tb_lineno, report.exc_traceback is report.exc_value.__traceback__)
    print(sys.getrefcount(report), sys.getrefcount(report.exc_value), len(report), report[0] is report.exc_type)
    reports.append(report)


class Output:
    """Keeps what goes to sys.stderr."""

    text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass

    def show(self):
        """Prints it without addresses and places."""
        for line in self.text.split("\n"):
            if line and not line.startswith("  "):
                print(line.split(" at 0x")[0])
        self.text = ""


print(sys.unraisablehook is sys.__unraisablehook__, sys.unraisablehook)
sys.unraisablehook = hook
Failing()
thing = Thing()
reference = weakref.ref(thing, failing_callback)
del thing
generator = failing_generator()
next(generator)
del generator
gc.callbacks.append(failing_collector_callback)
gc.collect()
gc.callbacks.clear()
kind = type(reports[0])
print(kind, kind.__module__, kind.__name__, isinstance(reports[0], tuple))
print(repr(reports[0]).split(", ")[0])


def failing_hook(report):
    raise RuntimeError("in the hook")


sys.stderr = output = Output()
sys.unraisablehook = failing_hook
Failing()
output.show()
sys.unraisablehook = None
Failing()
output.show()
del sys.unraisablehook
Failing()
output.show()
sys.unraisablehook = sys.__unraisablehook__
Failing()
output.show()
print(sys.__unraisablehook__(reports[0]))
output.show()
sys.unraisablehook = lambda report: print("passed on") or sys.__unraisablehook__(report)
Failing()
output.show()
for wrong in ((), (1, 2), (1,), (tuple(reports[0]),)):
    try:
        sys.__unraisablehook__(*wrong)
    except TypeError as error:
        print(error)
for message, thing in ((None, None), ("A message", None), ("A message", 5), (None, 5)):
    sys.__unraisablehook__(kind((ValueError, ValueError("made"), None, message, thing)))
sys.__unraisablehook__(kind((ValueError, None, None, None, 5)))
output.show()
