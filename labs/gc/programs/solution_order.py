# Solution: finalizers in any order
import gc

import xray


class File:
    """Takes text while it is open. Before it closes, its writer flushes."""

    def __init__(self):
        self.is_open = True

    def write(self, text):
        if not self.is_open:
            raise ValueError("write to a closed file")
        disk.append(text)

    def close(self):
        if self.is_open:
            self.writer.flush()
        self.is_open = False

    def __del__(self):
        self.close()


class Writer:
    """Keeps text back until it is flushed."""

    def __init__(self):
        self.kept_back = []

    def flush(self):
        while self.kept_back:
            self.file.write(self.kept_back.pop(0))

    def __del__(self):
        try:
            self.flush()
        except ValueError as error:
            problems.append(str(error))


# The check. Leave it as it is.
def lose(file, writer):
    file.writer, writer.file = writer, file
    writer.kept_back.append("the last line")


def try_order(*classes):
    """The collector finalizes in the order in which the two were made."""
    made = {made_class.__name__: made_class() for made_class in classes}
    lose(made["File"], made["Writer"])


disk = []
problems = []
gc.disable()
for order in ((Writer, File), (File, Writer)):
    try_order(*order)
    gc.collect()
    print(order[0].__name__, "first: on disk", len(disk), "problems", problems)

solved = len(disk) == 2 and not problems
if solved:
    print("Solved: nothing is lost, whoever is finalized first.")
else:
    print("Not yet: the two must not rely on an order.")
xray.fact("solved", solved)
