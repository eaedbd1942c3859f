a and b or c
not a
a if b else c
a < b < c
if a < b < c and not d or e: f()
a.b.c(1, 2)(3)[4]
a[1:2] = b[3:4]
a[1:2:3]
a[b] += 1
a.b -= 2
a[1:2] *= 3
del a[1], b.c, d
[1, 2, 3]
{1, 2, 3}
{1: 2, 3: 4}
{'a': b, **c, 'd': e}
[*a, b]
(*a, b)
f(*a)
f(*a, b, **c)
f(a, b=1, **c, d=2)
x, y = y, x
x, y, z = z, y, x
a, *b, c = d
(a, b), [c, d] = e
f"a{b}c{d!r:>{e}}" f"{g=}" "h"
f"{x}"
f"plain"
f""
"%s and %r" % (a, b)
assert a, "msg"
assert b
import os, sys as s, a.b.c, a.b.c as d
from . import x
from ..y import z as w, q
raise A from B
x: int = 3
(y): int
z.w: int
print(sys.foo(1), os.path.bar())
if x is None: y
if x is not None: y
while 1: break
while True: pass
