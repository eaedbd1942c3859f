# Built-in names
# %% `sorted`, `min` and `max` with `key`, `reverse`, `default`
print(sorted("bAc", key=str.lower, reverse=True), min([], default=0), max(1, -2, key=abs))
#> ['c', 'b', 'A'] 0 -2
# %% `str.format` and `%`
print("{0:>5}|{name!r}|{1[0]}".format(1, [2], name="x"), "%05.1f %s" % (2.5, "s"))
#>     1|'x'|2 002.5 s
# %% `%` on bytes
print(b"%d" % 1)
#! TypeError: unsupported operand type(s) for %: 'bytes' and 'int'
# %% `int` and `float` of text
print(int("ff", 16), int(" 12_0 "), float("1e3"), float("nan"), int.from_bytes(b"\x01\x00", "big"))
#> 255 120 1000.0 nan 256
# %% `str.encode`, `bytes.decode`
print("é€".encode(), b"\xe9".decode("latin-1"), "é".encode("ascii", "replace"))
#> b'\xc3\xa9\xe2\x82\xac' é b'?'
# %% `eval`, `exec`, `compile`
names = {}
exec("x = 1 + 1", names)
print(eval("x * 3", names), eval(compile("1 + 2", "here", "eval")))
#> 6 3
# %% `map`, `filter`, `zip`, `enumerate`, `reversed`, `range`
print(list(map(str, range(3))), list(filter(None, [0, 1])), list(zip("ab", [1, 2])), list(enumerate("a", 1)), list(reversed([1, 2])))
#> ['0', '1', '2'] [1] [('a', 1), ('b', 2)] [(1, 'a')] [2, 1]
# %% `getattr`, `setattr`, `hasattr`, `delattr`, `vars`, `dir`
class A: pass
a = A()
setattr(a, "x", 1)
print(getattr(a, "x"), getattr(a, "y", 0), hasattr(a, "z"), vars(a), "x" in dir(a))
#> 1 0 False {'x': 1} True
# %% `hash`
print(hash(1) == hash(1.0), hash(2**61), hash(-1))
#> True 1 -2
# %% `open`
with open("/dev/null") as file:
    print(file.read())
#! OSError: open() is not provided: a program of the labs has no files
# %% `input`
try:
    input()
except EOFError as error:
    print("no input")
#> no input
# %% `memoryview`
print(memoryview(b"ab")[0])
#! NameError: name 'memoryview' is not defined
# %% functions, types and exceptions
import builtins
print(*(name for name in dir(builtins) if name[0] != "_" and name not in ("exit", "quit")))
#> ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
#- BaseExceptionGroup BlockingIOError BrokenPipeError BytesWarning ChildProcessError ConnectionAbortedError ConnectionRefusedError ConnectionResetError EncodingWarning ExceptionGroup FutureWarning ImportWarning InterruptedError IsADirectoryError NotADirectoryError PendingDeprecationWarning ProcessLookupError ResourceWarning SyntaxWarning TabError UnicodeTranslateError UnicodeWarning aiter anext breakpoint memoryview
