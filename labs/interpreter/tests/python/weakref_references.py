# `ref` and `proxy`: what they answer and what they refuse.
import sys
import weakref


class C:
    pass


class L(list):
    pass


def f():
    pass


c = C()
l = L([1, 2])
r = weakref.ref(c)
p = weakref.proxy(c)
rf = weakref.ref(f)
pf = weakref.proxy(f)
pl = weakref.proxy(l)
dead = weakref.ref(C())
deadp = weakref.proxy(C())
NAMED = {hex(id(o)): name for o, name in [(c, "@c"), (f, "@f"), (r, "@r"), (p, "@p"), (rf, "@rf"), (dead, "@dead"), (deadp, "@deadp"), (None, "@None")]}


def without_addresses(text):
    for address, name in NAMED.items():
        text = text.replace(address, name)
    return text


def show(expression):
    try:
        answer = repr(eval(expression))
        print(expression, "->", without_addresses(answer))
    except Exception as e:
        print(expression, "!!", type(e).__name__, e)


EXPRESSIONS = """
r
p
str(p)==str(c)
rf
pf is weakref.proxy(f)
type(p)
type(pf)
type(r)
dead
deadp
str(deadp)
hash(p)
hash(dead)
p.x
p.__class__
isinstance(p, C)
isinstance(deadp, C)
deadp.x
p == c
p == weakref.ref(c)
weakref.ref(c) == p
r == p
r < r
r != r
r != dead
r == dead
dead == dead
dead != dead
r(1)
r(a=1)
weakref.ref()
weakref.ref(c,None,None)
weakref.ref(c,callback=print)
weakref.ref(1)
weakref.proxy(1)
weakref.proxy()
weakref.proxy(c,callback=None)
weakref.proxy(c,1,2)
weakref.getweakrefcount()
weakref.getweakrefcount(1)
weakref.getweakrefcount(c)
len(weakref.getweakrefs(c))
weakref.getweakrefs(c)[0] is r, weakref.getweakrefs(c)[1] is p
weakref.getweakrefs(1)
weakref.ref[int]
weakref.ReferenceType.__module__
weakref.ReferenceType.__name__
weakref.ReferenceType.__qualname__
weakref.ProxyType.__name__
weakref.ProxyType.__module__
weakref.CallableProxyType
weakref.ProxyType(c)
weakref.ReferenceType.__mro__
weakref.ProxyTypes
weakref.__all__
weakref.__name__
len(pl)
pl[0]
pl+[3]
[3]+pl
pl*2
2*pl
list(pl)
1 in pl
bool(pl)
bool(p)
list(reversed(pl))
next(pl)
next(p)
p()
pf()
pf(1)
-p
abs(p)
p+1
1+p
p**2
pow(p,2,3)
divmod(p,2)
p@1
int(p)
float(p)
p[0]
p.__bytes__
bytes(pl)
complex(p)
round(p)
format(p)==str(c)
r[0]
p<c
p.__hash__ is None
p.__dict__
dir(p)==dir(c)
vars(p)
r.__callback__
r.foo
weakref.ref.__init__(r)
weakref.ref.__init__(r,1,2,3)
weakref.ref.__call__(r, 1)
weakref.ref.__new__(int, c)
weakref.getweakrefs(c)[0] is r
weakref.ref(p)
sys.getsizeof(p), sys.getsizeof(r)
"""
for expression in EXPRESSIONS.split("\n")[1:-1]:
    show(expression)

STATEMENTS = """
p.x=5;print(c.x,p.x)
del p.x;print(vars(c))
del p.x
deadp.x=1
del deadp.x
pl[0]=9;print(l)
del pl[0];print(l)
pl+=[7];print(type(pl).__name__,l)
p[0]=1
del p[0]
p+=1
for i in p: pass
for i in deadp: pass
deadp()
deadp+1
1+deadp
deadp==1
deadp[0]
len(deadp)
1 in deadp
bool(deadp)
weakref.ref.foo=1
class P(weakref.ProxyType): pass
print('%s' % p == str(c))
print('%d' % p)
not deadp
reversed(deadp)
iter(deadp)
next(deadp)
bytes(deadp)
r.x = 1
r.__callback__ = 1
"""
for statement in STATEMENTS.split("\n")[1:-1]:
    try:
        exec(statement)
    except Exception as e:
        print(statement, "!!", type(e).__name__, without_addresses(str(e)))
