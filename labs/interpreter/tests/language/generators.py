# Generators and coroutines
# %% `yield`, `next`, `StopIteration`
def two():
    yield 1
    yield 2
    return "end"
g = two()
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
#> 1 2
#> end
# %% `send`, `throw`, `close`
def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = str(error)
        except GeneratorExit:
            print("closed")
            raise
g = echo()
next(g)
print(g.send(1), g.throw(ValueError("v")))
g.close()
#> 1 v
#> closed
# %% `yield from`
def inner():
    got = yield 1
    return got
def outer():
    print("got", (yield from inner()))
    yield from "ab"
g = outer()
print(next(g), g.send("x"), list(g))
#> got x
#> 1 a ['b']
# %% `gi_running`, `gi_suspended`, `gi_code`
def f():
    yield g.gi_running
g = f()
print(g.gi_suspended, next(g), g.gi_suspended, g.gi_running, g.gi_code.co_name)
#> False True True False f
# %% `gi_yieldfrom`
def f():
    yield from "ab"
g = f()
print(next(g), type(g.gi_yieldfrom).__name__)
#! AttributeError: 'generator' object has no attribute 'gi_yieldfrom'
# %% iterators of your own: `__iter__`, `__next__`
class Down:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1
        return self.n
print(list(Down(3)))
#> [2, 1, 0]
# %% iteration by `__getitem__`
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
print(list(Old()))
#> [0, 1, 4]
# %% `iter` with a sentinel
values = [1, 2, 0, 3]
print(list(iter(lambda: values.pop(0), 0)))
#> [1, 2]
# %% coroutines
async def f():
    return 1
coroutine = f()
coroutine.close()
print("closed")
#! SyntaxError: async functions are not part of the labs' Python
# %% asynchronous generators, `async for`, `async with`
async def f():
    yield 1
async def g():
    async for x in f(): pass
    async with x: pass
print("compiled")
#! SyntaxError: async functions are not part of the labs' Python
# %% asynchronous comprehensions
async def f():
    return [x async for x in g()]
print("compiled")
#! SyntaxError: async functions are not part of the labs' Python
