# A chain of objects, turned round link by link
class Node:
    def __init__(self, number, after):
        self.number = number
        self.after = after


def chain(length):
    first = None
    for number in range(length):
        first = Node(number, first)
    return first


def turned(node):
    before = None
    while node is not None:
        node.after, before, node = before, node, node.after
    return before


nodes = chain(25)
nodes = turned(nodes)
nodes = None
