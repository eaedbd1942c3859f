# Solution: a kilobyte apart
import xray


def answer():
    """Thirty-two places of 32 bytes."""
    return 0, 32


# The check. Leave it as it is.
first, second = answer()
apart = abs(id(first) - id(second))

if apart == 1024:
    print("Solved: from", first, "to", second, "are 1024 bytes.")
elif -5 <= first <= 256 and -5 <= second <= 256:
    print("Not yet: these two are", apart, "bytes apart.")
else:
    print("Not yet: the table of small ints ends at 256.")
    print("An int beyond it stands wherever there was a free block.")
xray.fact("solved", apart == 1024)
