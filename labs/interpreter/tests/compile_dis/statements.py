x = 1
y = x + 2
print(x, y, sep=", ")
if x > 1:
    print("a")
elif y:
    print("b")
else:
    print("c")
while x < 10:
    x += 1
    if x == 5: continue
    if x == 7: break
else:
    print("done")
for i in range(3):
    print(i)
def f(a, b=2, *c, d, e=3, **g):
    """doc"""
    z = a
    return z + b
f(1, d=2)
