a = [x for x in y]
b = {x: z for x, z in y if x if z}
c = {x for q in y for x in q}
d = (x for x in y)
def f(y, x):
    l = [x for x in y]
    m = [lambda: x for x in y]
    n = [[j for j in i] for i in y]
    g = sum(x*2 for x in y)
    k = [z for x in y for z in [x+1]]
    q = [(w := x) for x in y]
    return x, w
