# eval, exec, compile and complex().
def show(label, action):
    try:
        print(label, repr(action()))
    except BaseException as error:
        print(label, type(error).__name__, error)
x = 5
show("eval", lambda: eval("1 + 2"))
show("eval", lambda: eval("  x * 2"))
def f(y):
    return eval("x + y"), eval("y", {"y": 100}), eval("a + b", {"a": 1}, {"b": 2})
show("eval", lambda: f(7))
show("eval", lambda: eval("x = 1"))
show("eval", lambda: eval(5))
show("eval", lambda: eval("x", 5))
show("eval", lambda: eval("zzz"))
show("eval", lambda: eval())
d = {}
exec("a = 1\ndef g():\n    return a + 1\nb = g()", d)
print(sorted(k for k in d if k != "__builtins__"), d["b"], "__builtins__" in d)
exec("x = 6")
print(x)
show("exec", lambda: exec("1 +"))
show("exec", lambda: exec("x", 5))
c = compile("x + 1", "<here>", "eval")
print(eval(c), type(c).__name__, c.co_filename)
c = compile("x = 10", "<here>", "exec")
exec(c)
print(x)
show("compile", lambda: compile("x", "f", "zzz"))
show("compile", lambda: compile(5, "f", "exec"))
def closure():
    n = 1
    def inner():
        return n
    return inner
show("exec", lambda: exec(closure().__code__))
a, b = eval("'hello world!'"), eval("'hello world!'")
print(a is b, a == b)
a, b = eval("'hello_world'"), eval("'hello_world'")
print(a is b)
show("complex", lambda: (complex("1+2j"), complex("j"), complex("-3"), complex(" ( 1e3-2.5J ) "), complex("1e-5j")))
show("complex", lambda: complex("x"))
show("complex", lambda: complex("1", 2))
show("complex", lambda: complex(1, "2"))
show("complex", lambda: complex([], 2))
show("complex", lambda: complex(1, []))
class C(complex):
    pass
show("complex", lambda: (C(1, 2), type(C(1)).__name__, C(1) + 1, type(C(1) + C(2)).__name__))
try:
    import nothing_like_this
except ImportError as e:
    print(e.name, e.msg, e.path)
