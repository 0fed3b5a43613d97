-- Errors in the function of load are load's result.
local function strip(ok, e) return ok, type(e) == "string" and e:gsub("\nstack traceback:.*", "") or type(e) end
print(strip(load(function() error("failed", 0) end))) print(strip(load(function() error({}) end))) print(strip(load(function() error() end))) print(strip(load(function() return {} end))) print(strip(load(function() return true end))) print(strip(load(function() local x = nil + 1 end)))
