# Classes
# %% attributes of class and instance
class Dog:
    legs = 4
    def __init__(self, name):
        self.name = name
dog = Dog("Rex")
dog.legs = 3
print(dog.__dict__, Dog.legs, vars(dog))
#> {'name': 'Rex', 'legs': 3} 4 {'name': 'Rex', 'legs': 3}
# %% inheritance, the order of bases, `super`
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C): pass
print(D().who(), [base.__name__ for base in D.__mro__])
#> BCA ['D', 'B', 'C', 'A', 'object']
# %% `property`, `classmethod`, `staticmethod`
class Circle:
    def __init__(self, r): self._r = r
    @property
    def r(self): return self._r
    @r.setter
    def r(self, value): self._r = value
    @classmethod
    def unit(cls): return cls(1)
    @staticmethod
    def pi(): return 3
c = Circle.unit()
c.r = 5
print(c.r, Circle.pi())
#> 5 3
# %% `__slots__`
class Point:
    __slots__ = ("x", "y")
point = Point()
point.x = 1
try:
    point.z = 2
except AttributeError as error:
    print(point.x, error)
#> 1 'Point' object has no attribute 'z'
# %% special methods: operators, containers, calls
class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return V(self.n + o.n)
    def __radd__(self, o): return V(self.n + o)
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
    def __getitem__(self, i): return i
    def __len__(self): return 9
    def __call__(self, x): return x
    def __contains__(self, x): return x == 1
    def __repr__(self): return f"V({self.n})"
    def __bool__(self): return False
print(V(1) + V(2), 1 + V(2), V(1) == V(1), V(1)[2:3], len(V(1)), V(1)(7), 1 in V(1), bool(V(1)), {V(1), V(1)})
#> V(3) V(3) True slice(2, 3, None) 9 7 True False {V(1)}
# %% `__getattr__`, `__getattribute__`, `__setattr__`, `__delattr__`
class Proxy:
    def __getattr__(self, name): return name.upper()
    def __setattr__(self, name, value): print("set", name)
    def __delattr__(self, name): print("delete", name)
proxy = Proxy()
proxy.a = 1
del proxy.b
print(proxy.c)
#> set a
#> delete b
#> C
# %% descriptors, with `__set_name__`
class Field:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, instance, owner): return self.name, instance is None
    def __set__(self, instance, value): print("set", value)
class Row:
    key = Field()
Row().key = 1
print(Row.key, Row().key)
#> set 1
#> ('key', True) ('key', False)
# %% metaclasses, `__prepare__`, `__init_subclass__`
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **words): return {"made": words}
    def __new__(meta, name, bases, namespace, **words): return super().__new__(meta, name, bases, namespace)
    def __init__(cls, name, bases, namespace, **words): super().__init__(name, bases, namespace)
class Base(metaclass=Meta, flag=1):
    def __init_subclass__(cls, **words): print("subclass", cls.__name__, words)
class Child(Base): pass
print(Base.made, type(Child).__name__)
#> subclass Child {}
#> {'flag': 1} Meta
# %% `__new__`, classes that extend built-in types
class Even(int):
    def __new__(cls, n): return super().__new__(cls, n * 2)
class Bag(dict):
    def __missing__(self, key): return key
print(Even(4) + 1, Bag()["x"], isinstance(Even(1), int))
#> 9 x True
# %% `__del__`
class Guest:
    def __del__(self): print("gone")
guest = Guest()
guest = None
print("after")
#> gone
#> after
# %% `__class__` of an object is assigned
class A: pass
class B: pass
a = A()
a.__class__ = B
print(type(a).__name__)
#! TypeError: __class__ assignment: the labs do not move an object from 'A' to 'B'
# %% `__bases__` of a class is assigned
class A: pass
class B: pass
class C(A): pass
C.__bases__ = (B,)
print(C.__mro__[1].__name__)
#! AttributeError: attribute '__bases__' of 'type' objects is not writable
# %% a class made by `type(name, bases, namespace)`
Point = type("Point", (), {"x": 1})
print(Point.x, Point.__name__)
#> 1 Point
# %% `isinstance` and `issubclass` by `__instancecheck__`
class Meta(type):
    def __instancecheck__(cls, thing): return thing == 1
class One(metaclass=Meta): pass
print(isinstance(1, One), isinstance(2, One))
#> True False
# %% `__format__`, `__index__`, `__bytes__`, `__round__`
class N:
    def __format__(self, how): return "<" + how + ">"
    def __index__(self): return 2
    def __round__(self, n=None): return n
print(f"{N():x}", [1, 2, 3][N()], hex(N()), round(N(), 1))
#> <x> 3 0x2 1
# %% `__class_getitem__`, `list[int]`, `int | str`
class Box:
    def __class_getitem__(cls, item): return item
print(Box[int].__name__, list[int], dict[str, int])
#> int list[int] dict[str, int]
# %% unions of types, `int | str`
print(int | None)
#! TypeError: unsupported operand type(s) for |: 'type' and 'NoneType'
# %% a class with type parameters
class Box[T]:
    pass
print(Box.__name__)
#! SyntaxError: type parameters are not part of the labs' Python
# %% dataclasses
from dataclasses import dataclass
@dataclass
class Point:
    x: int
print(Point(1))
#! ModuleNotFoundError: No module named 'dataclasses': the labs provide builtins, atexit, ctypes, dis, gc, sys, time, types, weakref, xray
# %% abstract classes
from abc import ABC
class A(ABC): pass
print(A.__name__)
#! ModuleNotFoundError: No module named 'abc': the labs provide builtins, atexit, ctypes, dis, gc, sys, time, types, weakref, xray
