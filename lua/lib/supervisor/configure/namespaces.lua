-- Kinds of what a service has of its own: namespaces, and who is who in them.
local kind = require "supervisor.configure.kind"
local record = require "supervisor.configure.record"
local sys = require "sys"

local namespaces = {}

local NONE = sys.CLONE_NEWPID - sys.CLONE_NEWPID
local ALL = sys.CLONE_NEWUSER + sys.CLONE_NEWPID + sys.CLONE_NEWNS + sys.CLONE_NEWNET + sys.CLONE_NEWUTS
  + sys.CLONE_NEWIPC + sys.CLONE_NEWCGROUP + sys.CLONE_NEWTIME

-- flags is a kind: CLONE_NEWPID + CLONE_NEWNS, or "newpid,newns".
namespaces.flags = {
  says = 'namespaces, as CLONE_NEWPID + CLONE_NEWNS or "newpid,newns"',
  read = function(value, at)
    local ok, flags = pcall(function() return NONE + value end)
    if not ok then
      local why = tostring(flags):match "%((.*)%)$" or tostring(flags)
      return at:wrong("%s is not %s: %s", kind.show(value), namespaces.flags.says, (why:gsub("; valid are .*", "")))
    end
    local others = flags - ALL
    if others ~= NONE then return at:wrong("%s makes no namespace", tostring(others)) end
    if flags ~= NONE then return flags end
  end,
}

local id = kind.integer(0, 2 ^ 32 - 2)

-- range is {inside, outside, count}.
local range = kind.checked(kind.list(id, "a list { inside, outside, count }"), function(read)
  if #read ~= 3 then return "it has " .. #read .. " numbers, and takes three: inside, outside and count" end
end)

local ranges = kind.list(range, "a list of ranges { inside, outside, count }")

local map = record.of({
  { "uid", ranges, doc = "ranges of uids, { { inside, outside, count } }" },
  { "gid", ranges, doc = "ranges of gids" },
  { "setgroups", kind.one_of { "allow", "deny" }, doc = "deny: groups are given up" },
}, "a table of uid, gid and setgroups")

-- idmap is a kind: what idmap() takes.
namespaces.idmap = kind.either(
  { table = map, string = kind.one_of { "root", "current", "auto" } },
  '"root", "current", "auto" or a table, as idmap() takes')

return namespaces
