"""Instructions as values: Positions, Instruction, and what makes them of a code object."""


class _Record(tuple):
    """A tuple whose items have the names in `_fields`, as `collections.namedtuple` makes."""

    __slots__ = ()
    _fields = ()
    _field_defaults = {}

    def __new__(cls, *values, **named):
        values = list(values)
        for name in cls._fields[len(values):]:
            if name in named:
                values.append(named.pop(name))
            elif name in cls._field_defaults:
                values.append(cls._field_defaults[name])
            else:
                raise TypeError(f"{cls.__name__}.__new__() missing the argument {name!r}")
        if named or len(values) > len(cls._fields):
            raise TypeError(f"{cls.__name__}.__new__() takes the arguments {cls._fields}")
        return tuple.__new__(cls, values)

    def __repr__(self):
        fields = [f"{name}={value!r}" for name, value in zip(self._fields, self)]
        return f"{self.__class__.__name__}({', '.join(fields)})"

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, **named):
        return self.__class__(**(self._asdict() | named))


def _field(index):
    return property(lambda self: self[index])


class Positions(_Record):
    """Where in the source an instruction comes from; None where that is not known."""

    __slots__ = ()
    _fields = ("lineno", "end_lineno", "col_offset", "end_col_offset")
    _field_defaults = dict.fromkeys(_fields)
    lineno, end_lineno, col_offset, end_col_offset = map(_field, range(4))


class Instruction(_Record):
    """One operation with its argument."""

    __slots__ = ()
    _fields = (
        "opname",
        "opcode",
        "arg",
        "argval",
        "argrepr",
        "offset",
        "starts_line",
        "is_jump_target",
        "positions",
    )
    _field_defaults = {"positions": None}
    opname, opcode, arg, argval, argrepr, offset, starts_line, is_jump_target, positions = map(
        _field, range(9)
    )

    def _disassemble(self, lineno_width=3, mark_as_current=False, offset_width=4):
        """The instruction as `dis.dis` prints it; a width of 0 leaves the line's number out."""
        fields = []
        if lineno_width:
            line = "" if self.starts_line is None else str(self.starts_line)
            fields.append(line.rjust(lineno_width))
        fields.append("-->" if mark_as_current else "   ")
        fields.append(">>" if self.is_jump_target else "  ")
        fields.append(str(self.offset).rjust(offset_width))
        fields.append(self.opname.ljust(20))
        if self.arg is not None:
            fields.append(str(self.arg).rjust(5))
            if self.argrepr:
                fields.append(f"({self.argrepr})")
        return " ".join(fields).rstrip()


# The cache entries of an operation: a name and how many units it takes.
_CACHES = {
    "LOAD_GLOBAL": {"counter": 1, "index": 1, "module_keys_version": 1, "builtin_keys_version": 1},
    "BINARY_OP": {"counter": 1},
    "UNPACK_SEQUENCE": {"counter": 1},
    "COMPARE_OP": {"counter": 1},
    "BINARY_SUBSCR": {"counter": 1},
    "FOR_ITER": {"counter": 1},
    "LOAD_SUPER_ATTR": {"counter": 1},
    "LOAD_ATTR": {"counter": 1, "version": 2, "keys_version": 2, "descr": 4},
    "STORE_ATTR": {"counter": 1, "version": 2, "index": 1},
    "CALL": {"counter": 1, "func_version": 2},
    "STORE_SUBSCR": {"counter": 1},
    "SEND": {"counter": 1},
}


def _cache_entries(opname, offset, positions):
    """The cache entries behind an operation at `offset`. No operation is specialised here, so they hold 0."""
    for name, units in _CACHES[opname].items():
        for unit in range(units):
            offset += 2
            argrepr = "" if unit else f"{name}: 0"
            yield Instruction("CACHE", 0, 0, None, argrepr, offset, None, False, positions)


def _cache_units(opcode):
    """How many cache entries follow an operation."""
    return sum(_CACHES.get(opname[opcode], {}).values())


def _code_object(x):
    """The code object of a function, method or generator, or of source text."""
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    code = _code_of(x)
    if code is None:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")
    return code


def _try_compile(source, name):
    """The code object of an expression; if the source is none, of a module."""
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        pass
    return compile(source, name, "exec")


def findlinestarts(code):
    """Pairs of an offset and the number of the line that starts there."""
    last = None
    for start, _end, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line


def _instructions_of(code, line_offset=0, handlers=(), show_caches=False):
    """The Instructions of a code object; the first instructions of `handlers` count as jump targets."""
    lines = dict(findlinestarts(code))
    rows = _instructions(code)
    jumps = set(hasjrel)
    targets = {row[3] for row in rows if row[1] in jumps}
    targets.update(entry[2] for entry in handlers)
    for opname, opcode, arg, argval, argrepr, offset, positions, caches in rows:
        line = lines.get(offset)
        if line is not None:
            line += line_offset
        positions = Positions(*positions)
        yield Instruction(
            opname, opcode, arg, argval, argrepr, offset, line, offset in targets, positions
        )
        if show_caches and caches:
            yield from _cache_entries(opname, offset, positions)


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """The Instructions of a function, method, generator, code object or source text.

    `first_line` is what the first line is to be called. `adaptive` changes nothing: no operation is specialised here.
    """
    code = _code_object(x)
    line_offset = 0 if first_line is None else first_line - code.co_firstlineno
    return _instructions_of(code, line_offset, show_caches=show_caches)
