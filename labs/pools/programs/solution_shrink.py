# Solution: let the arenas go
import xray


def answer(survivors):
    """Copies take room that is there, one beside the other. Then the originals die."""
    return [data[:1] + data[1:] for data in survivors]


# The check. Leave it as it is.
letters = [b"a", b"b", b"c"]
filler = []
held = xray.arenas_held()
while xray.arenas_held() == held:
    filler += [letters[0] * 420 for _ in range(35)]
filler += [letters[0] * 420 for _ in range(70)]

start = xray.arenas_held()
many = [letters[number % 3] * 420 for number in range(12_000)]
survivors = many[::1000]
del many
pinned = xray.arenas_held() - start

survivors = answer(survivors)
left = xray.arenas_held() - start
same = survivors == [letters[number % 3] * 420 for number in range(0, 12_000, 1000)]

if not same:
    print("Not yet: the objects must be equal to those that were passed.")
elif left < pinned - 2:
    print("Solved: of", pinned, "arenas more, most have gone back.")
else:
    print("Not yet: of", pinned, "arenas more,", left, "are left.")
    print("A list of the same objects leaves them where they are.")
xray.fact("pinned", pinned)
xray.fact("solved", same and left < pinned - 2)
