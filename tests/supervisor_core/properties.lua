-- What must hold of the machine after every step, whatever happens. Each property is a
-- function of the run, which has
--
--   world, machine        and machine.config
--   event, actions        of this step
--   before, now           the stats before and after it
--
-- and raises an error where it does not hold.
local properties = {}

local FINAL = { down = "stopped", done = "done", failed = "fail", parked = "park" }
local UNDER_WAY = { starting = true, stopping = true, backoff = true }

local function told(run, is, name)
  for _, event in ipairs(run.world.told) do
    if event.is == is and (not name or event.name == name) then return event end
  end
end

local function all(run, each)
  for _, one in ipairs(run.now.services) do
    each(one, run.before and run.before.services[one.name], run.machine.config.services[one.name])
  end
end

-- earlier gives the names that a service comes after, over any number of steps.
local function earlier(config, name, found)
  found = found or {}
  local s = config.services[name]
  for _, key in ipairs { "after", "needs" } do
    for _, other in ipairs(s and s[key] or {}) do
      if not found[other] then
        found[other] = true
        earlier(config, other, found)
      end
    end
  end
  return found
end

-- A service that is wanted and does not run waits for something that can still come,
-- and one that is not wanted, and has no process, is in a state to stay in.
function properties.nobody_is_forgotten(run)
  local under_way = false
  all(run, function(one)
    local process = run.world.procs[one.name]
    if UNDER_WAY[one.state] then under_way = true end
    if one.state == "up" and not (one.wanted and process) then under_way = true end
    if process then
      assert(not FINAL[one.state], one.name .. " has a process and is " .. one.state)
    elseif not one.wanted then
      assert(FINAL[one.state], one.name .. " is not wanted and " .. one.state)
    elseif one.state == "backoff" then
      assert(one.next and run.machine:deadline(), one.name .. " is in backoff and not waited for")
    else
      assert(one.state == "waiting", one.name .. " is wanted and " .. one.state)
    end
  end)
  all(run, function(one)
    -- One that is up may be on its way out and have its turn later.
    if one.state ~= "waiting" or under_way then return end
    for name in pairs(run.world.procs) do
      if run.machine.services[name].recycle then return end
    end
    error(one.name .. " waits, and nothing is under way")
  end)
end

-- Of one process it is told once that it runs, that it is ready, and how it ended.
function properties.a_run_is_told_once(run)
  for _, event in ipairs(run.world.told) do
    if event.is == "start" or event.is == "ready" or event.is == "exit" then
      local process = run.world.procs[event.name]
      process.told = process.told or {}
      assert(not process.told[event.is], event.is .. " is told twice of " .. event.name)
      process.told[event.is] = true
    end
  end
end

-- What runs, and is to go on, is what the configuration says now; what it does not name
-- is there only until its process is gone.
function properties.a_reload_reaches_all(run)
  if run.machine.ending then return end
  local services = run.machine.config.services
  all(run, function(one, _, settings)
    assert(settings or run.world.procs[one.name], one.name .. " is not configured any more")
  end)
  if run.event.is ~= "configured" then return end
  for _, settings in ipairs(services) do
    local process, s = run.world.procs[settings.name], run.machine.services[settings.name]
    if process and not process.told_end and s.wanted and not s.recycle then
      local was = process.service
      assert(was.argv[2] == settings.argv[2] and was.kind == settings.kind
        and (was.ready and was.ready.fd) == (settings.ready and settings.ready.fd),
        settings.name .. " runs as it was configured before")
    end
  end
end

-- Each state to stay in is told when it is reached, or known to come.
function properties.ends_are_told(run)
  run.ends = run.ends or {}
  for _, event in ipairs(run.world.told) do
    for _, is in pairs(FINAL) do
      if event.is == is then run.ends[event.name] = is end
    end
  end
  all(run, function(one, before)
    if one.wanted then
      run.ends[one.name] = nil
    elseif before and FINAL[one.state] and one.state ~= before.state then
      assert(run.ends[one.name] == FINAL[one.state], one.name .. " is " .. one.state .. ", which nobody was told")
    end
  end)
end

-- What has ended for good begins again only when somebody asks for it.
function properties.ends_are_kept(run)
  local asked = run.event.is == "command" or run.event.is == "configured" or run.event.is == "start"
  all(run, function(one, before)
    if before and FINAL[before.state] and not FINAL[one.state] then
      assert(asked, one.name .. " was " .. before.state .. " and is " .. one.state)
    end
  end)
end

-- What is started has all that it comes after, ready or not going to run, and all that
-- it needs.
function properties.starts_in_order(run)
  for _, action in ipairs(run.actions) do
    if action.does == "launch" then
      local config = run.machine.config
      for name in pairs(earlier(config, action.name)) do
        local state = run.now.services[name].state
        assert(state == "up" or FINAL[state], action.name .. " is started while " .. name .. " is " .. state)
      end
      for _, name in ipairs(config.services[action.name].needs) do
        local state = run.now.services[name].state
        assert(state == "up" or state == "done", action.name .. " is started, needs " .. name .. ", which is " .. state)
      end
      assert(action.service == config.services[action.name], "not started as it is configured")
    end
  end
end

-- Nothing is kept that needs what cannot be had.
function properties.needs_are_met(run)
  if run.event.is == "start" then return end
  all(run, function(one, _, settings)
    for _, name in ipairs(one.wanted and settings and settings.needs or {}) do
      local needed = run.now.services[name]
      assert(needed.wanted or run.world.procs[name] or needed.state == "done",
        one.name .. " is wanted and needs " .. name .. ", which is " .. needed.state)
    end
  end)
end

-- After a shutdown nothing is stopped before all that come after it are gone. One that
-- was being stopped by then is stopped already.
function properties.stops_in_order(run)
  local ending = run.machine.ending
  if not ending or ending.hurried then return end
  for _, event in ipairs(run.world.told) do
    if event.is == "shutdown" then run.stopping_in_order = true end
    if event.is == "stopping" and run.stopping_in_order then
      for name in pairs(run.world.procs) do
        if name ~= event.name and earlier(run.machine.config, name)[event.name] then
          assert(run.machine.services[name].process.abandoned, event.name .. " is stopped before " .. name)
        end
      end
    end
  end
end

-- For a user who will not wait, everything is killed.
function properties.a_hurry_kills(run)
  if not (run.machine.ending and run.machine.ending.hurried) or run.world.nature.immortal then return end
  for name, process in pairs(run.world.procs) do
    assert(process.doomed, name .. " has been spared")
  end
end

-- Restarts are told at most intensity times in any window of period, both ends
-- included. Those of a service that was parked, or began again, are forgotten.
function properties.restarts_are_limited(run)
  run.records = run.records or {}
  local function forget(name)
    for i = #run.records, 1, -1 do
      if run.records[i].name == name then table.remove(run.records, i) end
    end
  end
  all(run, function(one, before)
    -- It may begin again and be taken down at once by another that it needs.
    local again = before and FINAL[before.state] and told(run, FINAL[one.state], one.name)
    if not before or one.wanted and not before.wanted or again then forget(one.name) end
  end)
  if run.event.is == "command" and run.event.command == "restart" or run.event.is == "configured" then
    all(run, function(one, before) if before and not before.wanted then forget(one.name) end end)
  end
  for _, event in ipairs(run.world.told) do
    if event.is == "giveup" then forget(event.name) end
    if event.is == "restart" then
      local config = run.machine.config
      local settings = config.services[event.name]
      local own = settings.intensity ~= nil and event.name or nil
      local limit = own and settings or config
      table.insert(run.records, { name = event.name, own = own, at = run.world.now })
      local count = 0
      for i = #run.records, 1, -1 do
        local record = run.records[i]
        if record.own == own and run.world.now - record.at <= limit.period then
          count = count + 1
        elseif record.own == own then
          table.remove(run.records, i) -- gone also for a longer period that a reload brings
        end
      end
      assert(count <= limit.intensity, ("%s: %d restarts in %g s"):format(event.name, count, limit.period))
      local b = settings.backoff
      assert(event.delay <= b.max and event.delay >= math.min(b.max, b.from) * (1 - b.jitter), "a delay out of range")
    end
  end
end

-- Once one that others are restarted with starts again, they have no process of before,
-- and none of them has started before all were gone.
function properties.strategies_hold(run)
  local config = run.machine.config
  run.bounced = run.bounced or {}
  all(run, function(one) -- one that somebody stops leaves the others
    if not one.wanted then run.bounced[one.name] = nil end
    for _, group in pairs(run.bounced) do
      if not one.wanted then group.runs[one.name] = nil end
    end
  end)
  for _, event in ipairs(run.world.told) do
    local behind = false
    if event.is == "restart" and config.strategy ~= "one_for_one" then
      local group = { cause = event.name, runs = {} }
      for _, s in ipairs(config.services) do
        local process = run.world.procs[s.name]
        if (behind or config.strategy == "one_for_all") and process and run.before.services[s.name].wanted then
          group.runs[s.name] = process.run
        end
        if s.name == event.name then behind = true end
      end
      run.bounced[event.name] = group
    end
  end
  for _, action in ipairs(run.actions) do
    for cause, group in pairs(action.does == "launch" and run.bounced or {}) do
      if action.name == cause or group.runs[action.name] then
        for name, number in pairs(group.runs) do
          local process, one = run.world.procs[name], run.now.services[name]
          assert(not process or not one.wanted or process.run ~= number,
            action.name .. " starts while " .. name .. " still runs, which is restarted with " .. cause)
        end
      end
      if action.name == cause then run.bounced[cause] = nil end
    end
  end
end

-- A timer that is due has been seen to; there is none where nobody waits for one.
function properties.deadlines_are_ahead(run)
  local deadline = run.machine:deadline()
  if not deadline then return end
  assert(not run.world.finished, "a deadline after the end")
  if run.event.is == "time" then assert(deadline >= run.world.now, "a deadline in the past") end
  if run.machine.sweeping then return end
  local waits = false
  for name, process in pairs(run.world.procs) do
    local one = run.now.services[name]
    local settings = run.machine.config.services[name] or process.service
    if one.state ~= "up" or process.service.health or settings.health then waits = true end
  end
  all(run, function(one) waits = waits or one.state == "backoff" end)
  assert(waits, "a deadline, and nothing to wait for")
end

-- Time alone does not make the machine go round: at one moment few timers are due.
function properties.time_does_not_spin(run)
  run.spins = run.event.is == "time" and run.world.now == run.moment and (run.spins or 0) + 1 or 0
  run.moment = run.world.now
  assert(run.spins <= 4, "time is stepped again and again at one moment")
end

-- All that was launched has ended, was refused, or runs.
function properties.counts_add_up(run)
  assert(run.now.launches == run.world.launched, "launches are miscounted")
  assert(run.now.launches == run.now.ends + run.now.refused + run.now.running, "the totals do not add up")
  local running = 0
  for _, process in pairs(run.world.procs) do
    if not process.told_end then running = running + 1 end
  end
  assert(run.now.running == running, "what runs is miscounted")
  all(run, function(one)
    assert(one.launches == one.ends + one.refused + one.running, one.name .. ": the counts do not add up")
  end)
end

-- Health is looked after while a service is up, and a process that has answered is up.
function properties.checks_have_their_time(run)
  for _, action in ipairs(run.actions) do
    if action.does == "check" then
      local state = run.now.services[action.name].state
      if told(run, "stopping", action.name) then state = run.before.services[action.name].state end
      assert(state == (action.check == "health" and "up" or "starting"), "a check while it is " .. state)
    end
  end
end

return properties
