# range and its iterators.
def show(label, action):
    try:
        print(label, repr(action()))
    except Exception as error:
        print(label, type(error).__name__, error)

ranges = [range(0), range(5), range(2, 10, 3), range(10, 0, -3), range(5, 5), range(-3, 3), range(2 ** 63, 2 ** 63 + 3),
          range(0, 10 ** 30, 10 ** 29), range(10, 0)]
for r in ranges:
    show("r", lambda: (r, list(r), list(reversed(r)), r.start, r.stop, r.step, bool(r)))
    show("len", lambda: len(r))
    show("item", lambda: (r[0], r[-1]))
    show("slice", lambda: (r[1:], r[::-1], r[:2], r[5:1:-2], r[-2:], r[::2], r[10:], r[:-10]))
    show("hash", lambda: hash(r))
    for x in [0, 2, 5, 7, 2 ** 63 + 1, 1.0, 2.5, "x", True, None]:
        show("in", lambda: (x in r, r.count(x)))
        show("index", lambda: r.index(x))
show("eq", lambda: (range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(3) == range(4), range(3) != range(4), range(3) == [0, 1, 2], range(5, 6) == range(5, 9, 10)))
show("range()", lambda: range())
show("range(0)", lambda: range(1, 2, 0))
show("range(1.5)", lambda: range(1.5))
show("range('x')", lambda: range("x"))
show("range4", lambda: range(1, 2, 3, 4))
show("kw", lambda: range(stop=3))
show("out", lambda: range(3)[3])
show("out", lambda: range(3)[-4])
show("key", lambda: range(3)["x"])
show("set", lambda: setattr(range(3), "start", 1))
show("len", lambda: len(range(10 ** 30)))
show("big", lambda: (range(10 ** 30)[10 ** 29], 10 ** 29 in range(10 ** 30)))
show("<", lambda: range(3) < range(4))
it = iter(range(3))
show("it", lambda: (it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__()))
show("it", lambda: next(it))
show("types", lambda: (type(iter(range(3))).__name__, type(iter(range(10 ** 20))).__name__, type(reversed(range(3))).__name__))
show("big it", lambda: [x for x in range(10 ** 20, 10 ** 20 + 3)])
class Indexed:
    def __index__(self):
        return 4
show("index", lambda: (range(Indexed()), list(range(Indexed())), range(True), range(10)[Indexed()]))
show("hash eq", lambda: hash(range(0)) == hash(range(3, 3)))
