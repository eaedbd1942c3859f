# Names, containers, and the count
import sys

import xray

menu = ["tea", "coffee"]
xray.fact("count", sys.getrefcount(menu))
print("one name:", sys.getrefcount(menu))

board = menu
print("two names:", sys.getrefcount(menu))
xray.fact("two_names", sys.getrefcount(menu))

tables = [menu, menu, menu]
print("and three slots of a list:", sys.getrefcount(menu))
xray.fact("with_list", sys.getrefcount(menu))
xray.refs(menu)

tables.pop()
print("one slot popped:", sys.getrefcount(menu))

tables = None
print("the list let go:", sys.getrefcount(menu))

del board
print("the second name deleted:", sys.getrefcount(menu))
