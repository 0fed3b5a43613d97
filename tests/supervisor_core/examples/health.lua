-- Whether a service is healthy while it is up.
local clock = require "clock"

local examples = {}

local function running(health)
  local m = clock { { name = "a", health = health or { exec = { "probe" }, every = 5, timeout = 1, fails = 2 } } }
  m:start()
  m:launched "a"
  return m
end

local function answer(m, ok)
  return m:step { is = "checked", name = "a", check = "health", ok = ok, why = not ok and "exit status 1" or nil }
end

function examples.the_first_comes_after_the_interval_and_the_next_after_the_answer()
  local m = running()
  same(m.machine:deadline(), 5)
  same(m:at(5), "check a health")
  m.now = 5.5
  answer(m, true)
  same(m:told("health").ok, true)
  same(m.machine:deadline(), 10.5)
  m:at(10.5)
  answer(m, true)
  same(m:told(), "") -- nothing new
end

function examples.failures_in_a_row_are_a_failure()
  local m = running()
  m:at(5)
  answer(m, false)
  same(m:told("health").ok, false)
  m:at(10)
  answer(m, true)
  m:at(15)
  answer(m, false)
  m:at(20)
  same(answer(m, false), "signal a 15 main")
  same(m:told(), "unhealthy a, stopping a")
  m:ends("a", 0)
  same(m:told("restart").message, "unhealthy: exit status 1")
end

function examples.no_answer_is_a_failure()
  local m = running { exec = { "probe" }, every = 5, timeout = 1, fails = 1 }
  m:at(5)
  same(m:at(6), "uncheck a health, signal a 15 main")
  same(m:told("unhealthy").why, "no answer within 1 s")
end

function examples.it_ends_with_the_service()
  local m = running()
  m:at(5)
  same(m:command("stop", "a"), "uncheck a health, signal a 15 main")
  same(answer(m, false), "")
  same(m:dies("a", 15), "")
end

function examples.not_before_it_is_ready()
  local m = clock { { name = "a", ready = { delay = 10 }, health = { exec = { "probe" }, every = 5, timeout = 1, fails = 1 } } }
  m:start()
  m:launched "a"
  same(m:at(10), "")
  same(m:at(15), "check a health")
end

return examples
