# Blocks in use by size class: numbers and text.
#
# Each cell prints by how many blocks of each size its lines between count_blocks and new_blocks changed the pools.

import sys
import xray

# The names are there before the counting, so that it does not see the table of names grow.
a = b = c = counter = d = i = None
n = 1000

# %%
a = b = c = d = i = None
xray.count_blocks()
a = [i for i in range(1000, 1100)]
print("ints", xray.new_blocks())
# %%
a = b = c = d = i = None
a = [i for i in range(1000, 1100)]
xray.count_blocks()
a = None
print("ints deleted", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [i for i in range(100)]
print("small ints", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [1 << 40, 1 << 41, 1 << 59]
b = [x * 3 for x in a]
print("two-digit ints", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
b = (1 << 200) + n
c = (1 << 1000) + n
d = (1 << 3000) + n
print("big ints", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
b = -n * 5000
print("negative", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [float(i) for i in range(150)]
print("floats", xray.new_blocks())
# %%
a = b = c = d = i = None
a = [float(i) for i in range(150)]
xray.count_blocks()
a = None
print("floats deleted", xray.new_blocks())
# %%
a = b = c = d = i = None
a = [float(i) for i in range(150)]
a = None
xray.count_blocks()
a = [float(i) for i in range(150)]
print("floats again", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [i > 3 for i in range(10)]
print("bools", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ["x" * (n + i) for i in range(0, 100, 7)]
print("str sizes", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "x" * 460
b = "x" * 463
c = "x" * 464
d = "y" * 1000
print("str long", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ["é" * i for i in range(2, 30, 5)]
print("str latin1", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ["Ω" * i for i in range(1, 30, 5)]
print("str bmp", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ["😀" * i for i in range(1, 30, 5)]
print("str astral", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [f"{i}:{n}" for i in range(10)]
print("str formatting", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [str(i * 100) for i in range(20)]
print("str of ints", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ",".join(["ab", "cd", "ef"] * 10)
print("str join", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ""
for i in range(50):
    a += "xy"
print("str concat grow", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = ""
for i in range(300):
    a += "xy"
print("str concat grow long", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "hello world".upper()
b = "hello".title()
c = "a b c".replace(" ", "--")
print("str upper", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "the quick brown fox jumps".split()
print("str split", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "hello world"
b = a[2:5]
c = a[:1]
d = a[::2]
print("str slices", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
b = "Ωmega"[0]
c = "abc"[1]
print("str index latin", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = [bytes(i) for i in range(0, 60, 7)]
b = bytes(600)
print("bytes", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = bytearray(10)
b = bytearray()
for i in range(40):
    b.append(i)
print("bytearray", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = 0
for i in range(2000):
    a += i
print("partial sums", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = 0.0
for i in range(100):
    a += 0.5
print("float sum", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "abc" + str(n)
b = a == "abc"
print("string compare", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = divmod(n, 7)
print("divmod", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = int("123456")
b = float("1.5")
print("int parse", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = repr([1, 2, 3])
b = repr({"a": 1})
print("repr", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
hash("abc" + str(n))
print("hash", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "".join(str(i) for i in range(5))
print("join gen", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = sys.intern("a b c" + str(n))
print("str interned", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = n * n * n * n
b = a // 7
c = a % 1000
print("int ops", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = b",".join([b"a", b"bc"])
print("bytes join", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "hello".encode()
b = a.decode()
print("encode", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
counter = 0
for i in range(300):
    counter += 1
print("global state", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = f"{n:>20}"
b = f"{1.5!r:10}"
print("fstring", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "%d-%s" % (n, "x")
print("percent", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "{} {}".format(n, "y")
print("format", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "  xx yy ".strip()
print("strip", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "xx".ljust(50)
print("ljust", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "a\nb\nc".splitlines()
print("splitlines", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = "a=b".partition("=")
print("partition", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = chr(300)
b = chr(65)
print("chr", xray.new_blocks())
# %%
a = b = c = d = i = None
xray.count_blocks()
a = sum([1.5, 2.5])
print("sum floats", xray.new_blocks())
