-- Stopping one service.
local clock = require "clock"

local examples = {}

function examples.its_signal_then_a_grace_then_sigkill_for_the_tree()
  local m = clock { { name = "a", stop = { signal = 2, grace = 3 } } }
  m:start()
  m:launched "a"
  same(m:command("stop", "a"), "signal a 2 main")
  same(m:told(), "stopping a")
  same(m:at(2.9), "")
  same(m:at(3), "signal a 9 tree")
  same(m:dies("a", 9), "")
  same(m:told(), "exit a, stopped a")
  same(m:state "a", "down")
  same(m.machine:deadline(), nil)
end

function examples.its_group_where_it_is_asked_for()
  local m = clock { { name = "a", stop = { group = true } } }
  m:start()
  m:launched "a"
  same(m:command("stop", "a"), "signal a 15 group")
end

function examples.sigkill_as_its_signal_has_no_grace()
  local m = clock { { name = "a", stop = { signal = 9 } } }
  m:start()
  m:launched "a"
  same(m:command("stop", "a"), "signal a 9 tree")
end

function examples.what_is_left_of_it_has_a_grace_of_its_own()
  local m = clock { { name = "a", stop = { grace = 5 } } }
  m:start()
  m:launched "a"
  m:command("stop", "a")
  m.now = 4
  same(m:exits("a", 0), "look a")
  same(m:at(4), "signal a 15 tree")
  same(m:at(9), "signal a 9 tree")
  same(m:gone "a", "")
  same(m:state "a", "down")
end

function examples.what_sigkill_has_not_ended_gets_it_again()
  local m = clock { { name = "a", stop = { grace = 1 } } }
  m:start()
  m:launched "a"
  m:command("stop", "a")
  same(m:at(1), "signal a 9 tree")
  same(m:at(11), "signal a 9 tree")
  m:exits("a", 0)
  same(m:at(11), "signal a 9 tree")
end

function examples.in_backoff_it_is_down_at_once()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:ends("a", 1)
  same(m:command("stop", "a"), "")
  same(m:state "a", "down")
  same(m:told(), "stopped a")
  same(m.machine:deadline(), nil)
end

function examples.before_it_runs_it_is_signalled_too()
  local m = clock { { name = "a" } }
  m:start()
  same(m:command("stop", "a"), "signal a 15 main")
  same(m:launched "a", "")
  same(m:state "a", "stopping")
end

function examples.those_that_need_it_are_stopped_first()
  local m = clock { { name = "db" }, { name = "web", needs = { "db" } }, { name = "proxy", needs = { "web" } },
    { name = "cron", after = { "db" } } }
  m:start()
  m:launched("db", "web", "cron", "proxy")
  same(m:command("stop", "db"), "signal proxy 15 main")
  same(m:dies("proxy", 15), "signal web 15 main")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "")
  same(m:state "cron", "up")
  same(m:reason "web", "needs db, which is stopped")
end

function examples.a_service_that_was_stopped_keeps_the_supervisor_alive()
  local m = clock { { name = "a" }, { name = "b", restart = "never" } }
  m:start()
  m:launched("a", "b")
  m:command("stop", "a")
  m:dies("a", 15)
  same(m:ends("b", 0), "")
  same(m:command("start", "a"), "launch a")
end

return examples
