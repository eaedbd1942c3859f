# Sizes of objects while they change, and of those that many ways lead to
import sys


def size(name, thing):
    print(f"{name:34}{sys.getsizeof(thing):8}")


class Alone:
    pass


alone = Alone()
for index in range(40):
    setattr(alone, f"n{index}", index)
    size(f"shared_dict_{index}", alone.__dict__)
    size(f"shared_class_{index}", Alone)
second, third = Alone(), Alone()
second.n0 = third.other = 1
size("shared_second", second.__dict__)
size("shared_third", third.__dict__)


class Deleting:
    pass


first, second = Deleting(), Deleting()
first.x = first.y = 1
size("deleting_class", Deleting)
del first.x
second.x = 1
size("deleting_class_after", Deleting)
size("deleting_first", first.__dict__)
size("deleting_second", second.__dict__)


class Ordered:
    pass


first, second, third = Ordered(), Ordered(), Ordered()
first.a = first.b = 1
second.b = 1
second.a = 1
third.a = 1
size("ordered_other_order", second.__dict__)
size("ordered_same_order", third.__dict__)
third.__dict__[5] = 1
size("ordered_with_number", third.__dict__)
size("ordered_class", Ordered)

for base in (list, dict, set, float, str, int, tuple, bytes, bytearray, complex, property, Exception):
    kind = type("Kind", (base,), {})
    made = kind()
    size(f"of_{base.__name__}", made)
    made.name = 1
    size(f"of_{base.__name__}_dict", made.__dict__)
    size(f"of_{base.__name__}_class", kind)
for length in range(10):
    for base, value in [(tuple, range(length)), (bytes, b"x" * length), (int, 2 ** (20 * length)), (str, "\xe9" * length)]:
        kind = type("Kind", (base,), {})
        made = kind(value)
        made.name = length
        size(f"of_{base.__name__}_{length}", made)


class Slots:
    __slots__ = ("a", "b")


class SlotsAndDict(Slots):
    pass


class SlotsAgain(SlotsAndDict):
    __slots__ = ("c",)


class SlotsWeak:
    __slots__ = ("a", "__weakref__")


class SlotsDict:
    __slots__ = ("a", "__dict__")


class Mixed(Slots, Alone):
    pass


for kind in (Slots, SlotsAndDict, SlotsAgain, SlotsWeak, SlotsDict, Mixed):
    size(f"instance_{kind.__name__}", kind())
    size(f"class_{kind.__name__}", kind)

for n in range(20):
    size(f"list_of_generator_{n}", list(i for i in range(n)))
    size(f"list_unpacked_generator_{n}", [*(i for i in range(n))])
    size(f"list_unpacked_list_{n}", [*[0] * n])
    size(f"list_unpacked_set_{n}", [*set(range(n))])
    size(f"list_of_dict_{n}", list(dict.fromkeys(range(n))))
    size(f"list_of_map_{n}", list(map(str, range(n))))
    size(f"list_of_str_{n}", list("a" * n))
    size(f"list_added_generator_{n}", [1].__iadd__(i for i in range(n)))
    size(f"tuple_of_generator_{n}", tuple(i for i in range(n)))
    size(f"tuple_unpacked_{n}", (*range(n),))
    size(f"set_comprehension_{n}", {i for i in range(n)})
    size(f"set_of_generator_{n}", set(i for i in range(n)))
    size(f"dict_comprehension_{n}", {i: i for i in range(n)})
    size(f"split_blanks_{n}", ("a " * n).split())
    size(f"split_commas_{n}", ("," * n).split(","))
    size(f"split_twice_{n}", ("," * n).split(",", 2))
    size(f"split_wide_{n}", ("," * n).split("\u20ac"))
    size(f"split_lines_{n}", ("a\n" * n).splitlines())
    size(f"split_bytes_{n}", (b"," * n).split(b","))
for n in (8, 20, 33, 60, 200):
    popped = list(range(n))
    while popped:
        popped.pop()
        size(f"list_of_{n}_popped_to_{len(popped)}", popped)
    for kept in (1, 5, 20):
        cut = list(range(n))
        del cut[kept:]
        size(f"list_of_{n}_cut_to_{kept}", cut)
items = [1, 2, 3]
items += (4, 5)
size("list_added_tuple", items)
items *= 3
size("list_multiplied", items)
items[3:3] = [9, 9]
size("list_slice_inserted", items)
del items[::2]
size("list_stride_deleted", items)
items.remove(9)
size("list_removed", items)
items.sort()
size("list_sorted", items)

for n in range(1, 20):
    size(f"dict_from_keys_{n}", dict.fromkeys(map(str, range(n))))
    size(f"dict_of_pairs_{n}", dict((str(i), i) for i in range(n)))
    size(f"dict_of_zip_{n}", dict(zip(range(n), range(n))))
    table = dict(**{str(i): i for i in range(n)})
    size(f"dict_of_keywords_{n}", table)
    table.update({str(-i): 1 for i in range(n)})
    size(f"dict_updated_{n}", table)
    table.pop("0")
    table["z"] = 1
    size(f"dict_popped_{n}", table)
    size(f"dict_copied_{n}", table.copy())
    size(f"dict_of_dict_{n}", dict(table))
    table |= {1: 2}
    size(f"dict_or_{n}", table)
    size(f"frozenset_of_dict_{n}", frozenset(table))
    numbers = set(range(n))
    numbers.update(range(n, 2 * n))
    size(f"set_updated_{n}", numbers)
    numbers.discard(0)
    numbers -= {1, 2, 3}
    size(f"set_lessened_{n}", numbers)
    size(f"set_copied_{n}", numbers.copy())
    numbers &= {5, 6}
    size(f"set_and_{n}", numbers)
    numbers ^= {7, 8, 9, 10}
    size(f"set_xor_{n}", numbers)
for start in (2, 3):
    queue, names = dict.fromkeys(range(start)), dict.fromkeys(map(str, range(start)))
    for i in range(500):
        queue[i + start] = names[str(i + start)] = None
        del queue[i], names[str(i)]
    size(f"dict_as_queue_of_{start}", queue)
    size(f"dict_as_queue_of_{start}_names", names)
few = dict.fromkeys(range(6))
for i in range(5):
    del few[i]
for key in "abcd":
    few[key] = 1
    size(f"dict_refilled_{key}", few)


def keywords(**given):
    return given


def positions(*given):
    return given


size("given_keywords_2", keywords(a=1, b=2))
size("given_keywords_6", keywords(a=1, b=2, c=3, d=4, e=5, f=6))
size("given_positions", positions(1, 2, 3))

text, data = "", b""
for n in range(20):
    text += "\xe9"
    size(f"str_added_{n}", text)
    data += b"ab"
    size(f"bytes_added_{n}", data)
size("str_joined", ",".join(["a"] * 5))
size("str_formatted", "%s-%d" % ("\xe9", 5))
size("str_interpolated", f"{5}\u20ac")
size("str_replaced", "abc".replace("a", "\xe9"))
size("str_upper", "\xdf".upper())
size("str_narrowed", "a\xe9\u20ac"[:1])
size("str_less_narrowed", "a\xe9\u20ac"[:2])
buffer = bytearray(b"abc")
buffer.extend(b"d" * 7)
size("bytearray_extended", buffer)
buffer.pop()
size("bytearray_popped", buffer)
buffer.clear()
size("bytearray_cleared", buffer)
buffer.insert(0, 1)
size("bytearray_inserted", buffer)
size("bytearray_added", buffer + b"12")
size("bytearray_multiplied", buffer * 5)

for power in range(0, 130, 5):
    size(f"int_power_{power}", 2**power)
    size(f"int_power_{power}_divided", 2**1000 // 2 ** (1000 - power))
    size(f"int_power_{power}_product", 2**power * (2**power - 1))
size("int_difference", 2**60 - 2**60 + 1000)
size("int_and", 2**100 & 1023)
size("int_of_bytes", int.from_bytes(b"\x01" * 9, "big"))
