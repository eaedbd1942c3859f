# Which lines ask for memory
import xray

menu = ["tea"]
price = 1.5
board = total = box = None


def show(name, change):
    """Print the blocks that one line takes: bytes of a block, and how many."""
    print(name, change)
    xray.fact(name, change)


xray.count_blocks()
board = menu
show("bind", xray.new_blocks())

xray.count_blocks()
total = price * 2
show("compute", xray.new_blocks())

xray.count_blocks()
box = []
show("make", xray.new_blocks())

xray.count_blocks()
box.append(price)
show("fill", xray.new_blocks())

xray.count_blocks()
board = box = None
show("drop", xray.new_blocks())
