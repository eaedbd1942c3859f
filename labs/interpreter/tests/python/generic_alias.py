# list[int] and the like.
def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


class A:
    pass


x = list[int]
print(x, dict[str, list[int]], tuple[int, ...], list[None], list['a'], list[A], list[1, 2], tuple[()], set[int], frozenset[str])
print(x.__origin__, x.__args__, x.__parameters__, x == list[int], x == list[str], x != list[int], hash(x) == hash(list[int]))
print(x('ab'), x(), type(x), {x: 1}[list[int]])
t(lambda: x[int])
t(lambda: isinstance([], x))
t(lambda: issubclass(list, x))
t(lambda: int[str])


class L(list[int]):
    pass


print(L.__mro__, L([1]), L.__bases__)


class T(list):
    pass


print(T[int], T[int]().__orig_class__, type(T[int]([1])))


def f(xs: list[int], d: dict[str, int] = {}) -> tuple[int, ...]:
    return tuple(xs)


print(f([1]), f.__annotations__)
