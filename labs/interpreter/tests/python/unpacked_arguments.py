# Unpacked arguments while a Python function runs: who holds the tuple and what is in it.
import sys


class Thing:
    pass


def count_item(*rest):
    return sys.getrefcount(rest[0])


def count_first(first, *rest):
    return sys.getrefcount(first)


def count_outside(first):
    return sys.getrefcount(holder[0]), sys.getrefcount(holder)


def drop_first(first):
    del first
    return sys.getrefcount(holder[0])


thing = Thing()
holder = (thing,)
print(count_item(*holder), count_first(*holder), count_outside(*holder), drop_first(*holder))
print(count_item(*[thing]), count_first(*[thing]), count_first(*(thing, 1)))
print(count_first(*[thing], *[1]), count_first(thing, *[1]))


def generator(first):
    yield sys.getrefcount(first)


print(list(generator(*holder)), list(generator(*[thing])))


class Ends:
    def __del__(self):
        print("it ends")


def forget(first):
    del first
    print("after del")


forget(*[Ends()])
forget(Ends())
print("returned")
