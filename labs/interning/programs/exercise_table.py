# Exercise: a table of interned strings
import xray


def hash_of(string):
    """A hash that is quick, and poor: many words share one."""
    return len(string)


def intern(table, string):
    """Return the string in the table that equals this one; enter it if there is none. Change this function."""
    key = hash_of(string)
    if key not in table:
        table[key] = string
    return table[key]


# The check. Leave it as it is.
def check():
    table = {}
    tea = "".join(["t", "ea"])
    again = "".join(["te", "a"])
    egg = "".join(["e", "gg"])
    yield "the first comes back itself", intern(table, tea) is tea
    yield "an equal one gives the first", intern(table, again) is tea
    yield "another of the same hash comes back itself", intern(table, egg) is egg
    yield "and does not displace the first", intern(table, again) is tea
    yield "nor is it displaced", intern(table, "".join(["eg", "g"])) is egg
    yield "a second table knows nothing of the first", intern({}, again) is again


red = 0
for sentence, green in check():
    print("green:" if green else "red:", sentence)
    red += not green
if red:
    print("Not yet:", red, "of the sentences are red. What if two words share a hash?")
else:
    print("Solved: one object for equal strings, and only for them.")
xray.fact("solved", not red)
