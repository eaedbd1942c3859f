# How many blocks are kept, from version to version
import xray


class Guest:
    def greet(self):
        return "hello"


guest = Guest()
numbers, pair, row = range(5), (1, 2), [1, 2]


def kept(make):
    """Of 300 objects that die together, how many blocks do not go back to their pools?"""
    things = [make(number) for number in range(300)]
    xray.count_blocks()
    things.clear()
    return 300 + min(xray.new_blocks().values())


for name, make in {
    "ints": lambda number: number + 1000,
    "ints of two digits": lambda number: number + 10**10,
    "bound methods": lambda number: guest.greet,
    "built-in methods": lambda number: row.append,
    "ranges": lambda number: range(5),
    "walks over a range": lambda number: iter(numbers),
    "walks over a tuple": lambda number: iter(pair),
    "walks over a list": lambda number: iter(row),
}.items():
    number = kept(make)
    print("of 300", name, "kept:", number)
    xray.fact(name.replace(" ", "_").replace("-", "_"), number)
