# sys, ctypes, time, types, weakref.
def show(label, action):
    try:
        print(label, repr(action()))
    except Exception as error:
        print(label, type(error).__name__, error)
import sys, ctypes, time, types, weakref
x = object()
y = [x]
show("refcount", lambda: (sys.getrefcount(x), sys.getrefcount(None) == sys.getrefcount(True)))
print(sys.getrefcount(x), sys.getrefcount([]))
show("refcount", lambda: sys.getrefcount())
show("sizes", lambda: [sys.getsizeof(v) for v in (0, 1, 2 ** 30, 2 ** 60, 1.5, "", "a", "ab", "é", "€", b"", (), (1,), [], {}, None, True, 1j, range(3), object(), int, len, set(), frozenset(), slice(1))])
show("sizes", lambda: (sys.getsizeof(iter([])), sys.getsizeof(iter(range(3))), sys.getsizeof(lambda: 1), sys.getsizeof([1, 2, 3])))
class Sized:
    def __sizeof__(self):
        return 100
class Wrong:
    def __sizeof__(self):
        return "x"
class Negative:
    def __sizeof__(self):
        return -1
show("sizeof", lambda: sys.getsizeof(Sized()))
show("sizeof", lambda: sys.getsizeof(Wrong()))
show("sizeof", lambda: sys.getsizeof(Wrong(), 5))
show("sizeof", lambda: sys.getsizeof(Negative()))
show("sizeof", lambda: (x.__sizeof__(), (5).__sizeof__(), [].__sizeof__()))
a = "".join(["he", "llo"])
b = "".join(["he", "llo"])
show("intern", lambda: (a is b, sys.intern(a) is sys.intern(b)))
show("intern", lambda: sys.intern(5))
class S(str):
    pass
show("intern", lambda: sys.intern(S("x")))
show("limit", lambda: sys.getrecursionlimit())
show("limit", lambda: sys.setrecursionlimit(0))
show("limit", lambda: sys.setrecursionlimit("x"))
show("limit", lambda: sys.setrecursionlimit(2 ** 40))
show("limit", lambda: (sys.setrecursionlimit(500), sys.getrecursionlimit(), sys.setrecursionlimit(1000)))
show("values", lambda: (sys.maxsize, sys.byteorder, sys.implementation.name, sys.platform, sys.maxunicode, sys.hexversion))
show("version", lambda: (sys.version_info, sys.version_info[:2], sys.version_info >= (3, 12), sys.version_info.minor, isinstance(sys.version_info, tuple)))
show("modules", lambda: (sys.modules["sys"] is sys, "builtins" in sys.modules, "__main__" in sys.modules, "zzz" in sys.modules))
show("blocks", lambda: sys.getallocatedblocks() > 0)
show("stdout", lambda: sys.stdout.write("written\n"))
show("stdout", lambda: sys.stdout.write(5))
show("stdout", lambda: (sys.stdout.flush(), sys.stdout.name))
print("to stdout", file=sys.stdout)
class Out:
    def __init__(self):
        self.text = []
    def write(self, t):
        self.text.append(t)
keep = sys.stdout
sys.stdout = out = Out()
print("captured", 1)
sys.stdout = keep
print(out.text)
sys.stdout = None
print("nothing")
sys.stdout = keep
show("exc_info", lambda: sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as error:
    t, v, tb = sys.exc_info()
    print(t, v is error, tb is not None, sys.exception() is error)
print(sys.exc_info())
try:
    sys.exit("bye")
except SystemExit as e:
    print(e.code)
show("exit", lambda: sys.exit(1, 2))
show("int_info", lambda: (sys.int_info.bits_per_digit, sys.float_info.max, sys.float_info.epsilon, sys.hash_info.modulus))
try:
    sys.nothing
except AttributeError as e:
    print(e)
# ctypes
lst = [1, 2]
other = lst
show("c", lambda: ctypes.c_ssize_t.from_address(id(lst)).value)
show("c", lambda: ctypes.c_ssize_t.from_address(id(lst) + 8).value == id(list))
show("c", lambda: ctypes.c_ssize_t.from_address(id(lst) + 16).value)
show("c", lambda: (ctypes.c_long(5).value, ctypes.c_int(-1).value, ctypes.c_uint(-1).value, ctypes.c_ubyte(300).value, ctypes.c_byte(200).value, ctypes.c_int(2 ** 40 + 7).value))
show("c", lambda: (ctypes.sizeof(ctypes.c_long), ctypes.sizeof(ctypes.c_int), ctypes.sizeof(ctypes.c_byte), ctypes.sizeof(ctypes.c_void_p), ctypes.sizeof(ctypes.c_long(3))))
show("c", lambda: (ctypes.c_long(), ctypes.c_int(3), ctypes.c_ssize_t is ctypes.c_long, ctypes.c_bool(3), ctypes.c_double(1.5)))
show("c", lambda: ctypes.c_long("x"))
show("c", lambda: ctypes.c_long(1.5))
show("c", lambda: ctypes.c_long.from_address("x"))
show("c", lambda: ctypes.string_at(id(b"hello") + 32, 5))
show("c", lambda: ctypes.string_at(id(b"hello") + 32))
show("c", lambda: ctypes.cast(id(lst), ctypes.py_object).value is lst)
show("c", lambda: sys.getsizeof(ctypes.c_long()))
show("c", lambda: (ctypes.c_double.from_address(id(1.5) + 16).value, ctypes.c_uint.from_address(id(7) + 24).value))
c = ctypes.c_long(3)
c.value = 9
print(c.value, c, bool(c), bool(ctypes.c_long(0)))
# time
show("time", lambda: (time.time() > 0 or time.time() == 0, time.perf_counter() <= time.perf_counter(), type(time.time_ns())))
show("sleep", lambda: time.sleep(0))
show("sleep", lambda: time.sleep(-1))
show("sleep", lambda: time.sleep("x"))
# types
def f():
    yield
show("types", lambda: (types.FunctionType is type(f), types.GeneratorType is type(f()), types.NoneType is type(None), types.ModuleType is type(sys), types.CodeType is type(f.__code__), types.BuiltinFunctionType is type(len)))
ns = types.SimpleNamespace(a=1, b="x")
show("ns", lambda: (ns, ns.a, ns == types.SimpleNamespace(a=1, b="x")))
class W:
    pass
w = W()
r = weakref.ref(w)
show("weakref", lambda: (r() is w, weakref.ref(w) is r, weakref.getweakrefcount(w), weakref.getweakrefs(w)[0] is r, weakref.ReferenceType is type(r)))
show("weakref", lambda: weakref.ref(5))
show("weakref", lambda: weakref.getweakrefcount(5))
del w
print(r())
print(sys, types.__name__) if False else print(types.__name__)
