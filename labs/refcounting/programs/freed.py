# Reading a block after its object is gone
# differs 3.14: the count word of a freed list holds the address of the next free one, another on each run
import ctypes

import xray


def count_at(address):
    return ctypes.c_ssize_t.from_address(address).value


gone = ["old"]
address = id(gone)
print("while it lives:", count_at(address))

del gone
print("after its death:", count_at(address))
xray.fact("after", count_at(address))

tenant = ["new"]
holders = [tenant, tenant]
print("a new list stands in the same block:", id(tenant) == address)
print("read at the old address again:", count_at(address))
xray.fact("tenant", count_at(address))
