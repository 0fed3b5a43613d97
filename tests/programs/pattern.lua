-- A match that would go on for hours: signal handlers run while it does, and an
-- error of theirs ends it. What a handler matches itself is another match.

local text, slow = ("a"):rep(10000), ".-.-.-.-b"

local runs = 0
local function handler()
	runs = runs + 1
	assert(("key=value"):gsub("(%w+)=(%w+)", "%2=%1") == "value=key")
	if runs == 3 then error("stopped", 0) end
end

for _, match in ipairs {
	function() return text:find(slow) end,
	function() return text:match("(" .. slow .. ")") end,
	function() return text:gsub(slow, "x") end,
	function() return text:gmatch(slow)() end,
	function() return coroutine.wrap(function() return text:find(slow) end)() end,
} do
	runs = 0
	signal(SIGALRM, handler)
	setitimer(ITIMER_REAL, 0.01, 0.01)
	local ok, message = pcall(match)
	setitimer(ITIMER_REAL, 0)
	signal(SIGALRM, SIG_DFL)
	assert(not ok and message:find "stopped$", message)
	assert(text:find "b" == nil and text:match "^(a*)$" == text)
end

-- Patterns deeper than C's stack would bear.
local ok, message = pcall(string.find, text, ("a?"):rep(100000))
assert(not ok and message == "pattern too complex", message)

-- Flags show themselves.
assert(("%s|%-14s|"):format(CLONE_NEWPID + CLONE_NEWNS, CLONE_NEWUTS) == "CLONE_NEWPID|CLONE_NEWNS|CLONE_NEWUTS  |")
