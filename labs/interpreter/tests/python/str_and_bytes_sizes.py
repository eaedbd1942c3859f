# Sizes of strings, bytes and what split makes; subclasses with __dict__ and __slots__
import sys

g = sys.getsizeof
print(g("abc"), g("é"), g("é☕"), g("𝄞"), g(""), g(b""), g(b"abc"), g(bytearray()), g(slice(1)), g(None), g(...))
print(g("a b".split()), g("a b c d e f g h i j k l m n".split()), g("a,b".split(",")), g("x".split()), g("".split()))
print(g("a\nb".splitlines()), g("a b".split(None, 1)), g("a b c".rsplit(" ")), g(b"a b".split()), g(b"a b".split(b" ", 1)))
print(g("ab".upper()), g("é".upper()), g("☕é".replace("☕", "")), g("x".center(10)), g("x".encode("utf-32")))


class Text(str):
    pass


class Bytes(bytes):
    pass


class Array(bytearray):
    pass


class Slotted(str):
    __slots__ = ("a", "b")


class Bare(str):
    __slots__ = ()


print(g(Text("abc")), g(Text("é")), g(Text("☕")), g(Text()), g(Bare("abc")), g(Bytes(b"abc")), g(Bytes()), g(Array(b"abc")))
s = Slotted("a long string here")
s.a = [1]
s.b = "x"
print(g(s), s.a, s.b, s, s + "!", s.upper(), hash(s) == hash("a long string here"), s == "a long string here")
t = Slotted("☕é long string here")
t.a = 5
print(g(t), t, t.a, t[0], t.encode(), {t: 1}["☕é long string here"], str.__basicsize__, Slotted.__basicsize__)
u = Text("q")
u.x = 5
print(u.x, u.__dict__, u, repr(u), len(u))


class Slots:
    __slots__ = ()


class Int(int):
    __slots__ = ()


print(g(Slots()), g(Int(5)))


class K:
    def __del__(self):
        print("del K")

    def __str__(self):
        return "K"

    def __format__(self, spec):
        return "fmt"


print("%s" % K())
print("{}".format(K()))
print("%(a)s" % {"a": K()})
print(str(K()), format(K()))
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason, error.args, repr(error))
try:
    "aé".encode("ascii")
except ValueError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason, error)
for args in [("u",), (1, 2, 3, 4, 5), ("u", "abc", 1, 2, "why"), ("u", "abc", 0, 2, "why")]:
    try:
        print(UnicodeEncodeError(*args))
    except TypeError as error:
        print(error)
