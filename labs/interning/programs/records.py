# Four keys in a thousand records
import sys

import xray

TEXT = "title=tea;author=ann;pages=12;year=2001"


def keys_of(records):
    return [key for record in records for key in record]


def read(text, key):
    record = {}
    for field in text.split(";"):
        name, value = field.split("=")
        record[key(name)] = value
    return record


def measure(title, key):
    records = [read(TEXT, key) for _ in range(1000)]
    keys = {id(name): name for name in keys_of(records)}
    size = sum(map(sys.getsizeof, keys.values()))
    print(title, "keys:", len(keys_of(records)), "objects:", len(keys), "bytes:", size)
    return len(keys), size


copies, copied = measure("as they come,", str)
shared, kept = measure("interned,", sys.intern)
xray.fact("copies", copies)
xray.fact("copied", copied)
xray.fact("shared", shared)
xray.fact("kept", kept)
