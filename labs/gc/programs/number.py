# The number that collect() returns
# %% the first cell
import gc

import xray


class Node:
    pass


def pair():
    left, right = Node(), Node()
    left.other, right.other = right, left
    return left


gc.collect()
gc.disable()

pair()
nodes = gc.collect()
print("two nodes:", nodes)
xray.fact("nodes", nodes)

# %% the second cell defines the class once more
class Node:
    pass


a_class = gc.collect()
print("a class that nobody leads to any more:", a_class)
xray.fact("a_class", a_class)

# %% the third cell makes a mistake
def divide(number):
    held = pair()
    try:
        return number / 0
    except ZeroDivisionError as error:
        saved = error
        return "no answer"


divide(1)
a_mistake = gc.collect()
print("an exception that its own frame kept:", a_mistake)
xray.fact("a_mistake", a_mistake)

pair()
everything = gc.collect()
print("two nodes, and nothing else:", everything)
xray.fact("again", everything)
