# slice objects, None, NotImplemented and ...
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__, error)


class Index:
    def __index__(self):
        return 3


s = slice(1, 10, 2)
print(s, slice(5), slice(1, 2), slice("a", None, [1]), s.start, s.stop, s.step, slice(5).start)
print(s.indices(5), s.indices(100), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(10**30, None).indices(10**40), slice(Index()).indices(9))
print([slice(a, b, c).indices(4) for a in (None, -9, 2, 9) for b in (None, -9, 2, 9) for c in (None, -1, 3)])
show(lambda: s.indices(-1), lambda: s.indices("a"), lambda: slice("a").indices(3), lambda: slice(1, 2, 0).indices(3), lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(stop=1))
print(s == slice(1, 10, 2), s != slice(1, 10), s == 5, slice(1) < slice(2), slice(1, 2) > slice(1, 1), s <= s, s < s)
print(hash(s) == hash(slice(1, 10, 2)), {slice(1, 2): "v"}[slice(1, 2)], hash(slice(1, 2, 3)))
show(lambda: hash(slice([])), lambda: setattr(s, "start", 5), lambda: slice(1) < 5)


class Seq:
    def __getitem__(self, key):
        return key


print(Seq()[1:2], Seq()[::], Seq()[1:2, 3], Seq()[...], Seq()[1:2:3].step)
print(None, NotImplemented, ..., repr(None), str(Ellipsis), bool(None), bool(...), not None)
print(type(None), type(NotImplemented), type(...), type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented)
show(lambda: type(None)(1), lambda: type(...)(1), lambda: None + 1, lambda: None(), lambda: None[0], lambda: len(None), lambda: None.x, lambda: None < None, lambda: setattr(None, "x", 1))
print(None == None, None is None, hash(None), None.__hash__(), None.__bool__(), None.__repr__(), None in [None])
