# Methods that bytes and bytearray share
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__, error)


class Index:
    def __index__(self):
        return 2


class Own:
    def __bytes__(self):
        return b"own"


class Sub(bytes):
    pass


show(lambda: bytes(), lambda: bytes(3), lambda: bytes([1, 2, 255]), lambda: bytes("é", "utf-8"), lambda: bytes(b"ab"), lambda: bytes(bytearray(b"x")), lambda: bytes(Index()), lambda: bytes(Own()))
show(lambda: bytes("a"), lambda: bytes(-1), lambda: bytes([256]), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: bytes(1, "utf-8"), lambda: bytes(errors="strict"), lambda: bytes(None), lambda: bytes(10**30), lambda: bytes(10**14))
show(lambda: bytes(range(5)), lambda: bytes(x * 2 for x in range(3)), lambda: bytes("é", "ascii"), lambda: bytes("é", "ascii", "ignore"), lambda: bytes(1, 2, 3, 4))
data = b"hello world"
print(bytes(data) is data, data[:] is data, data + b"" is data, b"" + data is data, data.strip() is data, data.replace(b"z", b"y") is data)
print(Sub(b"ab"), type(Sub(b"ab")), type(Sub(b"ab")[:1]), Sub([1]) == b"\x01", hash(b"abc") == hash("abc"), b"a" == "a", b"a" != "a", {b"a": 1}[Sub(b"a")])
for kind in (bytes, bytearray):
    b = kind(b"hello world")
    print(kind.__name__, len(b), b, str(b), list(b)[:3], b[0], b[-1], b[1:4], b[::-1], b[::5], b[3:1])
    show(lambda: b[99], lambda: b["a"], lambda: b[1.5], lambda: b[10**30], lambda: b[::0])
    show(lambda: b + b"!", lambda: b + bytearray(b"!"), lambda: b + "a", lambda: b * 2, lambda: 0 * b, lambda: b * 1.5, lambda: b * 10**30)
    show(lambda: b"ell" in b, lambda: 104 in b, lambda: 300 in b, lambda: "a" in b, lambda: b == b"hello world", lambda: b < b"i", lambda: b < "a", lambda: b == 5, lambda: b >= bytearray(b"a"))
    show(lambda: b.find(b"o"), lambda: b.rfind(b"o"), lambda: b.find(111, 5), lambda: b.find(b"z"), lambda: b.index(b"z"), lambda: b.rindex(b"o", 0, 5), lambda: b.find("a"), lambda: b.find(300), lambda: b.find())
    show(lambda: b.count(b"l"), lambda: b.count(b""), lambda: b.count(108), lambda: b.startswith(b"he"), lambda: b.startswith((b"x", b"h")), lambda: b.endswith(b"ld"), lambda: b.startswith("a"), lambda: b.endswith((1,)))
    show(lambda: b.split(), lambda: b.split(b"o"), lambda: b.split(b"o", 1), lambda: b.rsplit(b"o", 1), lambda: b.rsplit(None, 1), lambda: b.split(b""), lambda: b.split("a"), lambda: kind(b" a\tb\x0b ").split())
    show(lambda: kind(b"a\nb\r\nc\rd\n").splitlines(), lambda: kind(b"a\r\nb").splitlines(True), lambda: b.partition(b" "), lambda: b.rpartition(b"o"), lambda: b.partition(b"z"), lambda: b.rpartition(b"z"), lambda: b.partition(b""))
    show(lambda: kind(b", ").join([b"a", bytearray(b"b")]), lambda: kind(b"").join([]), lambda: kind(b"-").join([1]), lambda: kind(b"-").join("ab"), lambda: kind(b"-").join(5), lambda: kind(b"-").join([b"a"]))
    show(lambda: b.replace(b"l", b"L"), lambda: b.replace(b"l", b"L", 1), lambda: kind(b"abc").replace(b"", b"-"), lambda: b.replace("a", "b"), lambda: b.replace(b"a"))
    show(lambda: kind(b" a ").strip(), lambda: kind(b" a ").lstrip(), lambda: kind(b"xax").rstrip(b"x"), lambda: b.strip("a"), lambda: b.removeprefix(b"he"), lambda: b.removesuffix(b"ld"), lambda: b.removeprefix("a"))
    show(lambda: b.upper(), lambda: b.title(), lambda: b.capitalize(), kind(b"aB").swapcase, kind(b"AB").lower, lambda: b.isalpha(), kind(b"ab").isalpha, kind(b"12").isdigit, kind(b"a1").isalnum, kind(b" \t").isspace)
    show(kind(b"AB1").isupper, kind(b"ab").islower, kind(b"Ab Cd").istitle, kind(b"aB").istitle, b.isascii, kind(b"\xff").isascii, kind(b"").isalpha, kind(b"").isascii, lambda: b.upper(1))
    show(lambda: kind(b"a").center(4), lambda: kind(b"a").ljust(3, b"."), lambda: kind(b"a").rjust(3), lambda: kind(b"-4").zfill(4), lambda: kind(b"a\tb").expandtabs(4), lambda: kind(b"a").center(4, "x"), lambda: kind(b"a").center("b"))
    show(lambda: b.hex(), lambda: kind(b"abcde").hex(":"), lambda: kind(b"abcde").hex(":", 2), lambda: kind(b"abcde").hex(b"-", -2), lambda: kind(b"ab").hex("::"), lambda: kind(b"ab").hex(1), lambda: kind(b"").hex())
    show(lambda: kind.fromhex("61 62 ff"), lambda: kind.fromhex("6"), lambda: kind.fromhex("6g"), lambda: kind.fromhex("zz"), lambda: kind.fromhex(5), lambda: kind.fromhex(""))
    show(lambda: b.decode(), lambda: kind(b"\xc3\xa9").decode("utf8"), lambda: kind(b"\xe9").decode("latin-1"), lambda: kind(b"a\xff").decode(), lambda: kind(b"a\xe9b").decode(), lambda: kind(b"\xe2\x82").decode(), lambda: kind(b"\xe2\x82a").decode())
    show(lambda: kind(b"\xff").decode("ascii"), lambda: kind(b"a\xffb").decode(errors="ignore"), lambda: kind(b"a\xe2\x82b").decode(errors="replace"), lambda: kind(b"\xff").decode("ascii", "backslashreplace"), lambda: b.decode("nope"), lambda: kind(b"\xff").decode("utf-8", "nope"), lambda: b.decode(5))
    show(lambda: kind(b"\xff\xfea\x00").decode("utf-16"), lambda: kind(b"a\x00").decode("utf-16-le"), lambda: kind(b"\x00\x00\x00a").decode("utf-32-be"), lambda: kind(b"\xed\xa0\x80").decode(), lambda: kind(b"\xf0\x9f").decode(errors="replace"), lambda: kind(b"\xc0\x80").decode(errors="replace"))
    show(lambda: b.translate(bytes.maketrans(b"lo", b"01")), lambda: b.translate(None, b"l"), lambda: b.translate(None, delete=b"o"), lambda: b.translate(b"a"), lambda: b.translate("a"), lambda: kind.maketrans(b"a", b"bc"))
print(b"\x00\t\n\r\\'\"\x7f\xff", b"it's", b'say "hi"', bytearray(b"it's"))
i = iter(b"ab")
print(type(i).__name__, next(i), next(i), next(i, "end"), next(i, "end"))
show(lambda: hash(bytearray(b"a")), lambda: {bytearray(): 1})
