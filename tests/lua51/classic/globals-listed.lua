-- What globals there are, in lua5.1's own names.
local names = {}
for k, v in pairs(_G) do if type(v) ~= "userdata" then names[k] = type(v) end end
for _, n in ipairs { "_G", "_VERSION", "arg", "assert", "collectgarbage", "coroutine", "debug", "dofile", "error", "gcinfo", "getfenv", "getmetatable", "io", "ipairs", "load", "loadfile", "loadstring", "math", "module", "newproxy", "next", "os", "package", "pairs", "pcall", "print", "rawequal", "rawget", "rawset", "require", "select", "setfenv", "setmetatable", "string", "table", "tonumber", "tostring", "type", "unpack", "xpcall" } do io.write(n, ":", tostring(names[n]), " ") end
print()
local function has(lib, list) io.write(lib, ": ") for n in list:gmatch("%S+") do io.write(n, "=", type(_G[lib][n]), " ") end print() end
has("coroutine", "create resume running status wrap yield")
has("debug", "debug getfenv gethook getinfo getlocal getmetatable getregistry getupvalue setfenv sethook setlocal setmetatable setupvalue traceback")
has("io", "close flush input lines open output popen read stderr stdin stdout tmpfile type write")
has("math", "abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min mod modf pi pow rad random randomseed sin sinh sqrt tan tanh")
has("os", "clock date difftime execute exit getenv remove rename setlocale time tmpname")
has("package", "config cpath loaded loaders loadlib path preload seeall")
has("string", "byte char dump find format gfind gmatch gsub len lower match rep reverse sub upper pack unpack")
has("table", "concat foreach foreachi getn insert maxn remove setn sort pack unpack move")
print(_VERSION, getmetatable("").__index == string, math.mod == math.fmod, string.gfind == string.gmatch)
