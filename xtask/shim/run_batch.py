"""Runs many programs in one process: a JSON list of sources comes in, a JSON list of what they printed goes out.

Each has a new `__main__` and is run cell by cell. Between two, what the one has left is collected and the collector is set as at the
start. What a program prints of ignored exceptions is left out; an exception that it does not catch is its last line.
"""

import gc
import io
import json
import os
import sys

from run_cells import cells

_THRESHOLD = gc.get_threshold()


class _Nowhere:
    """Takes what is written to standard error."""

    def write(self, text):
        pass

    def flush(self):
        pass


def run(source):
    """Run one program and return what it printed."""
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    try:
        for cell in cells(source):
            exec(compile(cell, "program.py", "exec"), main.__dict__)
    except BaseException as error:
        print(f"raised {type(error).__name__}: {error}")


def run_apart(source):
    """Run one program, and put back what it may have changed."""
    output = sys.stdout = io.StringIO()
    run(source)
    del sys.modules["__main__"]
    text = output.getvalue()
    gc.callbacks.clear()
    gc.set_debug(0)
    gc.set_threshold(*_THRESHOLD)
    gc.enable()
    # What a finalizer makes can keep the rest alive until the next collection; each is called once.
    for _ in range(4):
        gc.collect()
    # A cycle of objects that no type can break, such as iterators, would be found by every later collection.
    if gc.collect():
        gc.freeze()
    return text


def main():
    out = sys.stdout
    sys.stderr = _Nowhere()
    texts = [run_apart(source) for source in json.load(sys.stdin)]
    json.dump(texts, out)
    out.flush()
    # What the programs have left alive would print as the interpreter ends.
    os._exit(0)


main()
