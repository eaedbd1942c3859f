# Three places
import sys

import xray


def serve(menu):
    board = menu
    board.append("tea")
    codes.append(sys._getframe().f_code)
    xray.frames()


codes = []
card = ["cake"]
serve(card)
serve(card)
print("calls:", len(codes), "and code objects that ran:", len(set(map(id, codes))))
print("the one that ran is an object of the type", type(codes[0]).__name__)
print("the list that both calls used:", card)
xray.fact("calls", len(codes))
xray.fact("codes", len(set(map(id, codes))))
xray.fact("type", type(codes[0]).__name__)
