-- start and restart by command.
local clock = require "clock"

local examples = {}

local function parked()
  local m = clock { { name = "db", intensity = 1, period = 100, on_giveup = "park" }, { name = "web", needs = { "db" } } }
  m:start()
  m:launched("db", "web")
  m:ends("db", 1)
  m:at(1)
  m:launched "db"
  same(m:ends("db", 1), "signal web 15 main")
  m:dies("web", 15)
  same(m:state "db", "parked")
  return m
end

function examples.start_clears_the_record_of_what_is_parked()
  local m = parked()
  same(m:command("start", "db"), "launch db")
  m:launched "db"
  m:ends("db", 1)
  same(m:told("restart").delay, 1)
end

function examples.what_it_took_down_comes_back_with_it()
  local m = parked()
  m:command("start", "db")
  same(m:launched "db", "launch web")
end

function examples.start_starts_what_it_needs()
  local m = parked()
  same(m:command("start", "web"), "launch db")
  same(m:launched "db", "launch web")
end

function examples.what_was_stopped_by_itself_does_not_come_back_with_another()
  local m = clock { { name = "db" }, { name = "web", needs = { "db" } } }
  m:start()
  m:launched("db", "web")
  m:command("stop", "db")
  m:command("stop", "web")
  m:dies("web", 15)
  m:dies("db", 15)
  m:command("start", "db")
  same(m:launched "db", "")
end

function examples.start_cuts_a_delay_short()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:ends("a", 1)
  same(m:command("start", "a"), "launch a")
  same(m.machine:deadline(), nil)
end

function examples.start_of_what_runs_does_nothing()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  same(m:command("start", "a"), "")
  same(m:state "a", "up")
end

function examples.start_while_it_stops_starts_it_when_it_is_gone()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:command("stop", "a")
  same(m:command("start", "a"), "")
  same(m:dies("a", 15), "launch a")
end

function examples.start_of_what_has_ended_and_is_not_gone_starts_it_when_it_is()
  local m = clock { { name = "mig", kind = "oneshot" }, { name = "a" } }
  m:start()
  m:launched("mig", "a")
  m:exits("mig", 0)
  m:command("stop", "mig")
  m:command("start", "mig")
  same(m:gone "mig", "launch mig")
end

function examples.start_after_a_stop_clears_the_record()
  local m = clock { intensity = 2, { name = "a" } }
  m:start()
  for _ = 1, 3 do
    for _, delay in ipairs { 1, 2 } do
      m:launched "a"
      m:ends("a", 1)
      same(m:told("restart").delay, delay)
      m:command("start", "a")
    end
    m:command("stop", "a")
    m:dies("a", 15)
    m:command("start", "a")
  end
end

function examples.start_of_what_has_not_been_stopped_yet_keeps_it()
  local m = clock { { name = "db" }, { name = "web", needs = { "db" } } }
  m:start()
  m:launched("db", "web")
  m:command("stop", "db") -- web goes first
  same(m:command("start", "db"), "")
  same(m:dies("web", 15), "launch web")
  same(m:state "db", "up")
end

function examples.restart_stops_and_starts_without_counting_or_delay()
  local m = clock { intensity = 0, { name = "a" } }
  m:start()
  m:launched "a"
  same(m:command("restart", "a"), "signal a 15 main")
  same(m:command("restart", "a"), "")
  same(m:ends("a", 1), "launch a")
  same(m.machine:stats(0).services.a.restarts, 0)
end

function examples.restart_takes_those_that_need_it_along()
  local m = clock { { name = "db" }, { name = "web", needs = { "db" } }, { name = "cron", after = { "db" } } }
  m:start()
  m:launched("db", "web", "cron")
  same(m:command("restart", "db"), "signal web 15 main")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "launch db")
  same(m:launched "db", "launch web")
  same(m:state "cron", "up")
end

function examples.restart_while_it_stops()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:command("stop", "a")
  same(m:command("restart", "a"), "")
  same(m:dies("a", 15), "launch a")
end

function examples.stop_while_it_restarts()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:command("restart", "a")
  same(m:command("stop", "a"), "")
  same(m:dies("a", 15), "")
  same(m:state "a", "down")
end

function examples.restart_of_what_is_not_there_starts_it()
  local m = parked()
  same(m:command("restart", "db"), "launch db")
end

function examples.a_oneshot_that_is_done_is_done_again()
  local m = clock { { name = "mig", kind = "oneshot" }, { name = "a" } }
  m:start()
  m:launched("mig", "a")
  m:ends("mig", 0)
  same(m:command("start", "mig"), "launch mig")
end

function examples.nobody_and_nonsense_are_no_matter()
  local m = clock { { name = "a" } }
  m:start()
  same(m:command("start", "b"), "")
  same(m:command("dance", "a"), "")
  same(m:command("stop"), "")
  same(m:step { is = "nonsense" }, "")
end

return examples
