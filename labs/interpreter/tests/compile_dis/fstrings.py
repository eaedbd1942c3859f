f"{x:{a}{b}}"
f"{x:{a}b{c}d}"
f"{x:a{b}}" "abc" f"{y!s:>10}" 'q'
f"{x:{a}}{y:{b:{c}}}"
f'''a
{x
+1:>3}
b'''
"a" f"b" "c"
f"{{}}{x}{{y}}"
f"\n{x}\t"
f"{x = }" f"{ x=!s}" f"{x=:>5}"
f"{f'{x}'}"
rf"\d{x}"
def gen():
    yield 1
f"{x:}"
f"{x!r}" "a"
"a" "b" f"{y}"
f"a" f"{x}" f"" "b"
with_a_comment = f"{ x + 1  # what it is
= }"
