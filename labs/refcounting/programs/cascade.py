# One death brings the next
import xray

log = []


class Node:
    def __init__(self, name, *parts):
        self.name = name
        self.parts = parts

    def __del__(self):
        log.append(self.name)


leaf = Node("kept leaf")
tree = Node("root", Node("left", Node("left leaf")), Node("right", leaf))

print("before the del:", log)
del tree
print("after the del:", log)
xray.fact("deaths", len(log))
xray.fact("order", ", ".join(log))
