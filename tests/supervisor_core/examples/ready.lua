-- When a service is ready.
local clock = require "clock"

local examples = {}

function examples.without_a_way_to_tell_it_is_when_it_runs()
  local m = clock { { name = "a" } }
  m:start()
  same(m:state "a", "starting")
  m:launched "a"
  same(m:told(), "start a, ready a")
  same(m:state "a", "up")
end

function examples.its_line_may_come_before_its_launch_is_told()
  local m = clock { { name = "a", ready = { fd = 3, timeout = 5 } } }
  m:start()
  m:step { is = "ready", name = "a" }
  same(m:state "a", "starting")
  m:launched "a"
  same(m:state "a", "up")
  same(m.machine:deadline(), nil)
end

function examples.not_in_time_is_a_failure_and_the_process_is_stopped_first()
  local m = clock { { name = "a", ready = { fd = 3, timeout = 5 }, stop = { grace = 2 } } }
  m:start()
  m:launched "a"
  same(m:at(5), "signal a 15 main")
  same(m:told("stopping").message, "not ready within 5 s")
  same(m:step { is = "ready", name = "a" }, "")
  same(m:at(7), "signal a 9 tree")
  same(m:ends("a", 0), "")
  same(m:told("restart").message, "not ready within 5 s")
end

function examples.what_is_known_of_the_reason_is_told()
  local m = clock { { name = "a", ready = { fd = 3, timeout = 5 } } }
  m:start()
  m:launched "a"
  same(m:step { is = "ready", name = "a", closed = true }, "")
  same(m:state "a", "starting")
  m:at(5)
  same(m:told("stopping").message, "not ready within 5 s: descriptor 3 was closed without a line")
end

function examples.a_delay_is_over_when_it_has_run_so_long()
  local m = clock { { name = "a", ready = { delay = 2 } }, { name = "b", after = { "a" } } }
  m:start()
  m.now = 1
  m:launched "a"
  same(m:at(2.9), "")
  same(m:at(3), "launch b")
end

local CHECK = { exec = { "probe" }, every = 2, timeout = 1, limit = 6 }

function examples.a_check_is_repeated_until_it_succeeds()
  local m = clock { { name = "a", ready = CHECK } }
  m:start()
  same(m:launched "a", "check a ready")
  m.now = .5
  same(m:step { is = "checked", name = "a", check = "ready", ok = false, why = "exit status 1" }, "")
  same(m:at(2.4), "")
  same(m:at(2.5), "check a ready")
  m:step { is = "checked", name = "a", check = "ready", ok = true }
  same(m:state "a", "up")
  same(m.machine:deadline(), nil)
end

function examples.a_check_that_does_not_answer_is_ended()
  local m = clock { { name = "a", ready = CHECK } }
  m:start()
  m:launched "a"
  same(m:at(1), "uncheck a ready")
  same(m:step { is = "checked", name = "a", check = "ready", ok = true }, "") -- too late
  same(m:state "a", "starting")
  same(m:at(3), "check a ready")
end

function examples.all_checks_together_have_a_limit()
  local m = clock { { name = "a", ready = CHECK } }
  m:start()
  m:launched "a"
  m:at(1)
  m:at(3)
  m:at(4)
  same(m:at(6), "signal a 15 main")
end

function examples.a_check_ends_with_the_service()
  local m = clock { { name = "a", ready = CHECK } }
  m:start()
  m:launched "a"
  same(m:ends("a", 1), "uncheck a ready")
  same(m:state "a", "backoff")
end

function examples.what_is_about_to_be_stopped_does_not_fail_meanwhile()
  local m = clock { { name = "db", ready = { fd = 3, timeout = 5 } }, { name = "web", needs = { "db" } } }
  m:start()
  m:launched "db"
  m:step { is = "ready", name = "db" }
  m:launched "web"
  m:ends("db", 1)
  m:at(1)
  m:launched "db"
  same(m:command("restart", "db"), "signal web 15 main")
  same(m:at(6), "") -- the time to be ready
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "launch db")
  same(m.machine:stats(6).restarts, 1)
end

return examples
