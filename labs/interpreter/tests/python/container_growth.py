# Sets, dicts and lists through random changes: order, sizes, hashes.
import sys
seed = 1
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
def rset():
    return {rnd(200) for _ in range(rnd(30))}
def rkey():
    k = rnd(4)
    if k == 0: return rnd(300)
    if k == 1: return str(rnd(40))
    if k == 2: return (rnd(5), rnd(5))
    return -rnd(50) * 1.5
for rounds in range(10):
    s = set()
    out = []
    for step in range(120):
        op = rnd(16)
        if op < 4: s.add(rnd(400))
        elif op == 4: s.discard(rnd(400))
        elif op == 5: s |= rset()
        elif op == 6: s -= rset()
        elif op == 7: s ^= rset()
        elif op == 8 and rnd(3) == 0: s &= set(range(rnd(400)))
        elif op == 9 and s: out.append(s.pop())
        elif op == 10: s = s.copy()
        elif op == 11: s = set(list(s))
        elif op == 12: s.update(range(rnd(20), rnd(100), 3))
        elif op == 13: s = s - rset()
        elif op == 14: s = s | frozenset(rset())
        elif op == 15: s.difference_update(list(rset()))
    out.append((list(s), sys.getsizeof(s), sys.getsizeof(frozenset(s)), hash(frozenset(s))))
    print(out)
for rounds in range(10):
    d = {}
    out = []
    for step in range(150):
        op = rnd(14)
        if op < 5: d[rkey()] = step
        elif op == 5: d.pop(rkey(), None)
        elif op == 6: d.update({rkey(): 0 for _ in range(rnd(10))})
        elif op == 7 and d: out.append(d.popitem())
        elif op == 8: d = d.copy()
        elif op == 9: d = dict(d)
        elif op == 10: d.setdefault(rkey(), 1)
        elif op == 11: d = d | {rkey(): 2}
        elif op == 12 and rnd(10) == 0: d = dict.fromkeys(d)
        elif op == 13:
            for k in list(d)[:rnd(6)]: del d[k]
    out.append((d, sys.getsizeof(d), list(reversed(d.items())), sys.getsizeof({**d})))
    print(out)
for rounds in range(10):
    l = []
    out = []
    for step in range(150):
        op = rnd(16)
        if op < 4: l.append(step)
        elif op == 4: l.insert(rnd(20) - 10, step)
        elif op == 5 and l: l.pop(rnd(len(l)))
        elif op == 6: l[rnd(10):rnd(20)] = range(rnd(8))
        elif op == 7: del l[rnd(10):rnd(20):rnd(3) + 1]
        elif op == 8: l.extend(range(rnd(10)))
        elif op == 9: l.extend(x for x in range(rnd(10)))
        elif op == 10: l += (1, 2, 3)
        elif op == 11: l.sort()
        elif op == 12: l.reverse()
        elif op == 13 and len(l) < 60: l *= rnd(3)
        elif op == 14 and rnd(3) == 0: l = l[rnd(5):]
        elif op == 15 and l: l.remove(l[rnd(len(l))])
        out.append(sys.getsizeof(l))
    print(l, out)
