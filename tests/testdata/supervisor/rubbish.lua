-- Configures supervisors with random rubbish, most of it near to what is right, and
-- checks that nothing comes of it but a configuration or an error with its place.
local configure = require "supervisor.configure"
local difference = require "supervisor.difference"
local schema = require "supervisor.configure.schema"

local seed, rounds = tonumber(arg[1]), tonumber(arg[2])
math.randomseed(seed)
local random = math.random

local function one(list) return list[random(#list)] end

local WORDS = { "", "a", "web", "db", "all", "any", "s", "TERM", "SIGINT", "KILL", "RTMIN+3", "RTMAX-99", "forward:QUIT:web",
  "forward::", "forward:", "shutdown", "default", "10s", "1m30s", "5ms", "-1s", "1..5s", ".s", "10M", "1e99", "0644", "022",
  "nofile", "core", "unlimited", "newpid,newns", "root", "null", "foreground", "on-failure", "one_for_all", "park", "auto",
  "/", "/none/x", "a\0b", "a\nb", "\27[2J", "%s%d", "\255", ("x"):rep(300) }
local NUMBERS = { 0, 1, -1, 2, 3, 5, 9, 15, 17, 33, 64, 65, 143, 256, 0.5, 1e9, 2 ^ 53, 2 ^ 63, -2 ^ 63, 1 / 0, -1 / 0, 0 / 0 }
local OTHERS = { true, false, print, function() end, coroutine.create(function() end), CLONE_NEWUSER + CLONE_NEWPID, MS_BIND, io.stdout }

local value

-- key is anything that can be one.
local function key()
  local made = value(9)
  return made == made and made ~= nil and made or 1
end

-- record is a table with some of the keys of rows, and now and then others.
local function record(rows, depth)
  local made = {}
  for _ = 1, random(0, 3) do
    local row = one(rows)
    made[row[1]] = row[2].rows and random(3) > 1 and record(row[2].rows, depth + 1) or value(depth + 1)
  end
  if random(20) == 1 then made[key()] = value(depth + 1) end
  return made
end

function value(depth)
  local which = random(depth > 3 and 8 or 12)
  if which <= 4 then return one(WORDS) end
  if which <= 7 then return one(NUMBERS) end
  if which == 8 then return one(OTHERS) end
  local made = {}
  for i = 1, random(0, 3) do
    made[random(2) == 1 and i or key()] = value(depth + 1)
  end
  return made
end

local function checked(ok, message)
  if ok then return true end
  assert(type(message) == "string" and message:sub(1, 9) == "app.lua:7", message)
end

local function configured()
  local settings = random(3) == 1 and value(0) or record(schema.settings, 0)
  local ok, config = pcall(configure.settings, settings, "app.lua:7")
  if not checked(ok, config) then config = configure.settings({}, "app.lua:7") end
  local read = 0
  for i = 1, random(4) do
    local what = one { "service", "oneshot" }
    local definition = random(20) == 1 and value(0) or record(schema[what], 0)
    if type(definition) == "table" and random(10) > 1 then definition[1] = "a" end
    local name = random(5) == 1 and value(2) or one { "web", "db", "s" }
    if checked(pcall(configure.service, config, what, name, definition, "app.lua:7" .. i)) then read = read + 1 end
  end
  checked(pcall(configure.complete, config))
  local change = difference.compare(config, config)
  assert(#change.added + #change.removed + #change.changed + #change.settings == 0)
  return read
end

local total = 0
for round = 1, rounds do
  local ok, read = xpcall(configured, debug.traceback)
  if not ok then error(("seed %d, round %d: %s"):format(seed, round, read), 0) end
  total = total + read
end
print(total)
