-- Functions that matching calls match themselves, and fail.
local function deep(n) if n == 0 then return "." end return (("xy"):gsub("x", function(c) return c .. deep(n - 1) end)) end
print(deep(10), deep(50):len())
print(pcall(string.gsub, "abc", "%w", function(c) if c == "b" then error("at b", 0) end return c:find(c) end))
print(("a1b2"):gsub("%a(%d)", function(d) return (("x"):rep(d):gsub("x", "<%0>")) end))
local it = ("one two three"):gmatch("%a+")
print(it(), ("nested"):match("n(.)"), it(), ("q"):gsub("q", it), it())
print(pcall(("a"):gmatch("(a")))
local co = coroutine.wrap(function() for w in ("a b c"):gmatch("%a") do coroutine.yield(w) end return "end" end)
print(co(), ("z"):find("z"), co(), co(), co())
