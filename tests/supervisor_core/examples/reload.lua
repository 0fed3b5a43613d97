-- A new configuration while services run.
local clock = require "clock"

local examples = {}

local function running()
  local m = clock { { name = "db" }, { name = "web", after = { "db" } } }
  m:start()
  m:launched("db", "web")
  return m
end

function examples.added_removed_and_unchanged()
  local m = running()
  same(m:signal(1), "reload")
  same(m:configured { { name = "db", place = "test.lua:9" }, { name = "log" } }, "launch log, signal web 15 main")
  same(table.concat(m:told("reload").added), "log")
  same(table.concat(m:told("reload").removed), "web")
  same(m:dies("web", 15), "")
  same(m.machine:stats(0).services.web, nil)
  same(m:state "db", "up")
  same(m.machine:stats(0).launches, 3) -- web's too
end

function examples.changed_ones_stop_and_start_in_order()
  local m = running()
  same(m:configured { { name = "db", argv = { "new" } }, { name = "web", argv = { "new" }, after = { "db" } } },
    "signal web 15 main")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "launch db")
  same(m:launched "db", "launch web")
end

function examples.a_process_is_stopped_as_it_was_launched()
  local m = running()
  same(m:configured { { name = "db", argv = { "new" }, stop = { signal = 2 } }, { name = "web", after = { "db" } } },
    "signal db 15 main")
end

function examples.what_is_the_supervisors_own_holds_at_once()
  local m = running()
  same(m:configured { { name = "db", restart = "never", stop = { signal = 2 } }, { name = "web", after = { "db" },
    health = { exec = { "probe" }, every = 5, timeout = 1, fails = 1 } } }, "")
  same(m:at(5), "check web health")
  same(m:command("stop", "db"), "signal db 2 main")
end

function examples.what_was_stopped_stays_stopped_and_what_failed_is_tried_again()
  local m = clock { on_giveup = "park", intensity = 0, { name = "a" }, { name = "b" }, { name = "c" } }
  m:start()
  m:launched("a", "b", "c")
  m:command("stop", "a")
  m:dies("a", 15)
  m:ends("b", 1)
  same(m:configured { { name = "a", argv = { "new" } }, { name = "b", argv = { "new" } }, { name = "c" } }, "launch b")
end

function examples.what_is_done_is_done_again_only_if_it_is_another_program()
  local m = clock { { name = "mig", kind = "oneshot" }, { name = "a" } }
  m:start()
  m:launched("mig", "a")
  m:ends("mig", 0)
  same(m:configured { { name = "mig", kind = "oneshot", stop = { grace = 1 } }, { name = "a" } }, "")
  same(m:configured { { name = "mig", kind = "oneshot", argv = { "new" } }, { name = "a" } }, "launch mig")
end

function examples.what_was_lost_comes_back_when_it_can_have_what_it_needs()
  local function with(needs) return { { name = "mig", kind = "oneshot" }, { name = "web", needs = needs }, { name = "a" } } end
  local m = clock(with { "mig" })
  m:start()
  m:launched("mig", "a")
  m:ends("mig", 1)
  same(m:state "web", "failed")
  same(m:configured(with {}), "launch web")
end

function examples.one_that_comes_back_before_it_is_gone()
  local m = running()
  m:configured { { name = "db" } }
  same(m:configured { { name = "db" }, { name = "web" } }, "")
  same(m:dies("web", 15), "launch web")
end

function examples.one_that_comes_back_before_it_was_stopped_is_started_as_it_is_now()
  local m = running()
  same(m:configured { { name = "new" } }, "launch new, signal web 15 main")
  same(m:configured { { name = "new" }, { name = "db", argv = { "new" } } }, "")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "launch db")
end

function examples.one_that_changes_twice_is_stopped_as_it_was_launched()
  local m = running()
  local function web(argv) return { name = "web", argv = argv, after = { "db" } } end
  same(m:configured { { name = "db", argv = { "new" } }, web { "new" } }, "signal web 15 main")
  same(m:configured { { name = "db", argv = { "new" }, stop = { signal = 2 } }, web { "new" } }, "")
  same(m:dies("web", 15), "signal db 15 main")
end

function examples.one_that_changes_while_it_waits_to_be_stopped_is_started_anew()
  local m = running()
  m:configured { { name = "db" }, { name = "web", needs = { "db" } } }
  same(m:command("stop", "db"), "signal web 15 main")
  m:configured { { name = "db", argv = { "new" } }, { name = "web", needs = { "db" } } }
  same(m:command("start", "db"), "")
  same(m:dies("web", 15), "signal db 15 main")
  same(m:dies("db", 15), "launch db")
end

function examples.asked_again_meanwhile_it_is_read_again()
  local m = running()
  same(m:command "reload", "reload")
  same(m:command "reload", "")
  same(m:command "reload", "")
  same(m:configured { { name = "db" }, { name = "web", after = { "db" } } }, "reload")
  same(m:configured { { name = "db" }, { name = "web", after = { "db" } } }, "")
end

function examples.a_wrong_one_changes_nothing()
  local m = running()
  m:command "reload"
  same(m:step { is = "misconfigured", message = "app.lua:3: no" }, "")
  same(m:told("reload").message, "app.lua:3: no")
  same(m:command "reload", "reload")
end

function examples.settings_hold_at_once()
  local m = running()
  m:configured { signals = { [10] = { does = "shutdown" } }, { name = "db" }, { name = "web", after = { "db" } } }
  same(m:signal(15), "")
  same(m:signal(10), "signal web 15 main")
end

function examples.not_during_the_shutdown()
  local m = running()
  m:command "reload"
  m:signal(15)
  same(m:configured { exit = { from = "new" }, { name = "new" } }, "")
  same(m:told(), "")
  same(m:dies("web", 15), "signal db 15 main")
end

return examples
