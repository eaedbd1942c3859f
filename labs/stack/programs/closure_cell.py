# One variable of two functions
def make_log():
    entries = []

    def add(entry):
        entries.append(entry)

    def read():
        return entries

    return add, read


add, read = make_log()
add("opened")
print("read() gives", read())
add = None
print("one function is gone, read() gives", read())
read = None
