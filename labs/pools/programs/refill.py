# A block is freed, and given again
X = b"x"
kept = [X * 450]
first = X * 450
second = X * 450
place = id(first)
del first
print("freed")
third = X * 450
print("the third stands where the first stood:", id(third) == place)
fourth = X * 450
del second
kept = None
