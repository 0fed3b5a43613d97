-- Reads a list of Lua chunks (JSON) from its input, runs each as a user's app.lua, and
-- prints as such a list what each returns, or which error comes of it or of its
-- configuration as a whole.
local sys = require "sys"
local configure = require "supervisor.configure"
local difference = require "supervisor.difference"
local json = require "nslua.json"
local procfile = require "supervisor.procfile"
local supervisor = require "supervisor"

-- show writes a value as Lua would, its keys in an order that does not change.
local function show(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" then return type(value) == "function" and "function" or tostring(value) end
  local keys, items = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) then return a < b end
    return type(a) == "number"
  end)
  for i, key in ipairs(keys) do
    local label = key == i and keys[1] == 1 and "" or type(key) == "number" and "[" .. key .. "] = " or key .. " = "
    items[i] = label .. show(value[key])
  end
  return "{" .. table.concat(items, ", ") .. "}"
end

-- run runs a chunk; it finds S, a supervisor, and complete(), which checks and gives
-- its configuration.
local function run(text)
  local here = { supervisor = supervisor, S = supervisor {} }
  function here.complete() return configure.complete(here.S.config) end

  -- change gives what a reload would find between two chunks.
  function here.change(old, new)
    local found = difference.compare(run(old).complete(), run(new).complete())
    for name, list in pairs(found) do
      if next(list) == nil then found[name] = nil end
    end
    return found
  end

  -- processes gives those of a Procfile: their commands and their variables.
  function here.processes(text, variables, options)
    for name, content in pairs { Procfile = text, [".env"] = variables or "" } do
      local file = assert(io.open(name, "w"))
      file:write(content)
      file:close()
    end
    local found = {}
    for i, service in ipairs(procfile.read("Procfile", options).services) do
      found[i] = { service.name, service.argv[3], service.env }
    end
    return found
  end

  setmetatable(here, { __index = _G })
  here.returned = setfenv(assert(loadstring(text, "@app.lua")), here)()
  return here
end

local function outcome(text)
  local here = run(text)
  if here.returned ~= nil then return show(here.returned) end
  here.complete()
  return "nothing is wrong"
end

local answers = {}
for i, text in ipairs(json.decode(io.read "*a")) do
  local _, answer = pcall(outcome, text)
  answers[i] = answer
end
assert(select(3, sys.wait()) == sys.ECHILD, "something has been started")
print(json.encode(answers))
