print(("hello 123"):match("%d+"), ("hello"):match("l"), ("hello"):match("x"), ("hello"):match("(h)(e)"), ("hello"):match("()ll()"))
print(("2024-01-15"):match("(%d+)-(%d+)-(%d+)"), ("  trim me  "):match("^%s*(.-)%s*$") .. "|", ("name=value"):match("^(%w+)=(%w*)$"))
print(("abc"):match(".", 2), ("abc"):match("^b", 2), ("abc"):match("b", -1), ("abc"):match("", 10), ("abc"):match("c", -1), ("abc"):match(".", 4))
print(string.match(12345, "3.*"), ("x"):match("x", 1.5), select("#", ("abc"):match("(a)(b)(c)")), select("#", ("abc"):match("z")))
