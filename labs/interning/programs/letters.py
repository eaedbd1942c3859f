# One letter, one object?
import xray

WORD = "pandas"

table = [code for code in range(300) if chr(code) is chr(code)]
print("chr gives one object from", table[0], "to", table[-1])
xray.fact("last", table[-1])

print("taken out of a word:", WORD[1] is WORD[4])
print("as the only one joined:", "".join(["", WORD[1]]) is WORD[1])
xray.fact("taken", WORD[1] is WORD[4])

apart = [chr(code) for code in range(256) if eval(repr(chr(code))) is not chr(code)]
print("written in a program, and another object:", "".join(apart) or "none")
xray.fact("apart", "".join(apart) or "none")
