# Last freed, first given
import xray

X = b"x"


def thing():
    """A request of 483 bytes: blocks of 496, which few other objects use."""
    return X * 450


kept = [thing() for _ in range(3)]
first, second, third = thing(), thing(), thing()
names = {id(first): "first", id(second): "second", id(third): "third"}
del first
del second
del third
xray.pools(496)

fourth, fifth, sixth = thing(), thing(), thing()
order = [names.get(id(new), "another block") for new in [fourth, fifth, sixth]]
print("the new objects stand where these stood:", ", ".join(order))
xray.fact("order", ", ".join(order))
xray.pools(496)
