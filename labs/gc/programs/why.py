# Why is it still there?
import gc
import weakref

import xray


class Session:
    def __init__(self, user):
        self.user = user


class Button:
    def __init__(self):
        self.handlers = []


def open_session(user):
    session = Session(user)
    button.handlers.append(lambda: session.user)
    return session


button = Button()
window = {"title": "tea", "buttons": [button]}
session = open_session("ann")
watch = weakref.ref(session)

del session
gc.collect()
print("the session is deleted and collected, alive:", watch() is not None)
xray.fact("alive", watch() is not None)
xray.referrers(watch())

holders = gc.get_referrers(watch())
print("get_referrers names", len(holders), "holder, a", type(holders[0]).__name__)
xray.fact("holder", type(holders[0]).__name__)

del holders
button.handlers.clear()
print("the handlers are cleared, alive:", watch() is not None)
xray.fact("cleared", watch() is not None)
