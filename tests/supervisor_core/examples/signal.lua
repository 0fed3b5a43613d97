-- Signals that the supervisor gets.
local clock = require "clock"

local examples = {}

local function running(given)
  for i, name in ipairs { "a", "b" } do given[i] = { name = name } end
  local m = clock(given)
  m:start()
  m:launched("a", "b")
  return m
end

function examples.one_that_is_not_listed_is_dropped_or_forwarded()
  same(running { others = "drop" }:signal(10), "")
  same(running { others = "forward" }:signal(10), "forward a 10 main, forward b 10 main")
end

function examples.forwarded_as_another_to_one()
  same(running { signals = { [2] = { does = "forward", signal = 3, to = "b" } } }:signal(2), "forward b 3 main")
end

function examples.forwarded_to_groups()
  same(running { group = true, others = "forward" }:signal(10), "forward a 10 group, forward b 10 group")
end

function examples.forwarded_also_to_what_is_being_launched_and_not_to_what_has_ended()
  local m = running { others = "forward" }
  m:exits("a", 1)
  same(m:signal(10), "forward b 10 main")
  m:gone "a"
  same(m:at(1), "launch a")
  same(m:signal(10), "forward a 10 main, forward b 10 main")
end

function examples.forwarded_during_the_shutdown()
  local m = running { others = "forward" }
  m:signal(15)
  m:dies("a", 15)
  same(m:signal(10), "forward b 10 main")
end

function examples.a_function_is_called()
  local fn = function() end
  local m = running { signals = { [10] = { does = "call", fn = fn } } }
  same(m:signal(10), "call")
  same(m:told("signal").signo, 10)
end

function examples.dropped()
  local m = running { signals = { [10] = { does = "drop" } }, others = "forward" }
  same(m:signal(10), "")
end

return examples
