"""The module `xray` for a real CPython.

The labs provide `xray` themselves. Here every view prints nothing, and a fact is written to the file that the environment
variable XRAY_FACTS names, one JSON object a line, so that it can be compared with the lab's.
"""

import json
import os


def fact(name, value):
    """Record that `name` is `value`, as `str` shows it."""
    path = os.environ.get("XRAY_FACTS")
    if path:
        with open(path, "a", encoding="utf-8") as file:
            json.dump({"name": name, "value": str(value)}, file)
            file.write("\n")


def __getattr__(name):
    """Any other name is a view: it takes what it is given and prints nothing."""
    if name.startswith("__"):
        raise AttributeError(name)
    return _silent


def _silent(*_arguments, **_options):
    return None
