# Methods of str: results, errors, and which results are the string itself
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__, error)


class Text(str):
    pass


class Index:
    def __index__(self):
        return 2


s = "naïve café ☕ 𝄞!"
print(len(s), s.upper(), s.title(), s.swapcase(), s.casefold(), s.capitalize(), s.lower())
print("ǆ ß ﬁ".title(), "ß".upper(), "ΑΣ".lower(), "İ".lower())

# Indexing and slicing
show(lambda: s[0], lambda: s[2], lambda: s[-1], lambda: s[-2], lambda: s[3:9], lambda: s[::-1], lambda: s[::3])
show(lambda: s[99], lambda: s[-99], lambda: s["a"], lambda: s[1.5], lambda: s[10**30], lambda: s[Index()])
show(lambda: "abc"[5:2], lambda: "abc"[1:10**30], lambda: "abc"[::0], lambda: "abc"["a":], lambda: "abc"[None:None])
t = "hello world"
print(t[:] is t, t[0:] is t, t[0] is "hello"[0], t[1:1] is "", Text(t)[:] is t, type(Text(t)[:]))
print(list("añ☕"), [c for c in "ab"], tuple("xyz"), "".join(reversed("abc")))

# Operators
show(lambda: "a" + "b", lambda: "a" + 1, lambda: "a" * 3, lambda: 3 * "ab", lambda: "a" * 0, lambda: "a" * -1)
show(lambda: "a" * 1.5, lambda: 1.5 * "a", lambda: "ab" * Index(), lambda: "a" * 10**30, lambda: "ab" * (9 * 10**18))
show(lambda: "a" * 10**14, lambda: "a" + None, lambda: None + "a", lambda: "a" - "b", lambda: -"a")
print(t + "" is t, "" + t is t, t * 1 is t, "a" < "b", "a" < "B", "abc" < "abd", "é" > "z", "" < "a", "a" == 1, "a" != 1)
show(lambda: "a" < 1, lambda: 1 < "a", lambda: "a" >= None)
show(lambda: "ell" in t, lambda: "" in t, lambda: "x" in t, lambda: 1 in t, lambda: None in t, lambda: t not in t)
print(Text("a") == "a", "a" == Text("a"), hash(Text("a")) == hash("a"), {Text("k"): 1}["k"])

# Searching
show(lambda: t.find("o"), lambda: t.rfind("o"), lambda: t.find("z"), lambda: t.index("z"), lambda: t.rindex("z"))
show(lambda: t.find("o", 5), lambda: t.find("o", -4), lambda: t.find("o", 0, 4), lambda: t.rfind("o", 0, 7), lambda: t.find("", 99))
show(lambda: s.find("☕"), lambda: s.find("!"), lambda: s.rfind("é"), lambda: s.find("é", 3, -3), lambda: s.index("𝄞"))
show(lambda: t.find(1), lambda: t.find(), lambda: t.find("a", "b"), lambda: t.find("a", 1, 2, 3), lambda: t.find("a", None, None))
show(lambda: t.count("o"), lambda: t.count(""), lambda: "aaaa".count("aa"), lambda: t.count("l", 3), lambda: t.count("", 5, 7), lambda: "".count(""))
show(lambda: t.startswith("he"), lambda: t.startswith(("x", "h")), lambda: t.startswith(()), lambda: t.startswith("w", 6), lambda: t.startswith("", 99))
show(lambda: t.endswith("ld"), lambda: t.endswith("hello", 0, 5), lambda: t.startswith(1), lambda: t.endswith((1,)), lambda: t.endswith(("d", 1)))

# Replacing
show(lambda: "aaa".replace("a", "b"), lambda: "aaa".replace("a", "b", 2), lambda: "abc".replace("", "-"), lambda: "abc".replace("", "-", 2))
show(lambda: "".replace("", "x"), lambda: "aaa".replace("a", "b", 0), lambda: "abc".replace("a"), lambda: "abc".replace(1, "b"), lambda: "abc".replace("a", 1))
show(lambda: "abc".replace("a", "b", "c"), lambda: "abc".replace("a", "b", -5))
print(t.replace("zz", "y") is t, t.replace("l", "l") is t)

# Cutting and joining
show(lambda: "a b  c".split(), lambda: " a b ".split(), lambda: "".split(), lambda: "a,b,,c".split(","), lambda: "".split(","))
show(lambda: " a b c ".split(None, 1), lambda: "a,b,c".split(",", 1), lambda: "a,b,c".split(",", maxsplit=0), lambda: "  a ".split(maxsplit=0))
show(lambda: " a b c ".rsplit(None, 1), lambda: "a,b,c".rsplit(",", 1), lambda: "a--b--c".split("--"), lambda: "aaa".split("aa"), lambda: "aaa".rsplit("aa"))
show(lambda: "a".split(""), lambda: "a".split(1), lambda: "a".split(None, None), lambda: "a b\u2003c\x1fd".split())
show(lambda: "a\nb\r\nc\rd\x0be\x85f\u2028g".splitlines(), lambda: "a\nb\r\n".splitlines(True), lambda: "a\n\nb".splitlines(keepends=True), lambda: "".splitlines())
show(lambda: "a=b=c".partition("="), lambda: "a=b=c".rpartition("="), lambda: "abc".partition("="), lambda: "abc".rpartition("="))
show(lambda: "a".partition(""), lambda: "a".partition(1), lambda: "a".rpartition(None))
show(lambda: "-".join(["a", "b"]), lambda: "".join([]), lambda: ", ".join("abc"), lambda: "-".join(str(i) for i in range(4)), lambda: "-".join({"k": 1}))
show(lambda: "-".join([1]), lambda: "-".join(["a", None]), lambda: "-".join(5), lambda: "-".join(), lambda: "-".join("a", "b"))
word = "some words"
print("x".join([word]) is word, word.split(",")[0] is word, word.partition("=")[0] is word, "one".split()[0] is "one")

# Taking off and filling up
show(lambda: "  a ".strip(), lambda: "  a ".lstrip(), lambda: "  a ".rstrip(), lambda: "xxaxyx".strip("xy"), lambda: "\u3000a\u2003".strip())
show(lambda: "a".strip(None), lambda: "a".strip(1), lambda: "a".strip("a", "b"), lambda: "é☕a☕".strip("☕é"), lambda: "abc".strip(""))
show(lambda: "prefix".removeprefix("pre"), lambda: "suffix".removesuffix("fix"), lambda: "a".removeprefix("b"), lambda: "a".removesuffix(""), lambda: "a".removeprefix(1))
print(word.strip() is word, word.removeprefix("x") is word, type(Text("a").strip()))
show(lambda: "a".center(4), lambda: "a".center(5), lambda: "ab".center(5), lambda: "ab".center(4, "*"), lambda: "a".ljust(3, "."), lambda: "a".rjust(3, "☕"))
show(lambda: "a".center("b"), lambda: "a".center(5, 5), lambda: "a".center(5, "xx"), lambda: "a".center(), lambda: "a".ljust(10**30), lambda: "a".rjust(10**14))
show(lambda: "42".zfill(5), lambda: "-42".zfill(5), lambda: "+1".zfill(4), lambda: "".zfill(2), lambda: "a".zfill(0), lambda: "é".zfill(3))
show(lambda: "a\tb".expandtabs(), lambda: "a\tb\n\tc".expandtabs(4), lambda: "a\tb".expandtabs(0), lambda: "a\tb".expandtabs(-1), lambda: "\t".expandtabs(tabsize=2))
show(lambda: "a".expandtabs("x"), lambda: "a".expandtabs(10**10))

# Questions
for text in ["", "a", "A", "aB", "Ab", "1", "²", "½", "Ⅷ", "一", " ", "\t", "\x1f", "a1", "a_1", "1a", "é", "Éa", "ǅ", "def", "\u200b"]:
    print(
        ascii(text), text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace(),
        text.isupper(), text.islower(), text.istitle(), text.isidentifier(), text.isprintable(), text.isascii(),
    )
show(lambda: "a".isalpha(1), lambda: "a".upper(x=1), lambda: str.upper(), lambda: str.upper(1), lambda: str.upper("a"))

# Tables
print(str.maketrans("ab", "xy"), str.maketrans("a", "b", "cd"), str.maketrans({"a": None, 98: "B", "c": 67}))
show(lambda: "abcd".translate(str.maketrans("ab", "xy", "d")), lambda: "abc".translate({97: None, 98: "BB", 99: 0x2615}), lambda: "abc".translate({}))
show(lambda: "ab".translate(["x"] * 98), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: -1}), lambda: "a".translate(5))
show(lambda: str.maketrans(5), lambda: str.maketrans({1.5: 2}), lambda: str.maketrans({"ab": 2}), lambda: str.maketrans("a", "bc"), lambda: str.maketrans(1, "b"))
show(lambda: str.maketrans("a", 1), lambda: str.maketrans("a", "b", 1), lambda: str.maketrans())

# Encodings
show(lambda: "aé☕".encode(), lambda: "aé".encode("latin-1"), lambda: "a".encode("ASCII"), lambda: "é".encode("ascii", "ignore"), lambda: "é☕".encode("ascii", "replace"))
show(lambda: "é☕𝄞".encode("ascii", "backslashreplace"), lambda: "é☕".encode("ascii", "xmlcharrefreplace"), lambda: "a𝄞".encode("utf-16"), lambda: "é".encode("utf-32-be"))
show(lambda: "é".encode("ascii"), lambda: "aéé".encode("ascii"), lambda: "☕".encode("latin-1"), lambda: "é".encode("ascii", "nope"), lambda: "a".encode("nope"), lambda: "a".encode(1))

# str()
show(lambda: str(), lambda: str(5), lambda: str(b"a"), lambda: str(b"a\xc3\xa9", "utf-8"), lambda: str(b"\xff", errors="replace"), lambda: str("a", "b"), lambda: str(1, "b"))
show(lambda: str(b"a", 5), lambda: str(b"a", errors=5), lambda: str(1, 2, 3, 4), lambda: str(object="x"))
print(str(word) is word, type(str(Text("a"))), type(Text(5)), Text("a") + "b", repr(Text("q'")), len(Text("abc")))


class Loud(str):
    def __str__(self):
        return "LOUD"

    def __repr__(self):
        return "<loud>"


loud = Loud("quiet")
print(str(loud), repr(loud), "%s %r" % (loud, loud), "{} {!r} {!s}".format(loud, loud, loud), f"{loud}", loud + "!")

# repr
for text in ["a'b", 'a"b', "a'b\"c", "\n\t\r\\", "\x00\x7f\x80\xad", "é☕𝄞", "\u200b\ue000\U000e0001"]:
    print(repr(text), ascii(text))

# Iterators
i = iter("añ")
print(type(i).__name__, type(iter("ab")).__name__, next(i), next(i), next(i, "end"), next(i, "end"), iter(i) is i)
