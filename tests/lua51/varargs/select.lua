-- select and ... count nils, at the front, in the middle and at the end.
local function count(...) return select("#", ...) end
print(count(), count(nil), count(nil, nil), count(1, nil, nil))
print(select(1), select(1, nil), select(2, "a"))
print(select(-1, 1, 2, 3), select(-3, 1, 2, 3))
print(pcall(select, -4, 1, 2, 3))
print(pcall(select, 0, 1))
print(pcall(select))
print(pcall(select, "x"))
print(pcall(select, {}, 1))
print(select("#"), select("#", nil), select("2", "a", "b"), (select(2.9, "a", "b", "c")))
print(select(4, 1, 2, 3), "nothing before")
