-- Numbers, strings, nothing and one.
local function show(t) table.sort(t) print(table.concat(t, " ")) end
show {}
show {1}
show {2, 1}
show {3, 1, 2}
show {5, 2, 8, 1, 9, 3}
show {1, 2, 3, 4, 5}
show {5, 4, 3, 2, 1}
show {1, 1, 1, 1}
show {-1, 0, 1, -0.5, 1e10, -1e10, 0.25}
show {"banana", "apple", "Cherry", "", "date", "apple2"}
show {"10", "9", "1"}
show {1 / 0, -1 / 0, 0}
print(table.sort {3, 2, 1})
