# The built-in functions.
def show(label, action):
    try:
        print(label, repr(action()))
    except Exception as error:
        print(label, type(error).__name__, error)

print()
print(1, "a", None, [1, "b"], sep="-", end="!\n")
print("x", "y", sep="")
print("x", "y", sep=None, end=None)
print(*range(3), sep=", ")
show("print", lambda: print("x", sep=1))
show("print", lambda: print("x", end=1))
show("print", lambda: print("x", foo=1))
class File:
    def __init__(self):
        self.parts = []
    def write(self, text):
        self.parts.append(text)
    def flush(self):
        self.parts.append("flush")
f = File()
print(1, 2, file=f, flush=True)
print(f.parts)
show("print", lambda: print("x", file=3))
show("len", lambda: (len([1]), len("ab"), len({}), len(range(4)), len(b"x")))
show("len", lambda: len(5))
show("len", lambda: len())
show("len", lambda: len([], []))
show("len", lambda: len(x=[]))
class Len:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
show("len", lambda: len(Len(3)))
show("len", lambda: len(Len(-1)))
show("len", lambda: len(Len("x")))
show("len", lambda: len(Len(2 ** 70)))
show("bool", lambda: (bool(Len(0)), bool(Len(2))))
show("repr", lambda: (repr("a'b"), ascii("aé€"), repr(None), repr(...), repr(NotImplemented), repr([1, "x"])))
show("chr", lambda: (chr(65), chr(233), chr(0x20ac), chr(0x1f600)))
show("chr", lambda: chr(-1))
show("chr", lambda: chr(0x110000))
show("chr", lambda: chr(2 ** 40))
show("chr", lambda: chr("x"))
show("ord", lambda: (ord("a"), ord("é"), ord(b"x")))
show("ord", lambda: ord("ab"))
show("ord", lambda: ord(b"ab"))
show("ord", lambda: ord(5))
show("hex", lambda: (hex(255), oct(-8), bin(5)))
show("hex", lambda: hex(1.5))
show("abs", lambda: (abs(-3), abs(-2.5), abs(3 + 4j)))
show("abs", lambda: abs("x"))
show("divmod", lambda: (divmod(7, 2), divmod(7.5, 2)))
show("sum", lambda: (sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum(range(5), start=10)))
show("sum", lambda: sum(["a"]))
show("sum", lambda: sum(["a"], ""))
show("sum", lambda: sum([b"a"], b""))
show("sum", lambda: sum(5))
show("sum", lambda: sum())
show("min", lambda: (min(3, 1, 2), max([3, 1, 2]), min("b", "a"), max([1, -5], key=abs), min([], default=7), max((1, 1.0), (1, 2))))
show("min", lambda: min([]))
show("max", lambda: max())
show("max", lambda: max(5))
show("max", lambda: max(1, 2, default=3))
show("max", lambda: max([1], foo=3))
show("max", lambda: max([1, "x"]))
show("min key None", lambda: min([3, 2], key=None))
show("any", lambda: (any([0, 1]), any([]), all([]), all([1, 0])))
show("any", lambda: any(5))
show("sorted", lambda: (sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([-3, 2], key=abs)))
show("sorted", lambda: sorted())
show("sorted", lambda: sorted([1], 2))
show("sorted", lambda: sorted([1, "x"]))
show("sorted", lambda: sorted([1], foo=2))
show("iter", lambda: iter(5))
show("iter", lambda: iter(5, 6))
n = [0]
def count():
    n[0] += 1
    return n[0]
show("iter", lambda: list(iter(count, 4)))
show("next", lambda: (next(iter([1])), next(iter([]), "d"), next(iter([]), None)))
show("next", lambda: next(iter([])))
show("next", lambda: next([]))
class Stop:
    def __iter__(self):
        return self
    def __next__(self):
        raise StopIteration("value")
show("next", lambda: next(Stop()))
show("next", lambda: (next(Stop(), 1), list(Stop())))
class A:
    x = 1
    def m(self):
        return 2
class B(A):
    pass
show("isinstance", lambda: (isinstance(1, int), isinstance(True, int), isinstance(1, (str, (int,))), isinstance(B(), A), isinstance(A(), B), isinstance(A, type), isinstance(1, object)))
show("isinstance", lambda: isinstance(1, 2))
show("isinstance", lambda: isinstance(1, (2,)))
show("isinstance", lambda: isinstance(1))
show("issubclass", lambda: (issubclass(B, A), issubclass(bool, int), issubclass(A, (int, A)), issubclass(A, object)))
show("issubclass", lambda: issubclass(1, int))
show("issubclass", lambda: issubclass(int, 1))
class Meta(type):
    def __instancecheck__(cls, x):
        return x == 5
    def __subclasscheck__(cls, x):
        return x is int
class M(metaclass=Meta):
    pass
show("meta", lambda: (isinstance(5, M), isinstance(6, M), issubclass(int, M), issubclass(str, M), isinstance(M(), M)))
class Fake:
    @property
    def __class__(self):
        return int
show("fake", lambda: (isinstance(Fake(), int), isinstance(Fake(), Fake), isinstance(Fake(), str)))
a = A()
show("getattr", lambda: (getattr(a, "x"), getattr(a, "y", 5), hasattr(a, "x"), hasattr(a, "y")))
show("getattr", lambda: getattr(a, "y"))
show("getattr", lambda: getattr(a, 5))
show("getattr", lambda: getattr(a))
show("hasattr", lambda: hasattr(a, 5))
setattr(a, "y", 6)
show("setattr", lambda: a.y)
delattr(a, "y")
show("delattr", lambda: delattr(a, "y"))
show("setattr", lambda: setattr(5, "x", 1))
show("setattr", lambda: setattr(a, 5, 1))
show("vars", lambda: (vars(a), vars(A)["x"]))
show("vars", lambda: vars(5))
def f(p):
    q = 2
    return sorted(locals().items()), dir(), vars()
show("locals", lambda: f(1))
show("globals", lambda: (globals() is vars(), "f" in globals(), locals()["a"] if "a" in locals() else None))
show("dir", lambda: [n for n in dir(a) if not n.startswith("_")])
show("dir", lambda: "append" in dir([]) and "join" in dir(str))
show("callable", lambda: (callable(len), callable(5), callable(A), callable(a), callable(a.m), callable(lambda: 1)))
show("hash", lambda: (hash(1) == hash(1.0) == hash(True), hash("a") == hash("a"), hash(None) == hash(None), hash((1, 2)), hash(-1)))
show("hash", lambda: hash([]))
show("id", lambda: (id(a) == id(a), id(a) == id(B())))
show("format", lambda: (format(5), format("x", ">3"), format(None, "")))
show("format", lambda: format(None, "x"))
show("format", lambda: format(5, 5))
show("round", lambda: round(number=2.567, ndigits=1))
show("type", lambda: (type(1), type(a).__name__, type(None), type(type)))
show("names", lambda: (Ellipsis is ..., NotImplemented, __debug__, __name__, IOError is OSError))
show("input", lambda: input())
show("exit", lambda: "no")
try:
    exit(3)
except SystemExit as e:
    print("SystemExit", e.code, e.args)
try:
    import nothing_like_this
except ModuleNotFoundError as e:
    print(e)
try:
    from sys import nothing_like_this
except ImportError as e:
    print(e)
show("import", lambda: __import__("sys").maxsize)
show("pow", lambda: pow(2, 5))
show("print returns", lambda: print("p"))
def gen():
    yield 1
    return "end"
g = gen()
next(g)
show("gen", lambda: next(g))
show("str names", lambda: str.__name__ + str(len))
