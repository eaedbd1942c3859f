# The question is a reference too
import sys

import xray


def in_a_local():
    local = ["tea"]
    return sys.getrefcount(local)


def in_a_parameter(parameter):
    xray.refs(parameter)
    return sys.getrefcount(parameter)


def in_both():
    local = ["tea"]
    return in_a_parameter(local)


word = ["tea"]
answers = {
    "temporary": sys.getrefcount(["tea"]),
    "global": sys.getrefcount(word),
    "local": in_a_local(),
    "count": in_both(),
}
print("no name at all:", answers["temporary"])
print("one global name:", answers["global"])
print("one local name:", answers["local"])
print("a local name and a parameter:", answers["count"])
for name, answer in answers.items():
    xray.fact(name, answer)
