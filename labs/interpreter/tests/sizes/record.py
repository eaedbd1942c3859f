"""Records what `sys.getsizeof` says on real CPythons.

Run it with their paths, 64-bit builds, oldest first:

    python3 record.py python3.10 python3.11 python3.12 python3.13

For each program it writes a table beside this file, NAME.sizes: a column a version, a line a size, by the names that the program
prints. `-` stands where a version prints none. ../sizes.rs compares it with the runtime.
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[3]
SHIM = ROOT / "xtask" / "shim"
PROGRAMS = [ROOT / "labs" / "heap" / "programs" / "sizes.py", HERE / "changes.py"]


def sizes(python, program):
    """What the program prints on that CPython, by name."""
    run = subprocess.run(
        [python, "-S", SHIM / "run_cells.py", program],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(SHIM), "PYTHONHASHSEED": "0", "PATH": os.environ["PATH"]},
    )
    return dict(line.split() for line in run.stdout.splitlines() if ":" not in line)


def version(python):
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", ask], capture_output=True, check=True, text=True).stdout.strip()


def main():
    pythons = sys.argv[1:]
    for program in PROGRAMS:
        columns = [sizes(python, program) for python in pythons]
        names = {name: None for column in columns for name in column}
        rows = [["name", *map(version, pythons)]]
        rows += [[name, *(column.get(name, "-") for column in columns)] for name in names]
        text = "".join(" ".join(row) + "\n" for row in rows)
        (HERE / (program.stem + ".sizes")).write_text(text, encoding="utf-8")


main()
