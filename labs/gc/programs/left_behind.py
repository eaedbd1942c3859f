# Two dicts that nobody reaches
import gc

gc.disable()
gc.collect()
tea = {}
cup = {"holds": tea}
tea["is in"] = cup
del tea
del cup
print("found unreachable:", gc.collect())
