def f(a, b):
    c = 1
    def g(x):
        nonlocal c
        c += x
        return a + c
    h = lambda y=3, *, z: (a, y, b)
    del b
    return g, h
class A(B, metaclass=M):
    """doc"""
    x: int = 1
    y: str
    def __init__(self, v):
        super().__init__(v)
        self.__p = v
        self.x.y = 3
    @property
    def p(self): return __class__
    @staticmethod
    def q(): return super(A, A).foo
    z = [x for x in range(3)]
    w = [y for q in z if q]
class Outer:
    name = 1
    values = [name for _ in range(2)]
    lambdas = [lambda: v for v in (1, 2)]
    class Inner:
        def method(self):
            global declared
            declared = __class__
            return super().method, name
def counter():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return (yield total)
    return add
