# Two equal texts become one object
import sys

half = "private "
first = half + "heap"
second = half + "heap"
print("equal:", first == second, "one object:", first is second)
first = sys.intern(first)
second = sys.intern(second)
print("interned, one object:", first is second)
