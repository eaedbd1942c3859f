# Constants of one text
import xray


def outer():
    def inner():
        return 1000, 1.5, "hello world", (1, 2)

    return inner(), (1000, 1.5, "hello world", (1, 2))


def other():
    return 1000, 1.5, "hello world", (1, 2)


here = 1000, 1.5, "hello world", (1, 2)
first, second = outer()
for number, value in enumerate(here):
    places = {id(value), id(first[number]), id(second[number]), id(other()[number])}
    print(repr(value), "written four times, objects:", len(places))
    xray.fact("objects_" + str(number), len(places))

made = int("1000"), float("1.5"), " ".join(["hello", "world"]), tuple([1, 2])
print("made while running, and the same:", [a is b for a, b in zip(here, made)])
xray.fact("made", [a is b for a, b in zip(here, made)])
