for (a,
     b) in zip(x,
        y):
    print(a, b)
for i in x: pass
for q in \
   r:
   continue
def ends_with_a_semicolon(): return 1;
with a: b ;
class Many(1, 2, 3, **d): pass;
