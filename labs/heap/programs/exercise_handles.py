# Exercise: a handle that notices
import xray


class Memory:
    """Blocks by hand. A handle whose block was freed shall read None. Change this class."""

    def __init__(self):
        self.contents = []
        self.free_blocks = []

    def malloc(self, content):
        if self.free_blocks:
            block = self.free_blocks.pop()
            self.contents[block] = content
        else:
            block = len(self.contents)
            self.contents.append(content)
        return block

    def free(self, handle):
        self.free_blocks.append(handle)

    def read(self, handle):
        return self.contents[handle]


# The check. Leave it as it is.
memory = Memory()
ann = memory.malloc("ann's letter")
alive = memory.read(ann)
memory.free(ann)
after = memory.read(ann)
bob = memory.malloc("bob's letter")
stale = memory.read(ann)
memory.free(ann)
eve = memory.malloc("eve's letter")
bobs = memory.read(bob)
blocks = len(memory.contents)

if alive != "ann's letter":
    print("Not yet: a living handle reads", alive)
elif after is not None or stale is not None:
    print("Not yet: ann's block is freed, and her handle reads", stale)
    print("A number alone cannot know. What else could a handle carry?")
elif bobs != "bob's letter":
    print("Not yet: ann freed her block twice, and bob reads", bobs)
elif blocks != 2:
    print("Not yet: freed blocks are not given out again.")
else:
    print("Solved: a stale handle reads nothing, and a second free does nothing.")
solved = (alive, after, stale, bobs, blocks) == ("ann's letter", None, None, "bob's letter", 2)
xray.fact("solved", solved)
