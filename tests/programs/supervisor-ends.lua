-- How services end, and what a supervisor makes of it: exit statuses, restarts,
-- back-off, giving up, strategies.
local sys = require "sys"
local supervisor = require "supervisor"

local function equal(got, wanted, what)
  if got ~= wanted then error(("%s: %s, and not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

-- script is a service that runs a shell script; keys are its others.
local function script(text, keys)
  keys = keys or {}
  keys[1], keys[2], keys[3] = "sh", "-c", text
  return keys
end

local quick = { from = "1ms", factor = 1, jitter = 0 }

-- told collects the events of a supervisor, as "is name"; only those in names.
local function told(S, names)
  local events = {}
  S:on("*", function(e)
    if names:find(e.is, 1, true) then table.insert(events, e.name and e.is .. " " .. e.name or e.is) end
  end)
  return events
end

-- Every exit status there is comes through; 128 + n where a signal has killed.
for code = 0, 255, 15 do
  local S = supervisor { exit = { from = "main" } }
  S:service "main" (script("exit " .. code, { restart = "never" }))
  equal(S:run(), code, "exit " .. code)
end
for _, signal in ipairs { "HUP", "KILL", "SEGV", "TERM", "ABRT", "USR1" } do
  local S = supervisor { exit = { from = "main" } }
  S:service "main" (script("ulimit -c 0; kill -" .. signal .. " $$", { restart = "never" }))
  equal(S:run(), 128 + sys["SIG" .. signal], signal)
end

-- Other statuses for some.
do
  local S = supervisor { exit = { from = "main", map = { TERM = 0, [3] = 77 } } }
  S:service "main" (script("kill -TERM $$", { restart = "never" }))
  equal(S:run(), 0, "TERM as 0")
  S = supervisor { exit = { from = "main", map = { TERM = 0, [3] = 77 } } }
  S:service "main" (script("exit 3", { restart = "never" }))
  equal(S:run(), 77, "3 as 77")
end

-- What cannot be executed: 127 where it is not there, 126 where it may not be, with
-- the reason.
for program, wanted in pairs { ["/no/such/program"] = 127, ["/dev/null"] = 126, ["nosuchprogram"] = 127, ["/"] = 126 } do
  local S = supervisor { exit = { from = "main" } }
  local message
  S:service "main" { program, restart = "never", env = { PATH = "/usr/bin:/bin" } } -- a user may search these
  S:on("fail", function(e) message = e.message end)
  equal(S:run(), wanted, program)
  assert(message:find(program, 1, true) and message:find(wanted == 127 and "ENOENT" or "EACCES"), message)
end

-- A function as a service: what it returns is its status, and an error is 1.
for _, case in ipairs { { nil, 0 }, { true, 0 }, { false, 1 }, { 42, 42 } } do
  local S = supervisor { exit = { from = "main" } }
  S:service "main" { run = function() return case[1] end, restart = "never" }
  equal(S:run(), case[2], "return " .. tostring(case[1]))
end

-- The end of the service that the status is from ends the others, which are told
-- and waited for.
do
  local S = supervisor { exit = { from = "main" } }
  local r, w = sys.pipe()
  sys.fcntl(w, sys.F_SETFD, 0)
  S:service "sibling" { ready = { fd = 9 }, run = function()
    local over = false
    sys.signal(sys.SIGTERM, function() over = true end)
    sys.write_all(9, "\n")
    while not over do sys.pause() end
    sys.write_all(w, "cleaned up")
  end }
  S:service "main" { "sh", "-c", "exit 9", restart = "never", after = "sibling" }
  equal(S:run(), 9, "the status of main")
  sys.close(w)
  equal(sys.read_all(r), "cleaned up", "what the sibling could do")
  sys.close(r)
end

-- always, on-failure and never.
do
  local S = supervisor {}
  local ends = { always = 0, failing = 0, fine = 0, never = 0, two = 0 }
  S:service "always" (script("exit 0", { restart = "always", backoff = quick, intensity = false }))
  S:service "failing" (script("exit 1", { restart = "on-failure", backoff = quick, intensity = false }))
  S:service "fine" (script("exit 0", { restart = "on-failure", backoff = quick }))
  S:service "two" (script("exit 2", { restart = "on-failure", success = { 2 }, backoff = quick }))
  S:service "never" (script("exit 1", { restart = "never" }))
  S:on("exit", function(e)
    if not ends[e.name] then return end
    ends[e.name] = ends[e.name] + 1
    local others = ends.fine + ends.two + ends.never
    if ends.always > 5 and ends.failing > 5 and others == 3 then S:shutdown() end
  end)
  equal(S:run(), 0, "the status")
  equal(ends.fine, 1, "ends of one that ends well")
  equal(ends.two, 1, "ends of one whose status is a success")
  equal(ends.never, 1, "ends of one that is never restarted")
end

-- The back-off grows, and is told.
do
  local S = supervisor { intensity = false }
  local delays = {}
  S:service "a" (script("exit 1", { backoff = { from = "1ms", factor = 2, max = "6ms", jitter = 0 } }))
  S:on("restart", function(e)
    table.insert(delays, ("%.0f"):format(e.delay * 1000))
    equal(e.count, #delays, "count")
    if #delays == 5 then S:shutdown() end
  end)
  equal(S:run(), 0, "the status")
  equal(table.concat(delays, " "), "1 2 4 6 6", "the delays in ms")
end

-- Giving up: with the status of the one that failed, and at once where it is 0.
do
  local S = supervisor { intensity = 3, period = "1m" }
  local ends = 0
  S:service "a" (script("exit 7", { backoff = quick }))
  S:service "b" { "sleep", "1000" }
  local events = told(S, "giveup shutdown stopped")
  S:on("exit", function(e) if e.name == "a" then ends = ends + 1 end end)
  equal(S:run(), 7, "the status after giving up")
  equal(ends, 4, "runs of one with 3 restarts")
  equal(table.concat(events, ", "), "giveup a, shutdown, stopped b", "the events")
  S = supervisor { intensity = 0 }
  S:service "a" { "true" }
  equal(S:run(), 1, "the status after giving up on one that exits with 0")
end

-- Parking: the others go on, and it can be started again.
do
  local S = supervisor { intensity = 1, period = "1m", on_giveup = "park" }
  S:service "a" (script("exit 7", { backoff = quick, after = "b" }))
  S:service "b" { "sleep", "1000" }
  local parks = 0
  S:on("park", function()
    parks = parks + 1
    equal(S:stats().services.b.state, "up", "the other one's state")
    if parks == 1 then assert(S:start "a") else S:shutdown() end
  end)
  equal(S:run(), 0, "the status")
  equal(parks, 2, "parks")
  equal(S:stats().services.a.launches, 4, "launches")
end

-- Strategies: who is restarted with one that fails, in which order.
for strategy, wanted in pairs {
  one_for_one = "start b",
  rest_for_one = "exit c, start b, start c",
  one_for_all = "exit c, exit a, start a, start b, start c",
} do
  local S = supervisor { strategy = strategy }
  for i, name in ipairs { "a", "b", "c" } do
    S:service(name, { "sleep", "1000", after = ({ nil, "a", "b" })[i], backoff = quick })
  end
  local events, killed, over = {}, nil, false
  S:on("*", function(e)
    if e.is == "ready" and e.name == "c" and not killed then
      killed = S:stats().services.b.pid
      sys.kill(killed, sys.SIGKILL)
    elseif killed and e.pid ~= killed and not over and (e.is == "exit" or e.is == "start") then
      table.insert(events, e.is .. " " .. e.name)
      over = events[#events] == wanted:match "%a+ %a$"
      if over then S:shutdown() end
    end
  end)
  equal(S:run(), 0, "the status")
  equal(table.concat(events, ", "), wanted, strategy)
  equal(S:stats().restarts, 1, "restarts")
end
