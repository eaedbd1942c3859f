# Solution: a listener that can go
import gc
import weakref

import xray


class Feed:
    def __init__(self):
        self.listeners = []

    def tell(self, news):
        for listener in list(self.listeners):
            listener(news)


class Reader:
    def __init__(self, feed):
        self.seen = []
        listen(feed, self)

    def read(self, news):
        self.seen.append(news)


def listen(feed, reader):
    """The feed holds a function, and that has a weak reference."""
    watch = weakref.ref(reader)

    def tell(news):
        reader = watch()
        if reader is not None:
            reader.read(news)

    feed.listeners.append(tell)


# The check. Leave it as it is.
gc.disable()
feed = Feed()
reader = Reader(feed)
feed.tell("tea is served")
seen = list(reader.seen)
watch = weakref.ref(reader)
del reader
gone = watch() is None
feed.tell("the soup is cold")

if seen != ["tea is served"]:
    print("Not yet: a living reader must be told, and it has seen", seen)
elif not gone:
    print("Not yet: the last name is deleted, and the reader is alive.")
    print("What does the feed hold? Ask xray.referrers(watch()).")
else:
    print("Solved: the feed tells its readers and holds none.")
xray.fact("solved", seen == ["tea is served"] and gone)
