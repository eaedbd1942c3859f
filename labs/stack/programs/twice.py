# A look at the locals
import sys

import xray


def visit(guest):
    before = sys.getrefcount(guest)
    seen = locals()
    during = sys.getrefcount(guest)
    del seen
    after = sys.getrefcount(guest)
    return before, during, after


def rename(guest):
    sys._getframe().f_locals["guest"] = "Bob"
    return guest


before, during, after = visit(["Ann"])
print("locals() was called, counts more:", during - before)
print("its result is deleted, counts more:", after - before)
print("a new value by f_locals, and the local is", rename("Ann"))
xray.fact("during", during - before)
xray.fact("after", after - before)
xray.fact("renamed", rename("Ann"))
