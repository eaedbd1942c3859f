# What the compiler made
import xray

TAX = 1.2


def bill(price):
    tip = 2.5
    return price * TAX + tip


code = bill.__code__
print("locals, by number of their slot:", code.co_varnames)
print("names to look up:", code.co_names)
print("2.5 is a constant of the code:", 2.5 in code.co_consts)
xray.fact("varnames", code.co_varnames)
xray.fact("names", code.co_names)
xray.code(bill)
