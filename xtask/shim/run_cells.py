"""Runs a program cell by cell, as a notebook does: `run_cells.py FILE`.

A line that begins with `# %%` starts a cell. Each cell is compiled by itself, so that a finished cell's code object holds its
constants no more. All cells share one namespace, that of `__main__`.
"""

import sys


def cells(source):
    """Yield each cell's text, with as many empty lines in front as keep its line numbers."""
    lines = source.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("# %%")]
    bounds = [0, *starts, len(lines)]
    for start, end in zip(bounds, bounds[1:]):
        if start < end:
            yield "\n" * start + "".join(lines[start:end])


def run(path):
    """Run every cell of the file in one new `__main__`, which holds nothing of this runner."""
    with open(path, encoding="utf-8") as file:
        source = file.read()
    main = type(sys)("__main__")
    main.__file__ = path
    sys.modules["__main__"] = main
    for cell in cells(source):
        exec(compile(cell, path, "exec"), main.__dict__)


if __name__ == "__main__":
    run(sys.argv[1])
