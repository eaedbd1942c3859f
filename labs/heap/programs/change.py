# To change an object, and to bind a name
import xray


def steps(name, before, after):
    print(name, "keeps the object:", before == after)


menu = ["tea"]
board = menu
before = id(menu)
menu.append("soup")
steps("append", before, id(menu))

menu += ["cake"]
steps("list +=", before, id(menu))
print("    the other name sees", board)
xray.fact("board", len(board))

menu = menu + ["bread"]
steps("list = list +", before, id(menu))
print("    the other name sees", board)

pair = ("tea", "soup")
other = pair
before = id(pair)
pair += ("cake",)
steps("tuple +=", before, id(pair))
print("    the other name sees", other)
xray.fact("other", len(other))
