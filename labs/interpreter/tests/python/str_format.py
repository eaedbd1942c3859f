# str.format, str.format_map, format() and % of strings
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__, error)


class Point:
    x = 3

    def __format__(self, spec):
        return "<" + spec + ">"

    def __getitem__(self, key):
        return repr(key)

    def __str__(self):
        return "point"

    def __repr__(self):
        return "Point☕"


class Number:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5

    def __index__(self):
        return 8


p = Point()
show(lambda: "{} {}".format(1, 2), lambda: "{1} {0}".format(1, 2), lambda: "{a}{b}".format(a=1, b="x"), lambda: "{{}}".format(), lambda: "{0.x} {0[k]} {0[5]}".format(p))
show(lambda: "{!r} {!s} {!a}".format(p, p, p), lambda: "{:spec}".format(p), lambda: "{:{}}".format("a", 5), lambda: "{:{w}.{p}}|".format("abcdef", w=5, p=2))
show(lambda: "{:>6}|{:<6}|{:^6}|{:*^7}".format("ab", "ab", "ab", "ab"), lambda: "{:5.1f} {:+d} {:,} {:x} {:#b} {:%}".format(3.14159, 5, 1234567, 255, 5, 0.5))
show(lambda: "{}".format(), lambda: "{a}".format(), lambda: "{0}{}".format(1, 2), lambda: "{}{0}".format(1, 2), lambda: "{".format(), lambda: "}".format())
show(lambda: "{!x}".format(1), lambda: "{!}".format(1), lambda: "{:{:{}}}".format(1, 2, 3), lambda: "{0.y}".format(p), lambda: "{0[}".format(p), lambda: "{0]}".format(p))
show(lambda: "{:d}".format("a"), lambda: "{:5}".format(None), lambda: "{}".format(None), lambda: "{:s}".format(1), lambda: "{:=5}".format("a"), lambda: "{:+}".format("a"))
show(lambda: "{0[0]}{0[1]}".format([1, 2]), lambda: "{0[a]}".format({"a": 1}), lambda: "{0[9]}".format([1]), lambda: "{0[b]}".format({"a": 1}), lambda: "{:999999999999}".format("a"))
show(lambda: "{a} {b[0]}".format_map({"a": 1, "b": "xy"}), lambda: "{}".format_map({}), lambda: "{a}".format_map({}), lambda: "{a}".format_map(5), lambda: "{a}".format_map(p), lambda: "x".format_map())
show(lambda: "é{}☕{}".format("ñ", "𝄞"), lambda: "{:☕>4}".format("a"))
show(lambda: format("abc", ">5"), lambda: format("abc", "5.2"), lambda: format("abc", "d"), lambda: format("abc", ""), lambda: "a".__format__(1), lambda: format("a", 1))

show(lambda: "%s %r %a" % (p, p, p), lambda: "%d %i %u" % (1, 2.9, True), lambda: "%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 4, 5), lambda: "%x %X %o %#x %#o" % (255, 255, 8, 255, 8))
show(lambda: "%.2f %e %g %G %10.3f|" % (3.14159, 12345.678, 1e-10, 1e20, 2.5), lambda: "%5s|%-5s|%.2s|%5.1s|" % ("ab", "ab", "abc", "abc"), lambda: "%c%c%3c" % (65, "B", 0x2615))
show(lambda: "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), lambda: "%(a)s %(b)05d" % {"a": 1, "b": 2}, lambda: "100%%" % (), lambda: "%%" % (), lambda: "%s" % ((1, 2),), lambda: "%s" % [1, 2])
show(lambda: "%d" % Number(), lambda: "%x" % Number(), lambda: "%f" % Number(), lambda: "%c" % Number(), lambda: "%s" % None, lambda: "%d" % 10**30, lambda: "%d" % -5)
show(lambda: "%d" % "x", lambda: "%d" % None, lambda: "%x" % 1.5, lambda: "%f" % "x", lambda: "%c" % "ab", lambda: "%c" % -1, lambda: "%c" % 1.5, lambda: "%d" % float("inf"))
show(lambda: "%y" % 1, lambda: "%" % 1, lambda: "%(a" % {}, lambda: "%(a)s" % 1, lambda: "%(a)s" % {}, lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "a" % 1, lambda: "a" % [], lambda: "a" % {})
show(lambda: "%*d" % ("a", 1), lambda: "%5%" % (), lambda: "%5%" % 1, lambda: "%s" % (), lambda: "%☕" % 1, lambda: "%(a)s%(a)s" % p, lambda: "%999999999999d" % 1, lambda: "%.3d|%08.3f|%+.1e" % (5, 3.14159, 12345))


class Right:
    def __rmod__(self, left):
        return "right " + left

    def __repr__(self):
        return "Right"


class Text(str):
    def __rmod__(self, left):
        return "mine"


show(lambda: "%s" % Right(), lambda: "a" % Text("b"), lambda: str.__rmod__("b", "a%s"), lambda: str.__rmod__("b", 1), lambda: 1 % "a")
word = "some words"
print("%s" % word is word, "{}".format(word) is word, "%s%s" % (word, "") is word, "%s%s" % ("", word) is word, format(word) is word, format(word, "5") is word, f"{word}" is word)
