# %% Found by generated programs: the dict that an instance's attributes become
import gc
import sys

gc.disable()
gc.collect()


class Thing:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("del", getattr(self, "name", "nameless"))


def show(thing):
    attributes = vars(thing)
    referents = [type(item).__name__ for item in gc.get_referents(thing)]
    print(gc.is_tracked(attributes), len(gc.get_referents(attributes)), referents)
    print(sys.getsizeof(attributes), sys.getsizeof(thing), list(attributes))


def link_then_ask(thing):
    thing.link = thing
    vars(thing)


def ask_then_link(thing):
    vars(thing)
    thing.link = thing


def hold_the_dict(thing):
    held = vars(thing)
    thing.link = thing
    print(gc.is_tracked(held))
    show(thing)
    gc.collect()
    show(thing)


def link_in_the_dict(thing):
    show(thing)
    vars(thing)["link"] = thing
    show(thing)


def add_a_number(thing):
    held = vars(thing)
    held[5] = 5
    thing.link = thing
    show(thing)


def add_many(thing):
    vars(thing)
    for number in range(40):
        setattr(thing, f"attribute{number}", number)
    show(thing)
    thing.link = thing
    show(thing)


def remove(thing):
    held = vars(thing)
    thing.link = thing
    del thing.link
    show(thing)
    thing.link = []
    held["more"] = 5
    show(thing)
    held.clear()
    show(thing)
    thing.link = thing
    show(thing)


def take_the_last(thing):
    held = vars(thing)
    thing.link = thing
    held.popitem()
    show(thing)


def replace(thing):
    held = vars(thing)
    thing.link = []
    thing.__dict__ = {"name": "replaced"}
    show(thing)
    print(list(held), gc.is_tracked(held), len(gc.get_referents(held)))


def change_order(thing):
    held = vars(thing)
    thing.link = []
    del thing.name, thing.held
    thing.other = 4
    thing.held = 3
    thing.name = "again"
    show(thing)


for change in (
    link_then_ask,
    ask_then_link,
    hold_the_dict,
    link_in_the_dict,
    add_a_number,
    add_many,
    remove,
    take_the_last,
    replace,
    change_order,
):
    print(change.__name__)
    gc.collect()
    subject = Thing("subject")
    change(subject)
    del subject
    print("collected", gc.collect())


def outlive(*held):
    thing = Thing("short", *held)
    attributes = vars(thing)
    thing.link = [thing.name]
    del thing
    print(gc.is_tracked(attributes), len(gc.get_referents(attributes)), list(attributes))
    attributes["name"] = "changed"
    attributes["fresh"] = Thing("fresh")
    print(gc.is_tracked(attributes), len(gc.get_referents(attributes)), list(attributes))


outlive()
outlive(Thing("held"))
thing = Thing("held by its dict")
attributes = vars(thing)
thing.link = thing
del thing
print(gc.collect(), len(attributes), len(gc.get_referents(attributes)))
attributes.clear()
print(gc.collect())
