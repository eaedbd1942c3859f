# %% Found by generated programs: the buffer of a list after deletions
import sys


def sizes(n, *steps):
    items = list(range(n))
    found = [sys.getsizeof(items)]
    for step in steps:
        del items[step]
        found.append(sys.getsizeof(items))
    print(n, steps, found, len(items))

for n in range(1, 9):
    sizes(n, *[0] * n)
    sizes(n, *[-1] * n)
    sizes(n, slice(0, 1), slice(0, 2))
    sizes(n, slice(None, None, 2), slice(None, None, 2))
sizes(40, *[0] * 40)
items = []
for i in range(20):
    items.append(i)
sizes = []
while items:
    del items[0]
    sizes.append(sys.getsizeof(items))
print(sizes)
