# A change is seen by both names, a new binding by one
menu = ["tea"]
board = menu
board.append("soup")
print("menu:", menu)
board = board + ["cake"]
print("menu:", menu, "board:", board)
menu = None
print("board:", board)
