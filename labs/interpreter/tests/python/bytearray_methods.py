# What a bytearray can do that bytes cannot
import sys


def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__, error)


class Sub(bytearray):
    pass


a = bytearray(b"abc")
same = a
a.append(100)
a.extend(b"ef")
a.extend([103, 104])
a.extend(x for x in (105,))
a += b"j"
a.insert(0, 48)
a.insert(-1, 49)
a.insert(99, 50)
print(a, a is same, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(99)
a.reverse()
print(a, a.copy() == a, a.copy() is a)
a[0] = 65
a[1:3] = b"xyz"
a[-1:] = [1, 2, 3]
a[::2] = b"-" * len(a[::2])
print(a)
del a[0]
del a[1:3]
del a[::2]
print(a)
a *= 3
print(a, a is same)
a.clear()
print(a, bool(a), bool(bytearray(1)))
a = bytearray(b"abc")
show(lambda: a.append(256), lambda: a.append("a"), lambda: a.append(b"a"), lambda: a.append(), lambda: a.extend("ab"), lambda: a.extend(5), lambda: a.extend([300]), lambda: a.insert(0), lambda: a.insert(0, 256))
show(lambda: a.pop(9), lambda: bytearray().pop(), lambda: a.remove(9), lambda: a.remove(300), lambda: a.pop("a"), lambda: a.__setitem__(9, 1), lambda: a.__setitem__(0, 256), lambda: a.__setitem__(0, "a"), lambda: a.__setitem__("a", 1))
show(lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__setitem__(slice(0, 1), "x"), lambda: a.__setitem__(slice(None, None, 2), b"xyz"), lambda: a.__delitem__(9), lambda: a.__iadd__("a"))
show(lambda: bytearray("a"), lambda: bytearray(-1), lambda: bytearray([256]), lambda: bytearray("é", "utf-8"), lambda: bytearray(None), lambda: bytearray(1.5), lambda: bytearray(10**14), lambda: bytearray(1, 2, 3, 4))
print(a, Sub(b"ab"), type(Sub(b"ab")[:1]), type(Sub(b"ab") + b"c"))
sizes = []
growing = bytearray()
for n in range(40):
    size = sys.getsizeof(growing)
    if not sizes or sizes[-1] != size:
        sizes.append(size)
    growing.append(n)
print(sizes)
print(sys.getsizeof(bytearray(10)), sys.getsizeof(bytearray(b"abc")), growing.__alloc__())
while growing:
    growing.pop()
print(growing.__alloc__(), sys.getsizeof(growing))
