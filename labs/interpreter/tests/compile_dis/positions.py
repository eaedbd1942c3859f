for (a,
     b) in zip(x,
        y):
    print(a, b)
for i in x: pass
for q in \
   r:
   continue
