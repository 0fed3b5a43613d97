-- Emitters whose handlers fail, remove themselves and add others.
local function emitter() local handlers = {} return {
  on = function(name, f) handlers[name] = handlers[name] or {} table.insert(handlers[name], f) return f end,
  off = function(name, f) for i, h in ipairs(handlers[name] or {}) do if h == f then table.remove(handlers[name], i) return true end end return false end,
  emit = function(name, ...) local n, errors = 0, {} for _, h in ipairs({ unpack(handlers[name] or {}) }) do local ok, err = pcall(h, ...) if ok then n = n + 1 else errors[#errors + 1] = err end end return n, unpack(errors) end } end
local e = emitter()
local seen = {}
e.on("x", function(...) seen[#seen + 1] = select("#", ...) end)
local once once = e.on("x", function() e.off("x", once) seen[#seen + 1] = "once" e.on("x", function() seen[#seen + 1] = "added" end) end)
e.on("x", function(v) error("bad " .. tostring(v), 0) end)
print(e.emit("x", 1, nil)) print(e.emit("x")) print(e.emit("y")) print(table.concat(seen, " "))
print(e.off("x", print), e.off("nothing", print))
local machine = { state = "idle", transitions = { idle = { start = "running" }, running = { pause = "paused", stop = "idle" }, paused = { resume = "running", stop = "idle" } } }
function machine:fire(event) local to = self.transitions[self.state][event] if not to then return nil, ("no %s from %s"):format(event, self.state) end self.state = to return to end
for ev in ("start pause start resume stop stop"):gmatch("%a+") do print(ev, machine:fire(ev)) end
