def f():
    try:
        return 1
    finally:
        print("x")
def g(x):
    try:
        a = x
    except ValueError as e:
        print(e)
    except (TypeError, KeyError):
        raise
    except:
        return 5
    else:
        b = 1
    finally:
        c = 2
    return a
def h():
    with open("x") as f, open("y"):
        return f.read()
def gen():
    x = yield 1
    yield
    y = yield from gen()
    return y
def k():
    for i in range(3):
        try:
            if i: break
            continue
        finally:
            print(i)
    while True:
        with a: break
    return
def exits(d, a):
    while d:
        try:
            d.pop()
        except IndexError:
            continue
        with a:
            if d:
                return d
            try:
                pass
            finally:
                a()
