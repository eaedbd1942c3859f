# Constants of two cells
# %% the first cell
import sys

import xray

number = 1000
again = 1000
text = "hello world"
name = "hello_world"
small = 100
print("within a cell, 1000:", number is again)
print("    getrefcount:", sys.getrefcount(number))
xray.fact("within", number is again)
xray.fact("count_within", sys.getrefcount(number))

# %% the second cell has constants of its own
later = 1000
later_text = "hello world"
later_name = "hello_world"
later_small = 100
print("across cells, 1000:", number is later)
print("    'hello world':", text is later_text)
print("    'hello_world':", name is later_name)
print("    100:", small is later_small)
print("    getrefcount of the first 1000:", sys.getrefcount(number))
xray.fact("across", number is later)
xray.fact("across_text", text is later_text)
xray.fact("across_name", name is later_name)
xray.fact("across_small", small is later_small)
xray.fact("count_across", sys.getrefcount(number))
