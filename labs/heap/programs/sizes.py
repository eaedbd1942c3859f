# How many bytes: more than three hundred objects
import sys
import types
import weakref

import xray

measured = 0


def size(name, thing):
    """Print and record what `sys.getsizeof` says: the object, its prefix and its own buffers."""
    global measured
    measured += 1
    print(f"{name:30}{sys.getsizeof(thing):7}")
    xray.fact(name, sys.getsizeof(thing))


# %% Numbers: 30 bits a digit
for digits in range(5):
    size(f"int_{digits}_digits", 2 ** (30 * digits) - 1)
    size(f"int_{digits + 1}_digits_least", 2 ** (30 * digits))
size("int_negative", -7)
size("int_negative_3_digits", -(2**80))
size("int_huge", 1 << 30000)
size("float", 1.5)
size("complex", 1 + 2j)
size("bool_false", False)
size("bool_true", True)
size("none", None)
size("not_implemented", NotImplemented)
size("ellipsis", ...)
size("object", object())

# %% Text and bytes: a header, then 1, 2 or 4 bytes a code point
size("str_empty", "")
for kind, letter in [("ascii", "a"), ("latin1", "\xe9"), ("bmp", "\u20ac"), ("astral", "\U0001f40d")]:
    for length in [1, 2, 7, 8, 100]:
        size(f"str_{kind}_{length}", letter * length)
size("str_mixed", "a\xe9\u20ac\U0001f40d")
size("str_joined", "".join(["ab", "cd", "\xe9"]))
size("str_sliced", ("x" * 50)[10:20])
for length in [0, 1, 7, 8, 100]:
    size(f"bytes_{length}", bytes(length))
size("bytearray_empty", bytearray())
size("bytearray_10", bytearray(10))
grown = bytearray()
for length in range(1, 41):
    grown.append(0)
    if length in (1, 2, 5, 9, 20, 40):
        size(f"bytearray_appended_{length}", grown)
grown += bytes(100)
size("bytearray_extended", grown)
del grown[10:]
size("bytearray_cut", grown)

# %% Sequences: 8 bytes an item, and room ahead of need
for length in [0, 1, 2, 3, 10, 20, 21]:
    size(f"tuple_{length}", tuple(range(length)))
for length in [0, 1, 2, 3, 4, 5, 8, 9, 100]:
    size(f"list_of_range_{length}", list(range(length)))
    size(f"list_of_tuple_{length}", list((0,) * length))
    size(f"list_of_generator_{length}", list(i for i in range(length)))
    size(f"list_comprehension_{length}", [i for i in range(length)])
    size(f"list_repeated_{length}", [0] * length)
one, two = 1, 2
size("list_display_1", [one])
size("list_display_2", [one, two])
size("list_display_3", [one, two, one])
size("list_constants_3", [1, 2, 3])
size("list_constants_5", [1, 2, 3, 4, 5])
size("list_unpacked", [*range(5), one])
grown = []
for length in range(1, 101):
    grown.append(length)
    if length in (1, 4, 5, 8, 9, 16, 17, 24, 25, 33, 100):
        size(f"list_appended_{length}", grown)
for left in [60, 49, 40, 20, 10, 3, 0]:
    while len(grown) > left:
        grown.pop()
    size(f"list_popped_to_{left}", grown)
grown = [one, two]
grown.insert(0, 0)
size("list_inserted", grown)
grown.extend(range(10))
size("list_extended", grown)
grown[2:4] = range(20)
size("list_spliced", grown)
size("list_sliced", grown[1:6])
size("list_copied", grown.copy())
size("list_added", grown + [one])
size("list_sorted", sorted(range(7)))
del grown[5:]
size("list_cut", grown)
grown.clear()
size("list_cleared", grown)
size("list_of_str", list("abcdefg"))
size("list_of_dict", list({"a": 1, "b": 2, "c": 3}))
size("list_of_set", list({1, 2, 3}))
size("list_of_items", list({"a": 1, "b": 2, "c": 3}.items()))
size("list_of_map", list(map(str, range(3))))
size("list_unpacked_generator", [*(i for i in range(3))])
size("list_split", "a b c d e f g".split())

# %% Dicts: an index table, and entries of 16 bytes if every key is a string, else of 24
size("dict_empty", {})
size("dict_of_words", {"a": 1, "b": 2})
size("dict_of_numbers", {1: 1, 2: 2})
size("dict_keywords", dict(a=1))
size("dict_of_pairs", dict([("a", 1), ("b", 2)]))
size("dict_comprehension", {i: i for i in range(20)})
size("dict_literal_6", {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6})
size("dict_from_keys", dict.fromkeys(range(20)))
size("dict_from_keys_str", dict.fromkeys("abcdefgh"))
words, numbers = {}, {}
for count in range(1, 201):
    words[f"key{count}"] = count
    numbers[count] = count
    if count in (1, 5, 6, 10, 11, 21, 22, 42, 43, 85, 86, 170, 171):
        size(f"dict_grown_{count}_words", words)
        size(f"dict_grown_{count}_numbers", numbers)
for count in range(1, 190):
    del numbers[count]
size("dict_after_deletions", numbers)
size("dict_copied_after_deletions", numbers.copy())
numbers[0] = 0
size("dict_inserted_after_deletions", numbers)
size("dict_copied", words.copy())
size("dict_rebuilt", dict(words))
size("dict_merged", {**words, "more": 1})
size("dict_or", words | {"more": 1})
mixed = {"a": 1}
mixed[1] = 2
size("dict_mixed", mixed)
numbers.clear()
size("dict_cleared", numbers)
updated = {}
updated.update(a=1, b=2)
size("dict_updated", updated)
words.popitem()
size("dict_popped", words)

# %% Sets: eight entries inside the object, then a table of 16 bytes an entry
size("set_empty", set())
size("frozenset_empty", frozenset())
size("set_display", {1, 2, 3})
grown = set()
for count in range(1, 101):
    grown.add(count)
    if count in (1, 4, 5, 18, 19, 76, 77):
        size(f"set_grown_{count}", grown)
size("set_copied", grown.copy())
size("frozenset_of_set", frozenset(grown))
size("frozenset_of_range_30", frozenset(range(30)))
size("set_of_list_30", set(list(range(30))))
size("set_of_dict_30", set(dict.fromkeys(range(30))))
size("set_union", {1, 2, 3} | {4, 5, 6})
size("set_intersection", grown & {1, 2, 3})
size("set_difference", grown - {1, 2, 3})
while len(grown) > 3:
    grown.pop()
size("set_popped", grown)
grown.add(1000)
size("set_added_after_pops", grown)
grown.clear()
size("set_cleared", grown)

# %% Ranges, slices and iterators
size("range", range(10))
size("slice", slice(1, 10, 2))
size("iter_list", iter([]))
size("iter_list_reversed", reversed([]))
size("iter_tuple", iter(()))
size("iter_dict_keys", iter({}))
size("iter_dict_items", iter({}.items()))
size("iter_dict_reversed", reversed({}))
size("iter_set", iter(set()))
size("iter_str", iter("abc"))
size("iter_str_wide", iter("\u20ac"))
size("iter_bytes", iter(b"abc"))
size("iter_range", iter(range(10)))
size("iter_range_long", iter(range(2**70)))
size("iter_sentinel", iter(int, 1))
size("reversed_tuple", reversed((1, 2)))
size("enumerate", enumerate([]))
size("zip", zip([], []))
size("map", map(str, []))
size("filter", filter(None, []))
size("dict_keys", {}.keys())
size("dict_values", {}.values())
size("dict_items", {}.items())


# %% Functions and what runs them
def plain(first, second=2):
    """A function with a default."""
    total = first + second
    return total


def outer(value):
    def inner():
        return value

    return inner


def count_up(limit):
    number = 0
    while number < limit:
        yield number
        number += 1


def walk(first, second, third):
    here = yield first
    while True:
        for item in second:
            here = yield item + third
        first, second = here, first


closure = outer(5)
size("function", plain)
size("function_lambda", lambda: 0)
size("function_closure", closure)
size("cell", closure.__closure__[0])
size("generator_small", count_up(3))
size("generator_large", walk(1, [2], 3))
started = walk(1, [2], 3)
next(started)
size("generator_started", started)
size("generator_expression", (item for item in range(3)))
finished = count_up(0)
for _ in finished:
    pass
size("generator_finished", finished)
size("builtin_function", len)
size("builtin_method", [].append)
size("method_descriptor", list.append)
size("class_method_descriptor", dict.__dict__["fromkeys"])
size("wrapper_descriptor", object.__init__)
size("method_wrapper", object().__str__)
size("getset_descriptor", type.__dict__["__dict__"])
size("member_descriptor", type(plain).__dict__["__closure__"])
size("property", property(plain))
size("classmethod", classmethod(plain))
size("staticmethod", staticmethod(plain))
# A code object ends with its instructions, and each version has its own. These two are as short in all of them.
size("code_of_lambda", (lambda: 0).__code__)
size("code_of_closure", closure.__code__)
if sys.version_info[:2] == (3, 12):
    size("code_of_function", plain.__code__)
    size("code_of_generator", walk.__code__)


# %% Classes and their instances
class Plain:
    pass


class Lone:
    pass


class Slotted:
    __slots__ = ("left", "right")


class Bare:
    __slots__ = ()


class Child(Plain):
    def method(self):
        return self


class SlottedChild(Slotted):
    __slots__ = ("middle",)


class SlottedWithDict(Slotted):
    pass


class MyInt(int):
    pass


class MyFloat(float):
    pass


class MyStr(str):
    pass


class MyBytes(bytes):
    pass


class MyTuple(tuple):
    pass


class MyList(list):
    pass


class MyDict(dict):
    pass


class MySet(set):
    pass


class Problem(Exception):
    pass


class Meta(type):
    pass


class Made(metaclass=Meta):
    pass


for kind in [object, type, int, str, list, dict, len.__class__, ValueError]:
    size(f"static_type_{kind.__name__}", kind)
for kind in [Plain, Slotted, Bare, Child, MyInt, MyStr, MyList, Problem, Meta, Made]:
    size(f"class_{kind.__name__}", kind)
size("class_called_type", type("Called", (), {}))
size("instance_empty", Plain())
holder = Plain()
holder.one = 1
size("instance_one_attribute", holder)
size("instance_dict", holder.__dict__)
size("instance_after_dict", holder)
many = Plain()
for number in range(40):
    setattr(many, f"name{number}", number)
size("instance_many_attributes", many)
size("instance_dict_many", many.__dict__)
size("class_whose_instance_has_dict", Plain)
alone = Lone()
for count in range(1, 41):
    setattr(alone, f"name{count}", count)
    if count in (1, 5, 6, 10, 11, 30, 31):
        size(f"instance_dict_alone_{count}", alone.__dict__)
size("class_Lone", Lone)
second = Lone()
second.name1 = 1
size("instance_dict_second", second.__dict__)
del second.name1
size("instance_dict_emptied", second.__dict__)
listed = MyList()
listed.name = 1
size("instance_dict_of_list", listed.__dict__)
size("instance_dict_empty", Child().__dict__)
size("instance_slots", Slotted())
size("instance_slots_child", SlottedChild())
size("instance_slots_with_dict", SlottedWithDict())
size("instance_bare", Bare())
size("instance_child", Child())
size("bound_method", Child().method)
size("instance_int", MyInt(5))
size("instance_int_zero", MyInt(0))
size("instance_int_3_digits", MyInt(2**80))
size("instance_float", MyFloat(1.5))
size("instance_str", MyStr("abc"))
size("instance_str_latin1", MyStr("ab\xe9"))
size("instance_str_empty", MyStr())
size("instance_bytes", MyBytes(b"abc"))
size("instance_tuple", MyTuple((1, 2)))
size("instance_tuple_empty", MyTuple())
size("instance_list", MyList())
size("instance_list_3", MyList([1, 2, 3]))
size("instance_dict_subclass", MyDict())
size("instance_dict_subclass_1", MyDict(a=1))
size("instance_set", MySet())
size("instance_metaclass", Made())
size("super", super(Child, Child()))
kept = Plain()
size("weakref", weakref.ref(kept))
size("module", sys)
size("module_made", types.ModuleType("made"))
size("mappingproxy", Plain.__dict__)
size("namespace", types.SimpleNamespace(a=1))
size("generic_alias", list[int])

# %% Exceptions and what they carry
size("exception", Exception())
size("exception_with_args", Exception("a", "b"))
size("exception_own", Problem("a"))
size("exception_UnicodeDecodeError", UnicodeDecodeError("utf-8", b"a", 0, 1, "why"))
for kind in [StopIteration, SystemExit, KeyError, NameError, AttributeError, ImportError, OSError, SyntaxError]:
    size(f"exception_{kind.__name__}", kind())
try:
    plain(1, "2")
except TypeError as problem:
    size("exception_raised", problem)
    size("traceback", problem.__traceback__)
    size("frame", problem.__traceback__.tb_next.tb_frame)

print("objects:", measured)
xray.fact("objects", measured)
