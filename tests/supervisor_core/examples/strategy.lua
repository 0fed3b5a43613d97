-- Who is restarted with a service that fails.
local clock = require "clock"

local examples = {}

local function running(strategy, given)
  given = given or {}
  given.strategy = strategy
  for i, name in ipairs { "a", "b", "c" } do given[i] = { name = name, backoff = { from = 2 } } end
  local m = clock(given)
  m:start()
  m:launched("a", "b", "c")
  return m
end

function examples.one_for_one_restarts_nobody_else()
  local m = running "one_for_one"
  same(m:ends("b", 1), "")
  same(m:at(2), "launch b")
end

function examples.rest_for_one_restarts_those_defined_after_it()
  local m = running "rest_for_one"
  same(m:ends("b", 1), "signal c 15 main")
  same(m:dies("c", 15), "")
  same(m:at(2), "launch b, launch c")
  same(m:state "a", "up")
end

function examples.one_for_all_restarts_all()
  local m = running "one_for_all"
  same(m:ends("b", 1), "signal c 15 main, signal a 15 main")
  same(m:dies("c", 15), "")
  same(m:at(2), "") -- a is not gone
  same(m:dies("a", 15), "launch a, launch b, launch c")
end

function examples.it_counts_as_one_restart()
  local m = running("one_for_all", { intensity = 1, period = 100, on_giveup = "park" })
  m:ends("b", 1)
  m:ends("c", 1) -- it has crashed too, before it could stop
  m:dies("a", 15)
  same(m:at(2), "launch a, launch b, launch c")
  same(m.machine:stats(2).restarts, 1)
end

function examples.a_storm_at_one_moment_is_one_restart()
  local m = running("one_for_all", { intensity = 1, period = 100 })
  m:exits("a", 1)
  m:exits("b", 1)
  m:exits("c", 1)
  m:gone "b"
  m:gone "a"
  same(m:gone "c", "")
  same(m:at(2), "launch a, launch b, launch c")
end

function examples.they_stop_and_start_in_order()
  local m = clock { strategy = "one_for_all", { name = "db" }, { name = "web", after = { "db" } }, { name = "log" } }
  m:start()
  m:launched("db", "log", "web")
  same(m:ends("log", 1), "signal web 15 main")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "")
  same(m:at(1), "launch db, launch log")
  same(m:launched "db", "launch web")
end

function examples.what_is_done_or_stopped_stays_so()
  local m = clock { strategy = "one_for_all", { name = "mig", kind = "oneshot" }, { name = "a" }, { name = "b" } }
  m:start()
  m:launched("mig", "a", "b")
  m:ends("mig", 0)
  m:command("stop", "b")
  m:dies("b", 15)
  same(m:ends("a", 1), "")
  same(m:at(1), "launch a")
end

function examples.one_that_sits_out_a_delay_comes_back_with_the_others()
  local m = running("rest_for_one", { intensity = 10 })
  for _, at in ipairs { 0, 2, 6 } do -- the third delay is 8 s
    m:at(at)
    if at > 0 then m:launched "c" end
    m:ends("c", 1)
  end
  m.now = 7
  m:ends("b", 1)
  same(m:at(9), "launch b, launch c")
end

function examples.who_gives_up_takes_nobody_along_into_parking()
  local m = running("one_for_all", { intensity = 0, on_giveup = "park" })
  same(m:ends("b", 1), "")
  same(m:state "a", "up")
  same(m:state "b", "parked")
end

return examples
