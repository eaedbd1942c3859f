# An error that was put aside
import gc
import weakref

import xray


class Upload:
    pass


def send(upload):
    local = upload
    raise OSError("no answer")


def try_to_send(upload):
    try:
        send(upload)
    except OSError as error:
        return error


gc.disable()
upload = Upload()
watch = weakref.ref(upload)
problem = try_to_send(upload)
del upload
print("the upload is deleted, alive:", watch() is not None)
xray.fact("alive", watch() is not None)
xray.referrers(watch())

problem.__traceback__ = None
print("the traceback is dropped, alive:", watch() is not None)
xray.fact("mended", watch() is not None)
