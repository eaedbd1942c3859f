# A float's block is kept for a float
import xray

price = float("1.5")
address = id(price)
del price

count = int("1000")
print("an int of the same size takes the block:", id(count) == address)
xray.fact("int", id(count) == address)

weight = float("2.5")
print("a float takes it:", id(weight) == address)
xray.fact("float", id(weight) == address)
