# The bytecode without its code object, and the whole instruction set.
import dis

def count(n):
    total = 0
    for i in range(n):
        if i % 2 == 0 and i is not None:
            total += -i
    try:
        return f"{total!r:>{n}}", count.__name__, sorted(x for x in [n, total])
    except ValueError as error:
        print(error, file=None)
    while total:
        total -= 1

def delegate():
    yield from [1]

code = count.__code__
dis.dis(code.co_code)
dis.dis(delegate.__code__.co_code)
dis.dis(bytearray(compile("a.b = c < d", "a", "exec").co_code))
dis.dis(b"")
print(dis.findlabels(code.co_code))
print(dis.findlabels(delegate.__code__.co_code))
far = "def far(a):\n    if a:\n" + "        b = c\n" * 300 + "    return a\n"
namespace = {}
exec(far, namespace)
print(dis.findlabels(namespace["far"].__code__.co_code))
print(dis.findlabels(b""), [it.offset for it in dis.get_instructions(code) if it.is_jump_target])

print(sorted(dis.opmap.items(), key=lambda pair: pair[1]))
print([(number, name) for number, name in enumerate(dis.opname) if name[0] != "<"])
print(len(dis.opname), dis.opname[7])
for kind in ("hasarg", "hasconst", "hasname", "hasjrel", "hasjabs", "haslocal", "hascompare", "hasfree", "hasexc"):
    print(kind, sorted(getattr(dis, kind)))
print(sorted(dis.__all__))

for name in sorted(dis.opmap):
    number = dis.opmap[name]
    if name in {it.opname for it in dis.get_instructions(count)} | {it.opname for it in dis.get_instructions(delegate)}:
        arg = None if number < dis.HAVE_ARGUMENT else 1
        print(name, dis.stack_effect(number, arg), dis.stack_effect(number, arg, jump=True), dis.stack_effect(number, arg, jump=False))
print(dis.stack_effect(dis.opmap["CALL"], 3), dis.stack_effect(dis.opmap["BUILD_MAP"], 4), dis.stack_effect(dis.EXTENDED_ARG, 1), dis.stack_effect(0))
for wrong in ((7,), (dis.opmap["CALL"],), (dis.opmap["POP_TOP"], 1), ("CALL",), (1000, 1)):
    try:
        print(dis.stack_effect(*wrong))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    dis.stack_effect(100, 1, jump=2)
except ValueError as error:
    print(error)
