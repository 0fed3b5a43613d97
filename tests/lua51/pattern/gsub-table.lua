print(("$name is $age"):gsub("%$(%w+)", {name = "Bob", age = 42}), ("a b c"):gsub("%w", {a = "1", b = false}), ("abc"):gsub("()", {[1] = "x", [3] = "y"}))
print(("abc"):gsub("%w", setmetatable({}, {__index = function(_, k) return k .. k end})), ("abc"):gsub("(a)(b)", {a = "first", b = "second"}), ("ab"):gsub("", {[""] = "-"}))
print(("abc"):gsub("%w", setmetatable({}, {__index = string})), ("len"):gsub("%w+", {len = 3.5}))
print(pcall(string.gsub, "abc", "b", {b = {}})) print(pcall(string.gsub, "abc", "b", {b = true})) print(pcall(string.gsub, "len", "%w+", setmetatable({}, {__index = string})))
