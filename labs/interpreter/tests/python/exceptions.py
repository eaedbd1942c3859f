def f():
    try:
        raise ValueError('a')
    except ValueError as e:
        raise KeyError('b') from e
    finally:
        print('fin')
try: f()
except KeyError as e: print(repr(e), repr(e.__cause__), e.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise TypeError('t')
except TypeError as e: print(repr(e.__context__))
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print('body', i)
        finally: print('finally', i)
    else: print('else')
    return 'done'
print(g())
def h():
    try: return 1
    finally: return 2
print(h())
class E(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.b = b
try: raise E(1, 2)
except (TypeError, E) as e: print(e, e.args, e.b)
try: e
except NameError as x: print(x)
try:
    raise
except RuntimeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try:
    assert 1 == 2, 'msg'
except AssertionError as e: print(e)
def re():
    try: raise ValueError(1)
    except ValueError: raise
try: re()
except ValueError as e:
    tb = e.__traceback__; n = 0
    while tb: n += 1; tb = tb.tb_next
    print(n)
try:
    [].pop()
except IndexError as e: print(e)
try: {}['x']
except KeyError as e: print(e, e.args)
try: int('z')
except ValueError as e: print(e)
try: len(5)
except TypeError as e: print(e)
try: 'a' + 1
except TypeError as e: print(e)
try: 1 + 'a'
except TypeError as e: print(e)
try: None.x
except AttributeError as e: print(e, e.name, e.obj)
try: f(1, 2)
except TypeError as e: print(e)
def k(a, b=1, *, c, d=2): return a, b, c, d
for args, kw in [((), {}), ((1,), {}), ((1, 2, 3), {'c': 1}), ((1,), {'c': 1, 'e': 2}), ((1,), {'a': 1, 'c': 1}), ((1,), {'c': 5})]:
    try: print(k(*args, **kw))
    except TypeError as e: print(e)
def po(a, /, b): pass
try: po(a=1, b=2)
except TypeError as e: print(e)
try: po()
except TypeError as e: print(e)
x, *y, z = 1, 2, 3, 4; print(x, y, z)
for bad in ('a, b = 1, 2, 3', 'a, b = 1,', 'a, b = 5', 'a, *b, c = 1,'):
    pass
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b = (1,)
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
try: a, *b, c = (1,)
except ValueError as e: print(e)
def rec(n): return rec(n + 1)
try: rec(0)
except RecursionError as e: print(e)
def depth():
    def d(n):
        try: return d(n + 1)
        except RecursionError: return n
    return d(1)
print(depth())
e = ValueError('x'); e.add_note('note1'); print(e.__notes__)
try: raise e
except ValueError as q: print(q is e)
print('nested', end=' ')
try:
    try: raise KeyError(1)
    finally:
        try: raise ValueError(2)
        except ValueError: print('inner', end=' ')
except KeyError as e: print('outer', e)
def gen():
    try: yield 1
    except GeneratorExit: print('GE'); raise
    finally: print('gfin')
g = gen(); next(g); g.close()
g = gen(); next(g); del g
def gt():
    while True:
        try: x = yield
        except ValueError as e: print('got', e); yield 'r'
g = gt(); next(g); print(g.throw(ValueError('v')))
def sub():
    r = yield 1
    print('sub got', r)
    return 'ret'
def main():
    v = yield from sub()
    print('main', v)
    yield from [7, 8]
m = main(); print(next(m), m.send('s'), next(m), list(m))
def st():
    raise StopIteration
    yield
try: next(st())
except RuntimeError as e: print(e, repr(e.__cause__))
print(sum(x for x in range(5)), next((i for i in []), 'def'))
try: next(iter([]))
except StopIteration as e: print('SI', e.value)
class BadDel:
    def __del__(self): raise ValueError('in del')
BadDel()
print('end')
