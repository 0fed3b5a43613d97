-- The declaration of everything that can be configured. A row is one key: its
-- name, its kind, its default, and what it means. Checking, messages, defaults and
-- the reference (nslua -m supervisor keys) come from here.
local kind = require "supervisor.configure.kind"
local limits = require "supervisor.configure.limits"
local namespaces = require "supervisor.configure.namespaces"
local program = require "supervisor.configure.program"
local section = require "supervisor.configure.section"
local signals = require "supervisor.configure.signals"

local boolean, path = kind.boolean, kind.path
local names = kind.list(kind.name, "a list of names, or one")

-- intensity is read as a number in any case: more than math.huge is never.
local intensity = {
  says = "a whole number, 0 or more, or false",
  read = function(value, at)
    if value == false or value == math.huge then return math.huge end
    if kind.whole(value, 0, 2 ^ 53) then return value end
    at:wrong("%s is not a whole number, 0 or more, or false for no limit", kind.show(value))
  end,
}

local on_giveup = kind.one_of { "shutdown", "park" }

-- refused is a kind for what a oneshot cannot have.
local function refused(why)
  return { why = why, read = function(_, at) at:wrong(why) end }
end

local oneshot_restart = {
  says = '"on-failure" or "never"',
  read = function(value, at)
    if value == "always" then
      return at:wrong 'a oneshot that is always restarted is never done: "on-failure" or "never", or a service'
    end
    return kind.one_of { "on-failure", "never" }.read(value, at)
  end,
}

local schema = {}

-- signals are what is done at those that the settings do not list.
schema.signals = { TERM = "shutdown", INT = "shutdown", QUIT = "shutdown", HUP = "reload" }

-- settings are the keys of require "supervisor" {...}.
schema.settings = {
  { "strategy", kind.one_of { "one_for_one", "rest_for_one", "one_for_all" }, default = "one_for_one",
    doc = "who is restarted together with a service that has failed: nobody, those defined after it, or all" },
  { "intensity", intensity, default = 5,
    doc = "how many restarts a period may have, those of all services together that have no intensity of their " ..
      "own; at one more the supervisor gives up. 0: at the first failure; false: never" },
  { "period", kind.positive, default = "10s", doc = "the time in which restarts are counted" },
  { "on_giveup", on_giveup, default = "shutdown",
    doc = "what giving up means: to end everything, or to park the service until it is started by command" },
  { "grace", kind.duration, default = "10s", doc = "how long services have to end before SIGKILL comes; 0 for no time" },
  { "signals", signals.actions, default = schema.signals,
    doc = "what the supervisor does at signals; \"forward\" is to all services that run. Where not listed, TERM, " ..
      "INT and QUIT are \"shutdown\" and HUP is \"reload\"; others, as the TSTP of Ctrl-Z, are dropped" },
  { "group", boolean, default = false, doc = "whether forwarded signals go to whole process groups" },
  { "exit", section.exit, default = {}, doc = "what the supervisor ends with" },
  { "control", path, doc = "the socket for nslua -m supervisor status, start, stop and so on" },
  { "cgroup", path, doc = "a directory of cgroup2, below which each service gets one" },
  { "log", kind.off(section.shown),
    doc = "how the output is shown of services that have no log of their own; without it, they write to the " ..
      "supervisor's output themselves" },
  { "subreaper", boolean, default = true, doc = "whether orphans become children of the supervisor" },
}

-- service are the keys of S:service "name" {...}. What is different for
-- S:oneshot "name" {...} stands in a row as oneshot.
schema.service = {
  { "run", kind.call, doc = "instead of a command a function, which is called in the new process. What it returns is " ..
    "the exit status: nothing or true is 0, false is 1" },
  { "after", names, default = {}, doc = "who is waited for: until each is ready, or has ended, or is not going to run" },
  { "needs", names, default = {}, doc = "who is waited for, and must be ready or have ended well" },
  { "restart", kind.one_of { "always", "on-failure", "never" }, default = "always",
    doc = "when it is started again after it has ended by itself",
    oneshot = { oneshot_restart, "never" } },
  { "success", kind.list(signals.status, "a list of exit statuses, or one"), default = {},
    doc = "exit statuses beside 0 that are no failure: { 2, \"TERM\" }" },
  { "backoff", section.backoff, default = {}, doc = "the delays before restarts" },
  { "intensity", intensity, doc = "as in the settings, for this service alone" },
  { "period", kind.positive, doc = "as in the settings, for this service alone" },
  { "on_giveup", on_giveup, doc = "as in the settings, for this service alone" },
  { "ready", section.ready, doc = "how to know that it is ready; without it, that is as soon as it runs",
    oneshot = { refused "it is for services: a oneshot is ready when it has ended" } },
  { "health", section.health, doc = "a check that goes on while it runs",
    oneshot = { refused "it is for services: a oneshot does its work and ends" } },
  { "stop", section.stop, default = {}, doc = "how it is stopped" },
  { "env", program.environment, default = {}, doc = "variables, beside those of the supervisor" },
  { "clearenv", boolean, default = false, doc = "whether it has none of the supervisor's variables, but those of env only, INVOCATION_ID, and with user its HOME, USER, LOGNAME and SHELL" },
  { "cwd", path, doc = "the directory that it runs in" },
  { "user", program.user, doc = "whom it runs as, with this user's group and groups" },
  { "group", program.user, doc = "its group" },
  { "groups", kind.list(program.user, "a list of names or numbers"), doc = "its supplementary groups" },
  { "umask", program.umask, doc = "its file mode creation mask" },
  { "limits", limits, default = {}, doc = "its resource limits: { nofile = 1024, core = { 0, \"unlimited\" } }" },
  { "nice", kind.integer(-20, 19), doc = "its nice value" },
  { "unshare", namespaces.flags, doc = "namespaces of its own; with CLONE_NEWPID it is pid 1 there, and only SIGKILL " ..
    "ends a pid 1 that does not handle stop.signal itself" },
  { "idmap", namespaces.idmap, doc = "who is who in its user namespace (\"root\")" },
  { "hostname", kind.text, doc = "the name of its host, in a CLONE_NEWUTS of its own" },
  { "setup", kind.call, doc = "a function that is called in the new process and the new namespaces, before limits, " ..
    "user and command; an error in it is a failure to start" },
  { "cgroup", path, doc = "the directory of cgroup2 that it runs in" },
  { "pdeathsig", kind.off(signals.signal),
    doc = "the signal that it gets when the supervisor dies (TERM, or KILL where it is a pid 1 itself)" },
  { "log", kind.off(section.log), doc = "where its output goes (as in the settings)" },
  { "stdin", section.stdin, doc = "what it reads from (\"null\"; with tty \"inherit\")" },
  { "descriptors", kind.one_of { "inherit" }, doc = "inherit: it gets those that the supervisor was started with, as " ..
    "socket activation passes them; without it, only 0, 1 and 2" },
  { "tty", kind.one_of { "foreground" }, doc = "it has the terminal while it runs, which only one service can" },
}

-- oneshot are the keys of S:oneshot "name" {...}.
schema.oneshot = {}
for i, row in ipairs(schema.service) do
  local own = row.oneshot
  schema.oneshot[i] = own and { row[1], own[1], default = own[2], doc = row.doc } or row
end

return schema
