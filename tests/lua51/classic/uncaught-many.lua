-- A traceback of more than 22 levels leaves out those in the middle.
local function down(n) if n == 0 then error("bottom") end down(n - 1) return n end
down(40)
