# The code object holds its constants
# %% the first cell: bind, and ask while its code still runs
import sys

import xray

a = 300
b = 400
c = a
d = a
print("same cell: a", sys.getrefcount(a), "b", sys.getrefcount(b))
xray.fact("a_same_cell", sys.getrefcount(a))
xray.fact("b_same_cell", sys.getrefcount(b))
xray.refs(a)

# %% a later cell: the first cell's code object is gone
print("later cell: a", sys.getrefcount(a), "b", sys.getrefcount(b))
xray.fact("a_later_cell", sys.getrefcount(a))
xray.fact("b_later_cell", sys.getrefcount(b))
xray.refs(a)
