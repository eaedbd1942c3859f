# Who looks into the table
import xray

hundred = int("100")
ways = {
    "50 + 50": int("50") + int("50"),
    "10**30 - (10**30 - 100)": int("1" + 30 * "0") - (int("1" + 30 * "0") - 100),
    "200 // 2": int("200") // int("2"),
    "abs(-100)": abs(int("-100")),
    "round(99.7)": round(99.7),
    "len of a list": len([None] * hundred),
    "ord('d')": ord("d"),
    "a byte of b'd'": b"d"[0],
    "sum of a range": sum(range(5)) * 10,
    "float 100.0": 100.0,
}
for way, result in ways.items():
    print(way, "is 100:", result is hundred)
xray.fact("shared", sum(result is hundred for result in ways.values()))
xray.fact("ways", len(ways))
