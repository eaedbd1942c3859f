# Functions
# %% defaults, keyword-only and positional-only parameters
def f(a, /, b=2, *, c=3):
    return a, b, c
print(f(1), f(1, b=4, c=5))
#> (1, 2, 3) (1, 4, 5)
# %% a default that is made once
def keep(item, kept=[]):
    kept.append(item)
    return kept
print(keep(1), keep(2))
#> [1, 2] [1, 2]
# %% what a wrong call says
def f(a, b): pass
for arguments in (), (1,), (1, 2, 3):
    try:
        f(*arguments)
    except TypeError as error:
        print(error)
#> f() missing 2 required positional arguments: 'a' and 'b'
#> f() missing 1 required positional argument: 'b'
#> f() takes 2 positional arguments but 3 were given
# %% closures
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
step = counter()
print(step(), step(), step.__closure__[0].cell_contents)
#> 1 2 2
# %% decorators
def loud(function):
    def wrapper(*arguments):
        return function(*arguments) + "!"
    return wrapper
@loud
def greet(name):
    return "hello " + name
print(greet("Ann"))
#> hello Ann!
# %% annotations, `__defaults__`, `__kwdefaults__`, `__doc__`
def f(a: int = 1, *, b: str = "") -> None:
    """What it does."""
print(f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__doc__, f.__name__, f.__qualname__)
#> {'a': <class 'int'>, 'b': <class 'str'>, 'return': None} (1,) {'b': ''} What it does. f f
# %% attributes of a function
def f(): pass
f.note = "kept"
print(f.note, f.__dict__)
#> kept {'note': 'kept'}
# %% the code object
def f(a, b=1):
    c = a
    return c
code = f.__code__
print(code.co_varnames, code.co_argcount, code.co_nlocals, code.co_consts, code.co_stacksize, code.co_name)
#> ('a', 'b', 'c') 2 3 (None,) 1 f
# %% frames: `f_back`, `f_locals`, `f_lineno`
import sys
def inner():
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_locals["x"]
def outer():
    x = 1
    return inner()
print(outer())
#> ('outer', 1)
# %% recursion to the limit
import sys
def deeper(n):
    return deeper(n + 1)
try:
    deeper(0)
except RecursionError as error:
    print(error, sys.getrecursionlimit())
#> maximum recursion depth exceeded 1000
# %% a function made of a code object
def f(): return 1
print(type(f)(f.__code__, {})())
#! TypeError: cannot create 'function' instances
# %% type parameters
def first[T](items: list[T]) -> T:
    return items[0]
print(first([1]))
#! SyntaxError: type parameters are not part of the labs' Python
# %% `async def`
async def f():
    pass
print(type(f).__name__)
#! SyntaxError: async functions are not part of the labs' Python
