"""Bytecode without its code object: findlabels, stack_effect, and what `dis` tells of plain bytes."""


def _unpack(code):
    """Offset, operation and argument of each instruction in bytes; the argument is None where there is none."""
    with_argument = set(hasarg)
    prefix = caches = 0
    for offset in range(0, len(code), 2):
        if caches:
            caches -= 1
            continue
        opcode = code[offset]
        caches = _cache_units(opcode)
        arg = code[offset + 1] | prefix << 8 if opcode in with_argument else None
        prefix = arg if opcode == EXTENDED_ARG else 0
        yield offset, opcode, arg


def _target(offset, opcode, arg):
    """Where a jump leads to."""
    units = -arg if "JUMP_BACKWARD" in opname[opcode] else arg
    return offset + 2 * (1 + _cache_units(opcode) + units)


def findlabels(code):
    """The offsets in bytecode that are jump targets, as the jumps to them come."""
    jumps = set(hasjrel)
    targets = [_target(*jump) for jump in _unpack(code) if jump[1] in jumps]
    return list(dict.fromkeys(targets))


def _instructions_of_bytes(code, show_caches=False):
    """The Instructions in bytes. Names and constants are not known, nor lines."""
    jumps, tables = set(hasjrel), {*hasconst, *hasname, *haslocal, *hasfree}
    labels = set(findlabels(code))
    for offset, opcode, arg in _unpack(code):
        value, text = arg, ""
        if opcode in jumps:
            value = _target(offset, opcode, arg)
            text = f"to {value}"
        elif arg is not None and opcode not in tables:
            value, text = _selection(opcode, arg)
        name = opname[opcode]
        is_target = offset in labels
        yield Instruction(name, opcode, arg, value, text, offset, None, is_target, Positions())
        if show_caches and name in _CACHES:
            yield from _cache_entries(name, offset, Positions())


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """By how much an instruction changes the height of the stack; the same whether it jumps or not."""
    effect = _stack_effect(opcode, 0 if oparg is None else oparg)
    if opcode >= HAVE_ARGUMENT and oparg is None:
        raise ValueError("stack_effect: opcode requires oparg but oparg was not specified")
    if opcode < HAVE_ARGUMENT and oparg is not None:
        raise ValueError("stack_effect: opcode does not permit oparg but oparg was specified")
    if jump not in (None, False, True):
        raise ValueError("stack_effect: jump must be False, True or None")
    if effect is not None:
        return effect
    if opcode in opmap.values():
        raise ValueError(f"stack_effect: no program of the labs has the instruction {opname[opcode]}")
    raise ValueError("invalid opcode or oparg")
