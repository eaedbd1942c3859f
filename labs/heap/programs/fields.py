# The words of four objects, pointers by name
# differs 3.14: a tuple has its hash before its slots; the lab counts it and moves no slot
import ctypes
import sys

import xray


def words(address, size):
    """The bytes from an address on, as numbers of eight bytes; the last may be shorter."""
    data = ctypes.string_at(address, size)
    return [int.from_bytes(data[at : at + 8], "little") for at in range(0, size, 8)]


def show(title, address, size, names):
    print(title)
    for index, word in enumerate(words(address, size)):
        print(f"    +{8 * index}: {names.get(word, hex(word))}")


# %%
number = 1000
price = 1.5
pair = (price, None)
order = [price, price, None]
items = words(id(order) + 24, 8)[0]
names = {
    id(int): "pointer to int",
    id(float): "pointer to float",
    id(tuple): "pointer to tuple",
    id(list): "pointer to list",
    id(price): "pointer to price",
    id(None): "pointer to None",
    items: "address of the items",
}

show("the int 1000", id(number), sys.getsizeof(number), names)
show("the float 1.5", id(price), sys.getsizeof(price), names)
show("a tuple of two", id(pair), 24 + 2 * 8, names)
show("a list of three", id(order), 40, names)
show("its items, elsewhere", items, 3 * 8, names)
xray.fact("price_count", words(id(price), 8)[0])
xray.bytes(order)
