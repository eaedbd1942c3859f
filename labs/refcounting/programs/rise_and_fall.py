# A count that rises and falls
menu = ["tea", "coffee"]
board = menu
tables = [menu, menu]
tables.pop()
board = None
tables = [menu]
del menu
print("one slot is left:", tables)
tables.clear()
print("none is left")
