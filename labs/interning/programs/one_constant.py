# One constant for all functions of a file
def first():
    return 1000


def second():
    return 1000


a = first()
b = second()
print("one object:", a is b)
c = int("1000")
print("made while running, the same object:", c is a)
b = c = None
print("the constant is left:", a)
