"""Printing: dis and its kin, code_info, Bytecode."""

import types as _types

_HAVE_CODE = (
    _types.MethodType,
    _types.FunctionType,
    _types.CodeType,
    classmethod,
    staticmethod,
    type,
)

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED",
    2: "NEWLOCALS",
    4: "VARARGS",
    8: "VARKEYWORDS",
    16: "NESTED",
    32: "GENERATOR",
    64: "NOFREE",
    128: "COROUTINE",
    256: "ITERABLE_COROUTINE",
    512: "ASYNC_GENERATOR",
}


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Print the instructions of a class, a module, or what has a code object; None: of the last traceback.

    Code objects among the constants follow, `depth` levels deep.
    """
    if x is None:
        distb(file=file, show_caches=show_caches)
        return
    code = _code_of(x)
    if code is not None:
        _disassemble_recursive(code, file, depth, show_caches)
    elif isinstance(x, str):
        _disassemble_recursive(_try_compile(x, "<dis>"), file, depth, show_caches)
    elif isinstance(x, (bytes, bytearray)):
        for line in _lines(list(_instructions_of_bytes(x, show_caches)), len(x), -1):
            print(line, file=file)
    elif hasattr(x, "__dict__"):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, _HAVE_CODE):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(value, file=file, depth=depth, show_caches=show_caches)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _disassemble_recursive(code, file, depth, show_caches):
    disassemble(code, file=file, show_caches=show_caches)
    if depth is not None:
        if depth <= 0:
            return
        depth -= 1
    for constant in code.co_consts:
        if isinstance(constant, _types.CodeType):
            print(file=file)
            print(f"Disassembly of {constant!r}:", file=file)
            _disassemble_recursive(constant, file, depth, show_caches)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of a traceback's frame; an arrow marks the one that raised."""
    if tb is None:
        raise RuntimeError("no last traceback to disassemble")
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of a code object; an arrow marks the one at `lasti`."""
    for line in _lines_of(co, lasti, 0, show_caches):
        print(line, file=file)


disco = disassemble


def _lines_of(code, lasti, line_offset, show_caches):
    """What `dis.dis` prints, line by line: the instructions, then the exception table."""
    handlers = _exception_table(code)
    instructions = list(_instructions_of(code, line_offset, handlers, show_caches))
    yield from _lines(instructions, len(code.co_code), lasti)
    if handlers:
        yield "ExceptionTable:"
    for start, end, target, depth, has_lasti in handlers:
        lasti_text = " lasti" if has_lasti else ""
        yield f"  {start} to {end - 2} -> {target} [{depth}]{lasti_text}"


def _lines(instructions, size, lasti):
    """The lines of Instructions that take `size` bytes."""
    starts = [it.starts_line for it in instructions if it.starts_line is not None]
    lineno_width = max(3, len(str(max(starts)))) if starts else 0
    offset_width = max(4, len(str(size - 2)))
    for at, instruction in enumerate(instructions):
        if instruction.starts_line is not None and instruction.offset > 0:
            yield ""
        # An instruction's cache entries belong to it.
        next_offset = instruction.offset + 2
        if at + 1 < len(instructions):
            next_offset = instructions[at + 1].offset
        is_current = instruction.offset <= lasti < next_offset
        yield instruction._disassemble(lineno_width, is_current, offset_width)


def pretty_flags(flags):
    """The names of the flags in `co_flags`."""
    bits = [1 << bit for bit in range(32) if flags & 1 << bit]
    return ", ".join([COMPILER_FLAG_NAMES.get(bit, hex(bit)) for bit in bits]) or hex(flags)


def code_info(x):
    """What a code object consists of, as text."""
    code = _code_object(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Stack size:        {code.co_stacksize}",
        f"Flags:             {pretty_flags(code.co_flags)}",
    ]
    parts = (
        ("Constants:", map(repr, code.co_consts)),
        ("Names:", code.co_names),
        ("Variable names:", code.co_varnames),
        ("Free variables:", code.co_freevars),
        ("Cell variables:", code.co_cellvars),
    )
    for heading, values in parts:
        numbered = [f"{number:4}: {value}" for number, value in enumerate(values)]
        if numbered:
            lines.append(heading)
            lines.extend(numbered)
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print what a code object consists of."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of a function, method, generator, code object or source text, to iterate over."""

    def __init__(
        self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False
    ):
        self.codeobj = _code_object(x)
        first = self.codeobj.co_firstlineno
        self.first_line = first if first_line is None else first_line
        self._line_offset = self.first_line - first
        self._original_object = x
        self.current_offset = current_offset
        self.show_caches = show_caches
        self.adaptive = adaptive

    def __iter__(self):
        handlers = _exception_table(self.codeobj)
        return _instructions_of(self.codeobj, self._line_offset, handlers, self.show_caches)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The instructions of a traceback's innermost frame, with the one that raised as the current one."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches)

    def info(self):
        """What the code object consists of, as text."""
        return code_info(self.codeobj)

    def dis(self):
        """What `dis.dis` would print, as text."""
        lasti = -1 if self.current_offset is None else self.current_offset
        lines = _lines_of(self.codeobj, lasti, self._line_offset, self.show_caches)
        return "".join([line + "\n" for line in lines])


__all__ = [
    "code_info",
    "dis",
    "disassemble",
    "distb",
    "disco",
    "findlinestarts",
    "findlabels",
    "show_code",
    "get_instructions",
    "Instruction",
    "Bytecode",
    "cmp_op",
    "hasarg",
    "hasconst",
    "hasname",
    "hasjrel",
    "hasjabs",
    "haslocal",
    "hascompare",
    "hasfree",
    "hasexc",
    "opname",
    "opmap",
    "HAVE_ARGUMENT",
    "EXTENDED_ARG",
    "stack_effect",
]
