# Memory managed by hand
import xray


class Memory:
    """Eight blocks, given out and taken back by their numbers, last in first out."""

    def __init__(self):
        self.blocks = [None] * 8
        self.free_blocks = [7, 6, 5, 4, 3, 2, 1, 0]

    def malloc(self, content):
        block = self.free_blocks.pop()
        self.blocks[block] = content
        return block

    def free(self, block):
        self.free_blocks.append(block)


memory = Memory()
for visitor in range(3):
    forgotten = memory.malloc("visitor " + str(visitor))
print("never freed: blocks in use", 8 - len(memory.free_blocks), "owners", 1)
xray.fact("leaked", 8 - len(memory.free_blocks) - 1)

memory = Memory()
ann = memory.malloc("ann's letter")
memory.free(ann)
bob = memory.malloc("bob's letter")
print("freed too soon: ann reads", memory.blocks[ann])
xray.fact("ann_reads", memory.blocks[ann])

memory = Memory()
ann = memory.malloc("ann's letter")
memory.free(ann)
memory.free(ann)
bob = memory.malloc("bob's letter")
eve = memory.malloc("eve's letter")
print("freed twice: bob and eve share a block:", bob == eve)
print("    bob reads", memory.blocks[bob])
xray.fact("shared", bob == eve)
xray.fact("bob_reads", memory.blocks[bob])
