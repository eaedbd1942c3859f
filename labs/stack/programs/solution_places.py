# Solution: one local and a deep calculation
import xray


def answer(x):
    """Nothing is used before everything is there."""
    return [x, [x, [x, [x, [x, [x, [x, [x]]]]]]]]


# The check. Leave it as it is.
code = answer.__code__
if code.co_nlocals != 1:
    print("Not yet:", code.co_nlocals, "slots for locals, and the task asks for 1.")
    print("Each name that a function binds takes a slot.")
elif code.co_stacksize < 8:
    print("Not yet:", code.co_stacksize, "places to calculate, and the task asks for 8.")
    print("A value takes a place from when it is there until it is used.")
else:
    print("Solved: one slot for a local, and eight places or more to calculate.")
xray.fact("solved", code.co_nlocals == 1 and code.co_stacksize >= 8)
