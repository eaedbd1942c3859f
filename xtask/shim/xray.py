"""The module `xray` for a real CPython.

The labs provide `xray` themselves. Here every view prints nothing, and a fact is written to the file that the environment
variable XRAY_FACTS names, one JSON object a line, so that it can be compared with the lab's.

Blocks are counted by `sys._debugmallocstats()`, which the allocator writes to file descriptor 2. Its table goes to a file, and is
read there number by number: a list, a dict or a tuple made on the way would leave its block to the interpreter's free lists, and
the next count would see it.
"""

import gc
import json.encoder
import os
import sys
import tempfile


def fact(name, value):
    """Record that `name` is `value`, as `str` shows it.

    Written piece by piece: no list, dict or closure is made that would take a block the program has just given back, or be
    garbage for the collector to find.
    """
    if _FACTS is not None:
        text = '{"name": ' + _quoted(name) + ', "value": ' + _quoted(str(value)) + "}\n"
        os.write(_FACTS, text.encode())


def count_blocks():
    """Start counting: from now on, `new_blocks()` tells the change. Empties the interpreter's free lists."""
    _clear_attribute_cache()
    gc.collect()
    _write_stats(_BEFORE)


def new_blocks():
    """The change since `count_blocks()`, as a dict {bytes of a block: blocks in use more}, smallest first."""
    _write_stats(_NOW)
    change = {}
    size = 16
    before = now = _FIRST_ROW
    while size <= 512:
        blocks = 0
        if _number(_NOW, now + 5, 7) == size:
            blocks += _number(_NOW, now + 24, 16)
            now += _ROW
        if _number(_BEFORE, before + 5, 7) == size:
            blocks -= _number(_BEFORE, before + 24, 16)
            before += _ROW
        if blocks:
            change[size] = blocks
        size += 16
    return change


def arenas_held():
    """How many arenas the allocator holds now."""
    _write_stats(_NOW)
    place = _FIRST_ROW
    while os.pread(_NOW, 1, place) != b"\n":
        place += _ROW
    # The empty line after the rows, then: arenas in all, given back, at most, and held now.
    return _number(_NOW, place + 1 + 3 * _FIGURE + 36, 22)


_quoted = json.encoder.encode_basestring_ascii
_path = os.environ.get("XRAY_FACTS")
_FACTS = os.open(_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644) if _path else None

# The cache of attributes found on types keeps names alive, until others take their places.
_clear_attribute_cache = getattr(sys, "_clear_internal_caches", None) or sys._clear_type_cache
_STDERR = os.dup(2)
_BEFORE_FILE = tempfile.TemporaryFile()
_NOW_FILE = tempfile.TemporaryFile()
_BEFORE = _BEFORE_FILE.fileno()
_NOW = _NOW_FILE.fileno()


def _write_stats(descriptor):
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.dup2(descriptor, 2)
    sys._debugmallocstats()
    os.dup2(_STDERR, 2)


def _number(descriptor, place, width):
    """The number in a column, read digit by digit; -1 where another kind of line stands."""
    number = 0
    for character in os.pread(descriptor, width, place):
        if 48 <= character <= 57:
            number = number * 10 + character - 48
        elif character != 32 and character != 44 and character != 10:
            return -1
    return number


# A row of the table is a size class: number, bytes of a block, pools, blocks in use, blocks free. A figure after the table is a
# line with its name. All rows have one width, and so have all figures.
_write_stats(_NOW)
_text = os.pread(_NOW, 1 << 16, 0).decode()
_FIRST_ROW = _text.index("------------\n") + len("------------\n")
_ROW = _text.index("\n", _FIRST_ROW) + 1 - _FIRST_ROW
_figure = _text.index("# arenas allocated total")
_FIGURE = _text.index("\n", _figure) + 1 - _figure

# The first call of a function makes things that stay, so each is called once before it counts. The first `repr` of a container makes
# the list of what is being shown.
repr([None])
count_blocks()
new_blocks()
arenas_held()


def __getattr__(name):
    """Any other name is a view: it takes what it is given and prints nothing."""
    if name.startswith("__"):
        raise AttributeError(name)
    return _silent


def _silent(*_arguments, **_options):
    return None
