"""A code object of CPython 3.12 as text that two compilers can be compared by: a line a fact, and a line an instruction.

`labs/interpreter/src/code/listing.rs` makes the same text of ours. Jumps name the instruction that they go to, and floats and
strings are spelt in hexadecimal, so that nothing depends on how either side prints them. `EXTENDED_ARG`s and cache entries
belong to the instruction that they stand at.
"""

import dis
import struct
import types


def listing(code):
    """The lines of a code object, then those of the code objects among its constants."""
    lines = [*_header(code), *_instructions(code)]
    lines.append("  bytecode " + code.co_code.hex())
    lines.append("  line table " + code.co_linetable.hex())
    lines.append("  exception table " + code.co_exceptiontable.hex())
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            lines += listing(value)
    return lines


def _header(code):
    yield (
        f"{code.co_qualname}: flags {code.co_flags}, arguments {code.co_argcount} "
        f"{code.co_posonlyargcount} {code.co_kwonlyargcount}, locals {code.co_nlocals}, "
        f"stack {code.co_stacksize}, line {code.co_firstlineno}"
    )
    for kind in ("names", "varnames", "cellvars", "freevars"):
        yield f"  {kind}: " + " ".join(getattr(code, "co_" + kind))
    for value in code.co_consts:
        yield "  const " + _constant(value)


def _instructions(code):
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
        yield (
            f"  {number} @{start} {instruction.opname} {'-' if arg is None else arg} "
            f"{_place(at.lineno, at.col_offset)} {_place(at.end_lineno, at.end_col_offset)}"
        )
    for entry in dis._parse_exception_table(code):
        lasti = " lasti" if entry.lasti else ""
        yield (
            f"  except {index[entry.start]} to {index[entry.end]} -> "
            f"{index[entry.target]} [{entry.depth}]{lasti}"
        )


def _place(line, column):
    return f"{'-' if line is None else line}:{'-' if column is None else column}"


def _constant(value):
    if isinstance(value, types.CodeType):
        return f"code {value.co_qualname}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"int {value:x}"
    if isinstance(value, float):
        return "float " + struct.pack(">d", value).hex()
    if isinstance(value, complex):
        return f"complex {_constant(value.real)} {_constant(value.imag)}"
    if isinstance(value, str):
        return "str " + value.encode("utf-8", "surrogatepass").hex()
    if isinstance(value, bytes):
        return "bytes " + value.hex()
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_constant, value)) + ")"
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(_constant, value))) + "}"
    return repr(value)
