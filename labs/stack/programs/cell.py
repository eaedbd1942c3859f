# Two functions and one cell
import xray


def make_counter():
    count = 0
    label = "guests"

    def more():
        nonlocal count
        count += 1

    def show():
        return count

    xray.frames()
    return more, show


more, show = make_counter()
more()
more()
print("more and show hold one cell:", more.__closure__[0] is show.__closure__[0])
print("its contents:", more.__closure__[0].cell_contents, "and show() says", show())
code = make_counter.__code__
print("in cells:", code.co_cellvars, "and in slots alone:", code.co_varnames)
print("slots of show for it:", show.__code__.co_freevars)
xray.fact("one_cell", more.__closure__[0] is show.__closure__[0])
xray.fact("contents", more.__closure__[0].cell_contents)
xray.fact("cellvars", code.co_cellvars)
