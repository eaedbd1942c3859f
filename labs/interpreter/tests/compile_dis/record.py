"""Records how CPython 3.12 compiles the programs of this folder.

Run it with CPython 3.12: for each NAME.py it writes NAME.dis, against which
../compile_dis.rs compares our compiler.
"""

import dis
import pathlib
import struct
import sys
import types
import warnings


def constant(value):
    if isinstance(value, types.CodeType):
        return f"code {value.co_qualname}"
    if isinstance(value, float):
        return "float " + struct.pack(">d", value).hex()
    if isinstance(value, complex):
        return f"complex {constant(value.real)} {constant(value.imag)}"
    if isinstance(value, str):
        return "str " + value.encode().hex()
    if isinstance(value, bytes):
        return "bytes " + value.hex()
    if isinstance(value, tuple):
        return "(" + ", ".join(map(constant, value)) + ")"
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(constant, value))) + "}"
    return repr(value)


def place(line, column):
    return f"{'-' if line is None else line}:{'-' if column is None else column}"


def record(code, out):
    out.append(
        f"{code.co_qualname}: flags {code.co_flags}, arguments {code.co_argcount} "
        f"{code.co_posonlyargcount} {code.co_kwonlyargcount}, locals {code.co_nlocals}, "
        f"stack {code.co_stacksize}, line {code.co_firstlineno}"
    )
    for kind in ("names", "varnames", "cellvars", "freevars"):
        out.append(f"  {kind}: " + " ".join(getattr(code, "co_" + kind)))
    for value in code.co_consts:
        out.append("  const " + constant(value))
    index, instructions, start = {}, [], None
    for instruction in dis.get_instructions(code):
        start = instruction.offset if start is None else start
        if instruction.opname != "EXTENDED_ARG":
            index[start] = len(instructions)
            instructions.append((start, instruction))
            start = None
    index[len(code.co_code)] = len(instructions)
    for number, (start, instruction) in enumerate(instructions):
        arg = instruction.arg
        if instruction.opcode in dis.hasjrel:
            arg = index[instruction.argval]
        at = instruction.positions
        out.append(
            f"  {number} @{start} {instruction.opname} {'-' if arg is None else arg} "
            f"{place(at.lineno, at.col_offset)} {place(at.end_lineno, at.end_col_offset)}"
        )
    for entry in dis._parse_exception_table(code):
        lasti = " lasti" if entry.lasti else ""
        out.append(
            f"  except {index[entry.start]} to {index[entry.end]} -> "
            f"{index[entry.target]} [{entry.depth}]{lasti}"
        )
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            record(value, out)


def main():
    assert sys.version_info[:2] == (3, 12), "needs CPython 3.12"
    warnings.simplefilter("ignore")
    for path in sorted(pathlib.Path(__file__).parent.glob("*.py")):
        if path.name != pathlib.Path(__file__).name:
            out = []
            record(compile(path.read_text(), path.name, "exec"), out)
            path.with_suffix(".dis").write_text("\n".join(out) + "\n")


main()
