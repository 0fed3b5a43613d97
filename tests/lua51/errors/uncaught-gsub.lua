print("before")
local function replace(word) error("no " .. word, 0) end
print((("a b c"):gsub("%w", function(c) if c == "b" then replace(c) end return c end)))
