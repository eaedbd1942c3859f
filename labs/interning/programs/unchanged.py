# Methods that give the string back
import xray

word = "".join(["orc", "hard"])
pair = tuple([1, [2]])
ways = {
    "word[:]": word[:],
    "str(word)": str(word),
    "word + ''": word + "",
    "word * 1": word * 1,
    "''.join([word])": "".join([word]),
    "'%s' % word": "%s" % word,
    "word.strip()": word.strip(),
    "word.replace('z', 'y')": word.replace("z", "y"),
    "word.split()[0]": word.split()[0],
    "word.lower()": word.lower(),
    "word.zfill(3)": word.zfill(3),
    "word[::-1][::-1]": word[::-1][::-1],
}
for way, result in ways.items():
    print(way, "is word:", result is word)
xray.fact("itself", sum(result is word for result in ways.values()))
xray.fact("ways", len(ways))

print("tuple(pair) is pair:", tuple(pair) is pair)
print("list(pair) is list(pair):", list(pair) is list(pair))
xray.fact("tuple", tuple(pair) is pair)
xray.fact("list", list(pair) is list(pair))
