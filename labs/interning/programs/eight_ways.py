# A word made in eight ways
import sys

import xray

word = "orchard"
front = "orc"
longer = "the orchard"
ways = {
    "written again": "orchard",
    "added in the text": "orc" + "hard",
    "added while running": front + "hard",
    "joined": "".join(["orc", "hard"]),
    "cut out of another": longer[4:],
    "decoded from bytes": b"orchard".decode(),
    "cut out whole": word[:],
    "joined and interned": sys.intern("".join(["orc", "hard"])),
}
for way, other in ways.items():
    print(way, "equal:", other == word, "one object:", other is word)
    xray.fact(way.replace(" ", "_"), other is word)
objects = len({id(other) for other in ways.values()})
print("objects:", objects)
xray.fact("objects", objects)
xray.interned()
