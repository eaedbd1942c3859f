# A chain a hundred thousand deep
import xray

DEPTH = 100_000


class Anchor:
    def __del__(self):
        print("the innermost object dies")


chain = Anchor()
for _ in range(DEPTH):
    chain = [chain]
xray.fact("depth", DEPTH)

print("dropping the outermost list")
del chain
print("and the program goes on")
