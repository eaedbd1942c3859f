# A string has no room to grow
import sys

import xray

for text in ("", "a", "a" * 10, "a" * 100):
    print(len(text), "characters:", sys.getsizeof(text), "bytes")

text = "a" * 100
for character in ("a", "é", "€", "🍵"):
    longer = text + character
    print("100 and", character, "->", sys.getsizeof(longer) - sys.getsizeof(text), "bytes more")
xray.fact("plus_a", sys.getsizeof(text + "a") - sys.getsizeof(text))
xray.fact("plus_cup", sys.getsizeof(text + "🍵") - sys.getsizeof(text))

held = "ab" * 10
other = held
before = id(held)
held += "c"
print("with another holder, += makes a new string:", id(held) != before)
print("and the other name still sees", other)
