# A temporary, a rebinding, a deletion
import xray

log = []


class Probe:
    def __init__(self, name):
        self.name = name
        print(name, "is born")

    def __del__(self):
        print(self.name, "dies")
        log.append(self.name)


Probe("temporary")
print("- the next line")

x = Probe("first")
x = Probe("second")
print("- after the rebinding")

del x
print("- after the del")

xray.fact("order", " ".join(log))
