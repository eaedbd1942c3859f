# Which ints are one object
import xray


def is_shared(number):
    """Make the number twice while the program runs: is it one object?"""
    text = str(number)
    return int(text) is int(text)


runs = []
for number in range(-10, 301):
    shared = is_shared(number)
    if not runs or runs[-1][2] != shared:
        runs.append([number, number, shared])
    runs[-1][1] = number

for first, last, shared in runs:
    print("from", first, "to", last, "one object" if shared else "two objects")

least, greatest, _ = runs[1]
xray.fact("least", least)
xray.fact("greatest", greatest)
xray.fact("shared", greatest - least + 1)
