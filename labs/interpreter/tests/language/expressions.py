# Expressions
# %% arithmetic on ints of any size
print(7 // -2, 7 % -2, 2**100, divmod(-7, 2), 1 << 70, ~5 & 12 | 3 ^ 9)
#> -4 -1 1267650600228229401496703205376 (-4, 1) 1180591620717411303424 10
# %% arithmetic on floats
print(0.1 + 0.2, 7 / 2, 1e300 * 1e10, -0.0, 2**-1, round(2.5), 3.7 // 1)
#> 0.30000000000000004 3.5 inf -0.0 0.5 2 3.0
# %% complex numbers
print((1 + 2j) * 3j, abs(3 + 4j), (1 + 2j).conjugate())
#> (-6+3j) 5.0 (1-2j)
# %% `@`, the operator of matrices
class Matrix:
    def __matmul__(self, other):
        return "product"
print(Matrix() @ Matrix())
#> product
# %% comparisons in a chain, `in`, `is`
print(1 < 2 <= 2 != 3, 2 in [1, 2], None is not None)
#> True True False
# %% `and`, `or`, `not`, the conditional expression
print(0 or [] or "last", 1 and 2, not 1, "yes" if 1 else "no")
#> last 2 False yes
# %% slices, of three parts too
digits = list(range(10))
digits[::3] = "abcd"
print(digits[1:8:2], digits[-3:], "hello"[::-1])
#> [1, 'b', 5, 7] [7, 8, 'd'] olleh
# %% displays with `*` and `**`
first, table = [1, 2], {"a": 1}
print([*first, 3], (*first,), {*first}, {**table, "b": 2})
#> [1, 2, 3] (1, 2) {1, 2} {'a': 1, 'b': 2}
# %% comprehensions, nested too
print([x * y for x in range(3) if x for y in range(2)], {x for x in "aa"}, {x: x**2 for x in range(3)})
#> [0, 1, 0, 2] {'a'} {0: 0, 1: 1, 2: 4}
# %% generator expressions
print(sum(x * x for x in range(4)), list(x for x in "ab"))
#> 14 ['a', 'b']
# %% `lambda`
print((lambda a, *b, c=3: (a, b, c))(1, 2))
#> (1, (2,), 3)
# %% `:=`
if (size := len("abc")) > 2:
    print(size)
print([y := 1, y**2], [last := x for x in range(3)], last)
#> 3
#> [1, 1] [0, 1, 2] 2
# %% f-strings: formats, conversions, `=`
value, width = 3.14159, 8
print(f"{value:{width}.2f}|{value!r:>10}|{'ä'!a}|{width=}|{{}}")
#>     3.14|   3.14159|'\xe4'|width=8|{}
# %% f-strings with the same quotes inside
table = {"a": 1}
print(f"{table["a"]} {'\n'.join(["x", "y"])}")
#> 1 x
#> y
# %% literals of bytes, of raw strings, in other bases
print(b"\x00a", r"\n", 0xFF, 0o17, 0b101, 1_000, "\N{BULLET}", "\u20ac")
#> b'\x00a' \n 255 15 5 1000 • €
# %% strings with code points that are half a pair
text = "\ud800"
print(len(text))
#> 1
# %% calls with `*`, `**` and keywords
def f(a, b, *c, d, **e):
    return a, b, c, d, e
print(f(*[1, 2], 3, d=4, **{"x": 5}))
#> (1, 2, (3,), 4, {'x': 5})
# %% `await`
async def f():
    return 1
async def g():
    return await f()
print(type(g).__name__)
#! SyntaxError: async functions are not part of the labs' Python
