# Integers: operators, conversions, messages.
def show(label, action):
    try:
        print(label, repr(action()))
    except Exception as error:
        print(label, type(error).__name__, error)

big = 2 ** 200 + 12345678901234567890
values = [0, -1, 7, -2 ** 30, 2 ** 63, -big]
small = [0, 1, -3, 64]
for a in values:
    for b in values:
        show("+", lambda: (a + b, a - b, a * b))
        show("//", lambda: a // b)
        show("%", lambda: a % b)
        show("divmod", lambda: divmod(a, b))
        show("/", lambda: a / b)
        show("&", lambda: (a & b, a | b, a ^ b))
        show("<", lambda: (a < b, a <= b, a == b, a != b, a > b, a >= b))
    for b in small:
        show("**", lambda: a ** b)
        show("<<", lambda: a << b)
        show(">>", lambda: a >> b)
        show("round", lambda: round(a, -abs(b)))
    show("unary", lambda: (-a, +a, ~a, abs(a), a.bit_length(), a.bit_count(), hash(a)))
    show("text", lambda: (str(a), repr(a), hex(a), oct(a), bin(a)))
    show("float", lambda: float(a))
for text in ["0", " 12 ", "-5", "+7", "1_000", "0x10", "", "x", "1__0", "9" * 30, "١٢"]:
    show("int(%r)" % text, lambda: int(text))
    show("base 0", lambda: int(text, 0))
    show("base 16", lambda: int(text, 16))
show("int()", lambda: int())
show("int(1.9)", lambda: (int(1.9), int(-1.9), int(1e20)))
show("int(nan)", lambda: int(float("nan")))
show("int(inf)", lambda: int(float("inf")))
show("int(b)", lambda: (int(b"12"), int(bytearray(b"-3"))))
show("int(b'x')", lambda: int(b"x"))
show("int(None)", lambda: int(None))
show("int([])", lambda: int([]))
show("int(5, 2)", lambda: int(5, 2))
show("int('5', 1)", lambda: int("5", 1))
show("int('5', 99)", lambda: int("5", 99))
show("int(base=2)", lambda: int(base=2))
show("int(1, 2, 3)", lambda: int(1, 2, 3))
show("int(x=1)", lambda: int(x=1))
show("shift", lambda: 1 << -1)
show("shift", lambda: 1 >> -1)
show("shift", lambda: 1 << 2 ** 70)
show("shift", lambda: 0 << 2 ** 70)
show("shift", lambda: (5 >> 2 ** 70, -5 >> 2 ** 70))
show("0 ** -1", lambda: 0 ** -1)
show("2 ** -2", lambda: 2 ** -2)
show("pow", lambda: (pow(3, 100, 7), pow(-3, 101, 7), pow(3, 100, -7), pow(3, -1, 7), pow(5, 0, 1)))
show("pow", lambda: pow(2, 3, 0))
show("pow", lambda: pow(2, -1, 4))
show("pow", lambda: pow(2, 3.0, 4))
show("pow", lambda: pow(2.0, 3, 4))
show("pow", lambda: pow(2, 3, "x"))
show("pow", lambda: pow("x", 3))
show("pow", lambda: pow(2))
show("pow", lambda: pow(exp=2, base=3))
show("1 + 'x'", lambda: 1 + "x")
show("'x' + 1", lambda: "x" + 1)
show("1 - None", lambda: 1 - None)
show("1 // []", lambda: 1 // [])
show("1 < 'x'", lambda: 1 < "x")
show("-'x'", lambda: -"x")
show("~1.0", lambda: ~1.0)
show("big / small", lambda: (2 ** 1100) / (2 ** 1000))
show("too large", lambda: 2 ** 2000 / 3)
show("tiny", lambda: (1 / 2 ** 1074, 1 / 2 ** 1075, 3 / 2 ** 1075, 1 / 2 ** 1080))
show("near", lambda: (2 ** 53 + 1) / 1)
show("third", lambda: (10 ** 30) / 3)
show("float(big)", lambda: float(10 ** 400))
show("add float", lambda: 10 ** 400 + 1.0)
show("to_bytes", lambda: (1).to_bytes())
show("to_bytes", lambda: (1024).to_bytes(4, "big"))
show("to_bytes", lambda: (1024).to_bytes(length=4, byteorder="little"))
show("to_bytes", lambda: (-2).to_bytes(3, "little", signed=True))
show("to_bytes", lambda: (-2).to_bytes(3, "little"))
show("to_bytes", lambda: (300).to_bytes(1, "little"))
show("to_bytes", lambda: (200).to_bytes(1, "little", signed=True))
show("to_bytes", lambda: (1).to_bytes(-1, "little"))
show("to_bytes", lambda: (1).to_bytes(1, "middle"))
show("to_bytes", lambda: (0).to_bytes(0, "little"))
show("from_bytes", lambda: int.from_bytes(b"\x01\x00"))
show("from_bytes", lambda: int.from_bytes(b"\xff\xfe", "little", signed=True))
show("from_bytes", lambda: int.from_bytes([1, 2, 3], "big"))
show("from_bytes", lambda: int.from_bytes([300], "big"))
show("from_bytes", lambda: int.from_bytes("x", "big"))
show("from_bytes", lambda: int.from_bytes(5, "big"))
show("attributes", lambda: ((5).real, (5).imag, (5).numerator, (5).denominator))
show("ratio", lambda: ((5).as_integer_ratio(), (5).is_integer(), (5).conjugate()))
show("bool", lambda: (True + True, True & False, True | 1, True ^ True, ~True, -True, repr(True), str(False)))
show("bool()", lambda: (bool(), bool(3), bool([]), int(True), True == 1, hash(True)))
show("bool(1, 2)", lambda: bool(1, 2))
show("format", lambda: (format(1234567, ","), format(255, "#x"), format(-5, "05d"), format(65, "c"), f"{3:8.2f}"))
show("format", lambda: format(5, "s"))
show("format", lambda: format(5, ".2d"))
show("limit", lambda: len(str(10 ** 4299)))
show("limit", lambda: str(10 ** 4300))
show("limit", lambda: int("1" * 4301))
show("__add__", lambda: (1).__add__(2.0))
show("__add__", lambda: (1).__add__())
show("__add__", lambda: int.__add__("x", 1))
show("round", lambda: (round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5), round(5, None), round(7, 3), round(99, -2), round(50, -2), round(150, -2)))

class I(int):
    def __repr__(self):
        return "I(" + int.__repr__(self) + ")"
show("subclass", lambda: (I(5), I(5) + 1, type(I(5) + I(1)), I("12"), I(2) ** 100, int(I(3)), type(+I(3)), str(I(7))))
show("subclass", lambda: (I(5) == 5, hash(I(5)), {5: "x"}[I(5)], [10, 20, 30][I(1)]))
show("subclass", lambda: I.from_bytes(b"\x05"))
x = I(9)
x.note = "kept"
print(x.note, x)

class Indexed:
    def __index__(self):
        return 3
show("index", lambda: (int(Indexed()), [1, 2, 3, 4][Indexed()], hex(Indexed()), 2 ** 4 // int(Indexed())))
class Bad:
    def __int__(self):
        return "x"
    def __index__(self):
        return 1.5
show("bad", lambda: int(Bad()))
show("bad", lambda: hex(Bad()))
class OnlyInt:
    def __int__(self):
        return 42
show("__int__", lambda: int(OnlyInt()))
class Reflect:
    def __radd__(self, other):
        return ("radd", other)
    def __rpow__(self, other):
        return ("rpow", other)
    def __rdivmod__(self, other):
        return ("rdivmod", other)
show("reflect", lambda: (1 + Reflect(), 2 ** Reflect(), divmod(3, Reflect())))
show("divmod", lambda: divmod(1, "x"))
show("is", lambda: (int("256") is int("256"), int("257") is int("257"), int("-5") is int("-5")))
