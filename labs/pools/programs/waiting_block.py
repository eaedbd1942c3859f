# A float's block waits for a float
price = float("1.5")
place = id(price)
del price
count = int("1000")
print("an int of the same size takes the block:", id(count) == place)
weight = float("2.5")
print("a float takes it:", id(weight) == place)
del weight
del count
