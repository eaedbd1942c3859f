# gc.get_referents, gc.get_referrers, gc.get_objects: the graph as the collector sees it.
import gc

gc.disable()
gc.collect()


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Tail(list):
    pass


def name(value):
    if isinstance(value, (type, type(name))):
        return value.__qualname__
    if isinstance(value, dict) and "__name__" in value:
        return "module's dict"
    if type(value) is tuple:
        return f"({', '.join(map(name, value))})"
    if type(value).__repr__ is object.__repr__:
        return type(value).__name__ + "()"
    return repr(value)


def referents(*objects):
    print([name(it) for it in gc.get_referents(*objects)])


print("referents")
referents([1, "a", None, [2]])
referents((1, [2], (3,)))
referents({"a": 1, "b": [2]}, {(1, 2): 3})
referents({5})
referents(frozenset([6]))
referents([1], [2], [1])
referents(slice(1, [2], None))
p = Plain()
referents(p)
p.a, p.b = [1], "text"
referents(p)
p.__dict__
print([name(it) if it is not p.__dict__ else "its dict" for it in gc.get_referents(p)])
s = Slotted()
referents(s)
s.a = [7]
referents(s)
t = Tail([8, 9])
referents(t)
referents(iter([1, 2]), iter((3, 4)), reversed([5]))
referents(enumerate([1]), zip([1], [2]), map(len, [[3]]), filter(None, [4]))


def outer(argument=[1], *, keyword=[2]):
    def inner():
        return argument

    return inner


inner = outer()
print([name(it) for it in gc.get_referents(inner.__closure__[0])])
print(sorted(type(it).__name__ for it in gc.get_referents(outer)))
print([name(it) for it in gc.get_referents(t.append)])
print([name(it) for it in gc.get_referents(p.__eq__)])
print([type(it).__name__ for it in gc.get_referents(p.__init__)])
referents(staticmethod(len), classmethod(outer))
referents(property(outer))
referents(super(Plain, p))
print([name(it) for it in gc.get_referents(list[int])])
referents(int, 1, "a", None, 1.5, b"b", range(9))
print(sorted(type(it).__name__ for it in gc.get_referents(Plain)))
e = ValueError("message", [1])
referents(e)

print("referrers")
target = []
holders = [[target], (target, 1), {"k": target}, {"other": 1}, [1]]
p = Plain()
p.held = target
s = Slotted()
s.b = target


def shown(found):
    known = [(globals(), "globals"), (holders, "holders"), (p, "p"), (s, "s")]
    for value in found:
        for object, text in known:
            if value is object:
                print("  ", text)
                break
        else:
            print("  ", name(value))


shown(gc.get_referrers(target))
print("of two")
other = []
box = [other]
pair = [target, other]
shown(gc.get_referrers(target, other))
print("of nothing, of an atom that nobody holds")
print(gc.get_referrers(), gc.get_referrers(float("2.75")))
print("only tracked objects are found")
number = float("12345.5")
untracked = {"n": number}
tracked = {"n": number, "l": []}
print(gc.is_tracked(untracked), [it is tracked for it in gc.get_referrers(number) if it is not globals()])
print("a class is held by its instances")
print([it is p for it in gc.get_referrers(Plain) if isinstance(it, Plain)])
print("locals of a running function are no object")


def local():
    mine = []
    return gc.get_referrers(mine)


print(local())
print("the list itself")
loop = []
loop.append(loop)
print([it is loop for it in gc.get_referrers(loop) if it is not globals()])
print("frozen objects are not found")
lonely = [number]
gc.freeze()
print(any(it is lonely for it in gc.get_referrers(number)))
gc.unfreeze()
print(any(it is lonely for it in gc.get_referrers(number)))

print("objects by generation")


def generation_of(value):
    return [g for g in range(3) if any(it is value for it in gc.get_objects(g))]


new = []
print(generation_of(new))
gc.collect(0)
print(generation_of(new))
gc.collect(0)
print(generation_of(new))
gc.collect(1)
print(generation_of(new))
gc.collect(1)
print(generation_of(new))
gc.collect(2)
print(generation_of(new), generation_of({}), generation_of(1))
gc.freeze()
print(generation_of(new), any(it is new for it in gc.get_objects()))
fresh = []
print(generation_of(fresh), gc.get_count()[1:])
gc.unfreeze()
print(generation_of(new), generation_of(fresh))
print("the answer is not in itself")
answer = gc.get_objects()
print(any(it is answer for it in answer), any(it is answer for it in gc.get_objects()))
del answer
print("in the order in which they came to be")
a, b, c = [], {"l": []}, Plain()
young = [it for it in gc.get_objects(0) if it is a or it is b or it is c]
print(young[0] is a, young[1] is b, young[2] is c)
del young
gc.collect()
old = [it for it in gc.get_objects(2) if it is a or it is b or it is c]
print(old[0] is a, old[1] is b, old[2] is c)
