"""Compiles sources and tells what became of them: a JSON list of texts comes in, a JSON list of their listings goes out.

One process does it for all programs of the labs. Needs CPython 3.12, whose instructions the labs' compiler makes.
"""

import json
import sys
import warnings

from listing import listing


def main():
    assert sys.version_info[:2] == (3, 12), "needs CPython 3.12"
    warnings.simplefilter("ignore")
    sources = json.load(sys.stdin)
    codes = [compile(source, "<cell>", "exec", dont_inherit=True) for source in sources]
    json.dump(["".join(line + "\n" for line in listing(code)) for code in codes], sys.stdout)


main()
