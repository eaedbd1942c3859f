"""Records how CPython 3.12 compiles the programs of this folder.

Run it with CPython 3.12: for each NAME.py it writes NAME.dis, against which
../compile_dis.rs compares our compiler.
"""

import pathlib
import sys
import warnings

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[3] / "xtask" / "shim"))

from listing import listing


def main():
    assert sys.version_info[:2] == (3, 12), "needs CPython 3.12"
    warnings.simplefilter("ignore")
    for path in sorted(FOLDER.glob("*.py")):
        if path.name != pathlib.Path(__file__).name:
            lines = listing(compile(path.read_text(), path.name, "exec"))
            path.with_suffix(".dis").write_text("\n".join(lines) + "\n")


main()
