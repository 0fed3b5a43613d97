-- Restarts, delays and limits.
local clock = require "clock"

local examples = {}

-- crash lets a service be launched and end, and gives the seconds until its restart.
local function crash(m, name)
  m:launched(name)
  m:ends(name, 1)
  local restart = m:told "restart"
  if not restart then return nil end
  m:at(m.now + restart.delay)
  return restart.delay
end

local LONG = { name = "a", intensity = 100, period = 1 }

local function with(settings)
  local service = {}
  for key, value in pairs(LONG) do service[key] = value end
  for key, value in pairs(settings) do service[key] = value end
  return service
end

function examples.always_restarts_also_what_ended_well()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  same(m:ends("a", 0), "")
  same(m:told(), "exit a, restart a")
  same(m:told("restart").message, "exited with 0")
  same(m:state "a", "backoff")
  same(m.machine:deadline(), 1)
  same(m:at(.99), "")
  same(m:at(1), "launch a")
  same(m.machine:deadline(), nil)
end

function examples.on_failure_restarts_only_what_failed()
  local m = clock { { name = "a", restart = "on-failure", success = { [0] = true, [143] = true } }, { name = "b" } }
  m:start()
  m:launched("a", "b")
  m:ends("a", 1)
  same(m:at(1), "launch a")
  m:launched "a"
  m:dies("a", 15) -- which it counts as success
  same(m:state "a", "done")
end

function examples.never_is_done_or_failed()
  local m = clock { { name = "a", restart = "never" }, { name = "b", restart = "never" }, { name = "c" } }
  m:start()
  m:launched("a", "b", "c")
  m:ends("a", 0)
  same(m:state "a", "done")
  m:dies("b", 11)
  same(m:state "b", "failed")
  same(m:reason "b", "killed by signal 11")
end

function examples.a_oneshot_is_tried_again_on_failure_until_it_is_done()
  local m = clock { { name = "mig", kind = "oneshot", restart = "on-failure" }, { name = "web", needs = { "mig" } } }
  m:start()
  m:launched "mig"
  same(m:ends("mig", 1), "")
  same(m:at(1), "launch mig")
  m:launched "mig"
  same(m:ends("mig", 0), "launch web")
end

function examples.a_oneshot_that_fails_too_often_is_given_up()
  local m = clock { { name = "mig", kind = "oneshot", restart = "on-failure", intensity = 1, period = 10, on_giveup = "park" },
    { name = "web", needs = { "mig" } } }
  m:start()
  same(crash(m, "mig"), 1)
  same(crash(m, "mig"), nil)
  same(m:told(), "exit mig, giveup mig, park mig, fail web")
  same(m:reason "web", "needs mig, which is parked")
end

function examples.delays_grow_up_to_the_longest()
  local m = clock { with { backoff = { from = 1, factor = 3, max = 10 } } }
  m:start()
  local delays = {}
  for i = 1, 5 do delays[i] = crash(m, "a") end
  same(table.concat(delays, " "), "1 3 9 10 10")
end

function examples.delays_begin_anew_after_a_good_run()
  local m = clock { with { backoff = { from = 1, factor = 2, reset = 30 } } }
  m:start()
  same(crash(m, "a"), 1)
  same(crash(m, "a"), 2)
  m:launched "a"
  m:at(m.now + 29.5)
  m:ends("a", 1)
  same(m:told("restart").delay, 4)
  m:at(m.now + 4)
  m:launched "a"
  m:at(m.now + 30)
  m:ends("a", 1)
  same(m:told("restart").delay, 1)
end

function examples.jitter_makes_delays_shorter_or_longer_but_never_longer_than_the_longest()
  local random = 0
  local m = clock({ with { backoff = { from = 10, factor = 2, max = 20, jitter = .2 } } }, function() return random end)
  m:start()
  same(crash(m, "a"), 8)
  random = .5
  same(crash(m, "a"), 20)
  random = 1
  same(crash(m, "a"), 20)
end

function examples.the_limit_counts_a_window_with_both_its_ends()
  local m = clock { intensity = 2, period = 10, on_giveup = "park", { name = "a", backoff = { from = 5, max = 5 } }, { name = "b" } }
  m:start()
  same(crash(m, "a"), 5) -- at 0
  same(crash(m, "a"), 5) -- at 5
  same(crash(m, "a"), nil) -- at 10: the third within [0, 10]
  same(m:state "a", "parked")
end

function examples.just_outside_of_the_window_does_not_count()
  local m = clock { intensity = 2, period = 10, on_giveup = "park", { name = "a", backoff = { from = 5.5, max = 5.5 } } }
  m:start()
  for _ = 1, 10 do same(crash(m, "a"), 5.5) end
end

function examples.all_share_the_limit()
  local m = clock { intensity = 2, { name = "a" }, { name = "b" }, { name = "c" } }
  m:start()
  m:launched("a", "b", "c")
  m:ends("a", 1)
  m:ends("b", 1)
  same(m:ends("c", 4), "sweep 15")
  same(m:told(), "exit c, giveup c, shutdown, stopped b, stopped a, fail c")
  same(m:step { is = "swept" }, "finish 4")
end

function examples.a_limit_of_its_own_does_not_count_for_others()
  local m = clock { intensity = 1, { name = "a", intensity = 1, period = 10, on_giveup = "park" }, { name = "b" } }
  m:start()
  m:launched("a", "b")
  m:ends("a", 1)
  m:ends("b", 1)
  same(m:told(), "exit b, restart b")
end

function examples.what_is_parked_is_not_counted_any_more()
  local m = clock { intensity = 2, on_giveup = "park", { name = "a" }, { name = "b" } }
  m:start()
  m:launched "b"
  for _ = 1, 2 do crash(m, "a") end
  same(crash(m, "a"), nil)
  m:ends("b", 1)
  same(m:told(), "exit b, restart b")
end

function examples.intensity_0_gives_up_at_the_first_failure()
  local m = clock { intensity = 0, { name = "a" } }
  m:start()
  m:launched "a"
  same(m:ends("a", 0), "sweep 15")
  same(m:step { is = "swept" }, "finish 1") -- to give up is no success
end

function examples.a_refused_program_is_tried_again()
  local m = clock { { name = "a" } }
  m:start()
  same(m:step { is = "refused", name = "a", code = 127, message = "exec: no such file" }, "")
  same(m:told(), "fail a, restart a")
  same(m:at(1), "launch a")
end

function examples.a_refused_program_that_is_never_restarted_has_failed()
  local m = clock { exit = { from = "a" }, { name = "a", restart = "never" } }
  m:start()
  same(m:step { is = "refused", name = "a", code = 127, message = "exec: no such file" }, "sweep 15")
  same(m:told(), "fail a, shutdown")
  same(m:step { is = "swept" }, "finish 127")
end

function examples.what_a_process_leaves_behind_is_ended_before_its_restart()
  local m = clock { { name = "a", stop = { grace = 5 } } }
  m:start()
  m:launched "a"
  same(m:exits("a", 1), "look a")
  same(m:told(), "exit a, restart a")
  same(m:state "a", "stopping")
  same(m.machine:deadline(), 0)
  same(m:at(0), "signal a 15 tree")
  same(m:at(1), "") -- the delay is over
  same(m:at(4.9), "")
  same(m:at(5), "signal a 9 tree")
  same(m:gone "a", "launch a")
end

function examples.the_delay_counts_from_the_end_of_the_main_process()
  local m = clock { { name = "a", backoff = { from = 3 } } }
  m:start()
  m:launched "a"
  m:exits("a", 1)
  m.now = 2
  same(m:gone "a", "")
  same(m:state "a", "backoff")
  same(m:at(3), "launch a")
end

function examples.events_of_an_earlier_run_say_nothing()
  local m = clock { { name = "a" } }
  m:start()
  m:launched "a"
  m:ends("a", 1)
  m:at(1)
  same(m:step { is = "launched", name = "a", pid = 1, run = 1 }, "")
  same(m:state "a", "starting")
  m:launched "a"
  same(m:step { is = "ended", name = "a", pid = 101, how = "exited", code = 0 }, "") -- the pid of the first
  same(m:step { is = "gone", name = "a" }, "") -- it has not ended
  same(m:state "a", "up")
end

function examples.what_is_told_twice_counts_once()
  local m = clock { { name = "a", ready = { fd = 3, timeout = 5 } } }
  m:start()
  m:launched "a"
  m:step { is = "ready", name = "a" }
  same(m:told(), "ready a")
  m:step { is = "ready", name = "a" }
  same(m:told(), "")
  same(m:exits("a", 1), "look a")
  same(m:exits("a", 1), "")
  same(m.machine:stats(0).ends, 1)
end

function examples.an_end_may_be_told_before_its_launch()
  local m = clock { { name = "a", restart = "never" }, { name = "b" } }
  m:start()
  same(m:step { is = "ended", name = "a", pid = 7, how = "exited", code = 0 }, "look a")
  same(m:step { is = "launched", name = "a", pid = 7 }, "")
  m:gone "a"
  same(m:state "a", "done")
end

return examples
