# A copy of a list, and the lists in it
rows = [["a"], ["b"]]
copy = rows[:]
copy.append(["c"])
copy[0].append("x")
print("rows:", rows)
copy = [row[:] for row in rows]
copy[0].append("y")
print("rows:", rows)
