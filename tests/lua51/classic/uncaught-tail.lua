-- Tail calls leave "(tail call): ?" in the traceback.
local function c() error("in c") end
local function b() return c() end
local function a() return b() end
print(pcall(a))
a()
