# Statements
# %% assignment, to several names and of several values
a = b = [1]
c, (d, *e) = 2, (3, 4, 5)
print(a is b, c, d, e)
#> True 2 3 [4, 5]
# %% augmented assignment
a = b = [1]
a += [2]
a *= 2
print(b)
#> [1, 2, 1, 2]
# %% annotated names
count: int = 3
later: str
print(count, __annotations__)
#> 3 {'count': <class 'int'>, 'later': <class 'str'>}
# %% `del` of names, items, slices and attributes
letters = ["a", "b", "c", "d"]
del letters[0], letters[1:]
print(letters)
#> ['b']
# %% `if`, `elif`, `else`
for number in 1, 2, 3:
    if number == 1:
        print("one")
    elif number == 2:
        print("two")
    else:
        print("more")
#> one
#> two
#> more
# %% `while` and `for`, with `break`, `continue` and `else`
for number in range(3):
    if number == 1:
        continue
    print(number)
else:
    print("all")
while True:
    break
else:
    print("never")
#> 0
#> 2
#> all
# %% `pass`, `assert`
pass
try:
    assert 1 > 2, "not so"
except AssertionError as error:
    print(error)
#> not so
# %% `global`, `nonlocal`
total = 0
def count():
    global total
    steps = 0
    def step():
        nonlocal steps
        steps += 1
    step()
    step()
    total = steps
count()
print(total)
#> 2
# %% `import` and `from … import … as`
import gc, sys as system
from types import SimpleNamespace as Namespace
print(gc.isenabled(), system.getrefcount([]), Namespace(a=1))
#> True 1 namespace(a=1)
# %% `from … import *`
from gc import *
print(isenabled())
#> True
# %% `import` of a file of your own
try:
    import my_own_module
except ModuleNotFoundError as error:
    print(type(error).__name__)
#> ModuleNotFoundError
# %% `from __future__ import annotations`
from __future__ import annotations
def f(x: unknown): pass
print(f.__annotations__)
#! SyntaxError: postponed annotations are not part of the labs' Python
# %% `with`, with several managers
class Manager:
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        return self.name
    def __exit__(self, *_):
        print("leaves", self.name)
        return True
with Manager("a") as a, Manager("b") as b:
    print(a, b)
    raise ValueError
#> a b
#> leaves b
#> leaves a
# %% `with` in parentheses
class Manager:
    def __enter__(self):
        return 1
    def __exit__(self, *_):
        pass
with (
    Manager() as a,
    Manager() as b,
):
    print(a + b)
#> 2
# %% `match`
match [1, 2]:
    case [first, *_]:
        print(first)
#! SyntaxError: match statements are not part of the labs' Python
# %% `type` aliases
type Pair = tuple[int, int]
print(Pair)
#! SyntaxError: type aliases are not part of the labs' Python
# %% `print` of several values, with `sep` and `end`
print(1, "two", None, sep=", ", end=".\n")
#> 1, two, None.
