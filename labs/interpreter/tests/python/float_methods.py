# Floats and complex numbers.
def show(label, action):
    try:
        print(label, repr(action()))
    except Exception as error:
        print(label, type(error).__name__, error)

inf, nan = float("inf"), float("nan")
values = [-0.0, 1.0, -3.7, 1e300, 5e-324, inf, nan]
for a in values:
    for b in values + [0, -2, 2 ** 53 + 1]:
        show("+", lambda: (a + b, a - b, a * b, b + a, b - a))
        show("/", lambda: a / b)
        show("//", lambda: a // b)
        show("%", lambda: a % b)
        show("divmod", lambda: divmod(a, b))
        show("<", lambda: (a < b, a <= b, a == b, a != b, a > b, a >= b, b < a, b == a))
    show("unary", lambda: (-a, +a, abs(a), bool(a), str(a), a.is_integer()))
    show("int", lambda: int(a))
    show("round", lambda: (round(a, 1), round(a, -1)))
    show("round", lambda: round(a))
    show("floor", lambda: (a.__floor__(), a.__ceil__(), a.__trunc__()))
    show("ratio", lambda: a.as_integer_ratio())
    show("hex", lambda: (a.hex(), float.fromhex(a.hex())))
    if a == a:
        show("hash", lambda: hash(a))
for a, b in [(2.0, 10), (2.0, -1), (-8.0, 1 / 3), (0.0, -1), (0.0, 0), (10.0, 400), (-2.0, 3), (-2.0, 0.5), (inf, 0.5),
             (nan, 0), (1.0, nan), (4, 0.5), (2, -1), (-8, 0.5), (10, -400), (2.0, 1e10), (-1, 0.5)]:
    show("**", lambda: a ** b)
for text in ["1", " 1.5 ", "-2e3", "1_0.5", "inf", "-Infinity", "nan", "", "x", "1e400", ".5", "5.", "1__0"]:
    show("float(%r)" % text, lambda: float(text))
show("float", lambda: (float(), float(3), float(b"2.5"), float(True)))
show("float", lambda: float([]))
show("float", lambda: float(1, 2))
show("float", lambda: float(b"x"))
show("compare", lambda: (2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, 10 ** 400 < inf, -10 ** 400 > -inf, 1.5 < 2, 2 ** 70 + 1 > 2.0 ** 70))
show("compare", lambda: 1.0 < "x")
show("add", lambda: 1.0 + "x")
show("round", lambda: (round(2.5), round(3.5), round(2.675, 2), round(1234.5, -2), round(0.5), round(-0.5), round(1e300, 3), round(5.5, None)))
show("round", lambda: round(1.7e308, -308))
show("round", lambda: round("x"))
show("round", lambda: round(1.5, "x"))
show("repr", lambda: (0.1 + 0.2, 1e22, 1e-5, 123456789.123, 1e15, 1e16, 1 / 3, 100.0))
show("format", lambda: (format(3.14159, ".2f"), f"{1e10:g}", f"{0.25:%}", f"{-1.5:+08.3f}", f"{1234567.891:,.1f}", f"{2.5}"))
show("format", lambda: format(1.0, "d"))
show("fromhex", lambda: (float.fromhex("0x1.8p1"), float.fromhex("-0x.1p4"), float.fromhex("ff"), float.fromhex("inf")))
show("fromhex", lambda: float.fromhex("0xg"))
show("fromhex", lambda: float.fromhex("0x1p5000"))
show("attributes", lambda: ((1.5).real, (1.5).imag, (1.5).conjugate()))
show("3 % -2.0", lambda: (3 % -2.0, -3 % 2.0, 5.5 // -2, divmod(-7.5, 2)))
class F(float):
    pass
show("subclass", lambda: (F(1.5), type(F(1.5)), F(1) + 1, type(F(1) + F(2)), float(F(2.5)), type(float(F(2.5)))))
class Real:
    def __float__(self):
        return 2.5
class Wrong:
    def __float__(self):
        return "x"
show("__float__", lambda: float(Real()))
show("__float__", lambda: float(Wrong()))
show("sum", lambda: (sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([1.5, 2, True]), sum([inf, -inf]), sum([1, 2.5])))
show("complex", lambda: (1j, 1 + 2j, (1 + 2j) * (3 - 1j), (1 + 2j) / 2, abs(3 + 4j), complex(1, 2), complex(), -1j, (1 + 2j).real, (1 + 2j).imag, (1 + 2j).conjugate()))
show("complex", lambda: (1j == 1j, 1 + 0j == 1, 1 + 0j == 1.0, hash(1 + 0j) == hash(1), bool(0j), hash(2j)))
show("complex", lambda: 1j / 0)
show("complex", lambda: 1j < 2)
show("complex **", lambda: (1j ** 2, (1 + 2j) ** -3, (1 + 2j) ** 0, 2 ** 1j, (1 + 1j) ** (0.5 + 2j), 0j ** 2, 1j ** 150, 2.0 ** (1 + 0j)))
show("complex **", lambda: 0j ** -1)
show("complex **", lambda: (1e300 + 1j) ** 2)
show("complex **", lambda: pow(1j, 2, 3))
show("complex **", lambda: 1j ** "x")
show("complex", lambda: (complex(1j), complex("1+2j"), complex(2.5, -0.0), (3j).__complex__()))
