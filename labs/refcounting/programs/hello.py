# Three lines to begin with
import xray

menu = ["tea", "coffee"]
board = menu
board.append("soup")

print("the name menu leads to", menu)
print("one list, two names:", menu is board)
xray.refs(menu)
