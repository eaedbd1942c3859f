def f(a, b):
    if a:
        if b:
            return 1
    elif not b:
        return 2
    else:
        pass
    while a and b:
        a -= 1
        if a: continue
        b = 2
    for x in a:
        if x: 
            continue
        elif b:
            break
        print(x)
    else:
        return 3
    try:
        x = 1
    except E:
        pass
    print(x)
    del x
    print(x)
