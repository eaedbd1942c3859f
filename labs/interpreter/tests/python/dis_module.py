import dis
import sys


def outer(n, flag=False, *rest, key: int = 3, **more):
    total = 0
    for i in range(n):
        if i % 2 == 0 and not flag:
            total += i
    def inner(x):
        return x + total
    try:
        with open("a") as file:
            return inner(total), [x for x in rest if x is not None]
    except (ValueError, TypeError) as error:
        print(f"{error!r:>{n}} {key!s}", file=sys.stderr)
    finally:
        del more["gone"]


def generator(items):
    yield from items
    sent = yield len(items)
    return super, sent


class Animal:
    """It has methods of all kinds."""

    kind = "animal"

    def __init__(self, name):
        self.name = name

    def speak(self):
        return super().__repr__()

    @classmethod
    def make(cls):
        return cls("made")

    @staticmethod
    def twice(x, /):
        return -x if x in {1, 2, 3} else +x


class Plain:
    """Prints without the places of code objects and files, which differ from run to run."""

    def write(self, text):
        print(self.plain(text), end="")

    def plain(self, text):
        while " at 0x" in text:
            start = text.index(" at 0x")
            text = text[:start] + text[text.index(">", start):]
        lines = [line for line in text.split("\n") if not line.startswith("Filename: ")]
        return "\n".join(lines)


out = Plain()


# %%
dis.dis(outer, file=out)
dis.dis(outer, depth=0, file=out)
dis.dis(generator, file=out)
dis.dis(generator([1]), file=out)
dis.dis(Animal.speak, file=out)
dis.dis(Animal, file=out)
dis.dis(Animal("rex").speak, file=out)
dis.dis(Animal.__dict__["make"], file=out)
dis.dis(Animal.twice.__code__, show_caches=True, file=out)
dis.dis(lambda: outer.__name__ < "x" >= ..., file=out)

# %%
dis.dis("a + b * c", file=out)
dis.dis("a = 1; b = a\nprint(b)", file=out)
dis.dis("class C:\n    def f(self): return C\n    x: int = [1, 2][0]", file=out)
dis.dis("import os, sys\nfrom a import b as c\ndel os\nassert c, 'no'\nglobal_name = x[1:2]\nx[1:2] = a.b = -1", file=out)
for wrong in (1, None.__class__, [].append):
    try:
        dis.dis(wrong, file=out)
    except TypeError as error:
        print("TypeError:", error)
try:
    dis.dis("a b", file=out)
except SyntaxError as error:
    print("SyntaxError:", error.msg)

# %%
# Jumps and names past 255 take an EXTENDED_ARG.
far = "def far(a):\n    if a:\n" + "".join([f"        name_{i} = g_{i}\n" for i in range(300)])
far += "    return a\n"
namespace = {}
exec(far, namespace)
lines = dis.Bytecode(namespace["far"]).dis().split("\n")
print(*lines[:12], *lines[-20:], sep="\n")
print(len(namespace["far"].__code__.co_code))
loop = "def loop(a):\n    while a:\n" + "        print(a, a, a)\n" * 40
exec(loop, namespace)
lines = dis.Bytecode(namespace["loop"]).dis().split("\n")
print(*lines[:12], *lines[-20:], sep="\n")

# %%
for instruction in dis.get_instructions(outer):
    print(out.plain(repr(instruction)))
for instruction in dis.get_instructions(Animal.twice, first_line=1000):
    print(instruction.opname, instruction.starts_line, instruction.positions.col_offset)
print([it.opname for it in dis.Bytecode("x + 1")])
bytecode = dis.Bytecode(outer, first_line=1, current_offset=4)
print(out.plain(bytecode.dis()))
print(out.plain(bytecode.info()))
print(dis.Bytecode("x"))
print([it.offset for it in bytecode if it.is_jump_target])
print([it.argval for it in dis.get_instructions("f'{a!r:x}{b}'")])
print([it.argval for it in dis.get_instructions("a < b") if it.opcode in dis.hascompare])

# %%
dis.show_code(outer, file=out)
dis.show_code(generator, file=out)
dis.show_code("1 + x", file=out)
print(out.plain(dis.code_info(Animal.speak)))
print(dis.pretty_flags(0), dis.pretty_flags(3), dis.pretty_flags(1 << 20))

# %%
code = outer.__code__
print(code.co_code.hex())
print(code.co_linetable.hex())
print(code.co_exceptiontable.hex())
print(list(code.co_lines()))
print(list(code.co_positions()))
print(list(dis.findlinestarts(code)))

# %%
for name in ("LOAD_FAST", "CALL", "RESUME", "EXTENDED_ARG", "CACHE", "RETURN_CONST"):
    print(name, dis.opmap[name], dis.opname[dis.opmap[name]])
print(dis.cmp_op, dis.HAVE_ARGUMENT, dis.EXTENDED_ARG, dis.opname[6])
for kind in (dis.hasconst, dis.haslocal, dis.hascompare):
    print([name for name in ("LOAD_CONST", "LOAD_FAST", "COMPARE_OP", "CALL") if dis.opmap[name] in kind])

# %%
first, second = dis.get_instructions("x"), dis.get_instructions("x")
print(list(first) == list(second))
entry = list(dis.get_instructions("x"))[1]
print(entry._replace(argval="y").argval, entry._asdict()["opname"], len(entry), entry[0])
print(dis.Positions(1, 2), dis.Positions())


def fails(x):
    y = x.missing
    return y


try:
    fails(1)
except AttributeError as error:
    dis.distb(error.__traceback__, file=out)
    print(dis.Bytecode.from_traceback(error.__traceback__).dis())
try:
    dis.distb(file=out)
except RuntimeError as error:
    print("RuntimeError:", error)
