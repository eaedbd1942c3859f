# Five objects, one id
import xray

one_by_one = [id(object()), id(object()), id(object()), id(object()), id(object())]
print("five temporaries, ids:", len(set(one_by_one)))
xray.fact("one_by_one", len(set(one_by_one)))

kept = [object(), object(), object(), object(), object()]
print("five that are kept, ids:", len({id(thing) for thing in kept}))
xray.fact("kept", len({id(thing) for thing in kept}))

print("id([]) == id([]):", id([]) == id([]))
print("[] is []:", [] is [])
xray.fact("equal_ids", id([]) == id([]))
xray.fact("identical", [] is [])
