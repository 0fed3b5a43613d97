-- How it all ends.
local clock = require "clock"

local examples = {}

function examples.in_reverse_order_then_a_sweep()
  local m = clock { { name = "db" }, { name = "web", after = { "db" } }, { name = "log" } }
  m:start()
  m:launched("db", "log", "web")
  same(m:signal(15), "signal log 15 main, signal web 15 main")
  same(m:told(), "signal, shutdown, stopping log, stopping web")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "")
  same(m:dies("log", 15), "sweep 15")
  same(m:step { is = "swept" }, "finish 0")
  same(m:told(), "end")
  same(m.machine:deadline(), nil)
  same(m:signal(15), "")
end

function examples.graces_are_not_slept_out_and_not_exceeded()
  local m = clock { grace = 3, { name = "a", stop = { grace = 5 } } }
  m:start()
  m:launched "a"
  m:signal(15)
  same(m:at(5), "signal a 9 tree")
  same(m:dies("a", 9), "sweep 15")
  same(m:at(8), "sweep 9")
  same(m:at(18), "finish 0") -- what SIGKILL has not ended is left behind
end

function examples.what_the_last_one_leaves_behind_is_swept_with_all_the_rest()
  local m = clock { exit = { from = "main" }, { name = "main", restart = "never" } }
  m:start()
  m:launched "main"
  same(m:exits("main", 3), "look main")
  same(m:at(0), "sweep 15") -- one grace for its tree and for orphans
  same(m:at(9), "")
  same(m:gone "main", "")
  same(m:step { is = "swept" }, "finish 3")
end

function examples.the_others_need_not_wait_for_what_the_main_one_leaves_behind()
  local m = clock { exit = { from = "main" }, { name = "main", restart = "never" }, { name = "other" } }
  m:start()
  m:launched("main", "other")
  same(m:exits("main", 0), "look main")
  same(m:at(0), "signal other 15 main, signal main 15 tree")
  same(m:dies("other", 15), "") -- main's tree has its grace first
  same(m:gone "main", "sweep 15")
end

function examples.any_is_the_first_service_that_has_ended()
  local m = clock { exit = { from = "any" }, { name = "mig", kind = "oneshot" }, { name = "a", restart = "never" },
    { name = "b", restart = "never" } }
  m:start()
  m:launched("mig", "a", "b")
  same(m:ends("mig", 0), "")
  same(m:ends("b", 3), "signal a 15 main")
  same(m:dies("a", 15), "sweep 15")
  same(m:step { is = "swept" }, "finish 3")
end

function examples.a_second_signal_kills()
  local m = clock { { name = "db" }, { name = "web", after = { "db" } } }
  m:start()
  m:launched("db", "web")
  m:signal(2)
  m.now = 1.5
  same(m:signal(2), "signal web 9 tree, signal db 9 tree")
  same(m:told(), "signal, stopping db") -- web is being stopped already
  same(m:dies("db", 9), "")
  same(m:dies("web", 9), "sweep 9")
end

function examples.a_second_signal_at_once_is_the_same_one()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:signal(2)
  m.now = .9
  same(m:signal(2), "")
  same(m:signal(15), "")
end

function examples.a_second_signal_hastens_the_sweep()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:signal(15)
  same(m:dies("a", 15), "sweep 15")
  m.now = 2
  same(m:signal(15), "sweep 9")
end

function examples.while_things_only_wait()
  local m = clock { { name = "a", ready = { fd = 3, timeout = 60 } }, { name = "b", after = { "a" } }, { name = "c" } }
  m:start()
  m:launched("a", "c")
  m:ends("c", 1)
  same(m:command "shutdown", "signal a 15 main")
  same(m:told(), "shutdown, stopped c, stopped b, stopping a")
  same(m:dies("a", 15), "sweep 15")
end

function examples.the_status_is_that_of_one_service()
  local m = clock { exit = { from = "web" }, { name = "db" }, { name = "web", restart = "never", after = { "db" } } }
  m:start()
  m:launched("db", "web")
  same(m:ends("web", 3), "signal db 15 main")
  same(m:dies("db", 15), "sweep 15")
  same(m:step { is = "swept" }, "finish 3")
end

function examples.the_status_of_a_signal_and_the_map()
  for status, map in pairs { [143] = {}, [0] = { [143] = 0 } } do
    local m = clock { exit = { from = "a", map = map }, { name = "a" } }
    m:start()
    m:launched "a"
    m:signal(15)
    same(m:dies("a", 15), "sweep 15")
    same(m:step { is = "swept" }, "finish " .. status)
  end
end

function examples.the_status_after_giving_up_is_the_failed_ones()
  local m = clock { intensity = 0, { name = "a" }, { name = "b" } }
  m:start()
  m:launched("a", "b")
  same(m:dies("a", 11), "signal b 15 main")
  same(m:dies("b", 15), "sweep 15")
  same(m:step { is = "swept" }, "finish 139")
end

function examples.what_is_asked_for_after_the_shutdown_is_not_done()
  local m = clock { { name = "a" }, { name = "b" } }
  m:start()
  m:launched("a", "b")
  m:signal(15)
  same(m:command("start", "a"), "")
  same(m:command("restart", "b"), "")
  same(m:command "reload", "")
  same(m:dies("a", 15), "")
  same(m:dies("b", 15), "sweep 15")
end

function examples.what_does_not_die_is_left_behind_only_at_the_end()
  local m = clock { { name = "db" }, { name = "web", after = { "db" } } }
  m:start()
  m:launched("db", "web")
  m:signal(15)
  same(m:at(10), "signal web 9 tree")
  same(m:at(20), "signal db 15 main")
  same(m:dies("db", 15), "sweep 15")
end

return examples
