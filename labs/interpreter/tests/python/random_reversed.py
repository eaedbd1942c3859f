# %% Found by generated programs: when a walk backwards over a list lets the list go
class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def walk(*items):
    held = list(items)
    steps = reversed(held)
    del held, items
    while next(steps, None) is not None:
        pass
    print("at the end", steps.__length_hint__())
    print(next(steps, None))
    del steps
    print("walk gone")


walk()
walk(Thing("only"))
walk(Thing("first"), Thing("second"))
held = [Thing("short"), Thing("removed")]
steps = reversed(held)
held.pop()
del held
print(next(steps, None))
print(list(steps))
del steps
print("end")
row = (Thing("in a tuple"), 1)
steps = reversed(row)
print(len(list(steps)))
del row
print("row gone")
