# Which type grows?
import gc

import xray


class Page:
    def __init__(self, number):
        self.number = number
        self.links = []


class Visitor:
    def __init__(self, page):
        self.page = page
        log.append(self.leave)

    def leave(self):
        return self.page.number


def census():
    """Living objects by the name of their type."""
    counts = {}
    for thing in gc.get_objects():
        name = type(thing).__name__
        counts[name] = counts.get(name, 0) + 1
    return counts


def serve(visits):
    for number in range(visits):
        Visitor(pages[number % 10])


log = []
pages = [Page(number) for number in range(10)]
serve(100)
gc.collect()
before = census()
serve(100)
gc.collect()
after = census()

grown = {name: after[name] - before.get(name, 0) for name in after}
for name in sorted(grown):
    if grown[name] >= 50:
        print("after 100 more visits:", grown[name], "more of", name)
        xray.fact(name, grown[name])
xray.fact("Page", grown["Page"])
xray.referrers(log[-1].__self__)
