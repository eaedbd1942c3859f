# del takes away a name
import weakref

import xray


class Parcel:
    pass


parcel = Parcel()
label = parcel
watch = weakref.ref(parcel)

del parcel
try:
    parcel
except NameError as error:
    print(error)
print("the object is alive:", watch() is label)
xray.fact("alive_after_first", watch() is not None)

del label
print("after the last del, alive:", watch() is not None)
xray.fact("alive_after_last", watch() is not None)
