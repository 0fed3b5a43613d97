-- after and needs, and oneshots.
local clock = require "clock"

local examples = {}

function examples.after_waits_until_the_other_is_ready()
  local m = clock { { name = "web", after = { "db" } }, { name = "db", ready = { fd = 3, timeout = 60 } } }
  same(m:start(), "launch db")
  same(m:launched "db", "")
  same(m:state "web", "waiting")
  same(m:step { is = "ready", name = "db" }, "launch web")
end

function examples.what_waits_for_nothing_starts_at_once_in_the_order_of_definition()
  local m = clock { { name = "b" }, { name = "a" }, { name = "c" } }
  same(m:start(), "launch b, launch a, launch c")
end

function examples.after_a_oneshot_waits_for_its_end()
  local m = clock { { name = "mig", kind = "oneshot" }, { name = "web", after = { "mig" } } }
  m:start()
  same(m:launched "mig", "")
  same(m:state "mig", "starting")
  same(m:ends("mig", 0), "launch web")
  same(m:state "mig", "done")
  same(m:told(), "exit mig, done mig")
end

function examples.a_chain_may_be_long()
  local services = {}
  for i = 20000, 1, -1 do table.insert(services, { name = "s" .. i, after = { i > 1 and "s" .. i - 1 or nil } }) end
  local m = clock(services)
  same(m:start(), "launch s1")
  same(m:launched "s1", "launch s2")
end

function examples.after_goes_on_when_the_other_fails()
  local m = clock { { name = "mig", kind = "oneshot" }, { name = "web", after = { "mig" } } }
  m:start()
  m:launched "mig"
  same(m:ends("mig", 3), "launch web")
  same(m:reason "mig", "exited with 3")
end

function examples.needs_fails_when_the_other_fails()
  local m = clock { { name = "mig", kind = "oneshot" }, { name = "web", needs = { "mig" } },
    { name = "proxy", needs = { "web" } }, { name = "other" } }
  m:start()
  m:launched("mig", "other")
  same(m:ends("mig", 3), "")
  same(m:state "web", "failed")
  same(m:reason "web", "needs mig, which failed")
  same(m:reason "proxy", "needs web, which failed")
  same(m:told(), "exit mig, fail mig, fail web, fail proxy")
end

function examples.what_runs_is_stopped_when_what_it_needs_fails()
  local m = clock { { name = "db", restart = "never" }, { name = "web", needs = { "db" } }, { name = "other" } }
  m:start()
  m:launched("db", "web", "other")
  same(m:ends("db", 1), "signal web 15 main")
  same(m:dies("web", 15), "")
  same(m:state "web", "failed")
end

function examples.a_need_that_comes_back_by_itself_is_no_loss()
  local m = clock { { name = "db" }, { name = "web", needs = { "db" } } }
  m:start()
  m:launched("db", "web")
  same(m:ends("db", 1), "")
  same(m:at(1), "launch db")
  same(m:state "web", "up")
end

function examples.a_need_that_ended_well_is_met()
  local m = clock { { name = "once", restart = "never" }, { name = "web", needs = { "once" } } }
  m:start()
  same(m:launched "once", "launch web")
  same(m:ends("once", 0), "")
  same(m:state "web", "starting")
end

function examples.the_order_goes_through_what_does_not_run()
  local m = clock { strategy = "one_for_all", { name = "db" }, { name = "mig", kind = "oneshot", after = { "db" } },
    { name = "web", after = { "mig" } } }
  m:start()
  m:launched("db", "mig")
  m:ends("mig", 0)
  m:launched "web"
  same(m:ends("db", 1), "signal web 15 main")
  same(m:dies("web", 15), "")
  same(m:at(1), "launch db") -- and not web, although mig is done
  same(m:launched "db", "launch web")
end

function examples.all_ended_is_the_end()
  local m = clock { { name = "a", kind = "oneshot" }, { name = "b", restart = "never" } }
  m:start()
  m:launched("a", "b")
  same(m:ends("a", 0), "")
  same(m:ends("b", 0), "sweep 15")
  same(m:step { is = "swept" }, "finish 0")
  same(m.machine.status, 0)
end

function examples.all_ended_and_one_failed_is_status_1()
  local m = clock { { name = "a", kind = "oneshot" }, { name = "b", kind = "oneshot" } }
  m:start()
  m:launched("a", "b")
  m:ends("a", 7)
  same(m:ends("b", 0), "sweep 15")
  same(m:step { is = "swept" }, "finish 1")
end

function examples.nothing_configured_is_the_end()
  local m = clock {}
  same(m:start(), "sweep 15")
end

return examples
