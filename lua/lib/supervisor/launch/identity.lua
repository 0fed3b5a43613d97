-- As which user and with which groups a service runs. Names are looked up before the
-- fork, in this process's /etc: a new root directory does not change who is meant.
local sys = require "sys"
local stage = require "supervisor.launch.stage"

local identity = {}

-- found is a record of /etc/passwd or /etc/group; by number it may be missing.
local function found(kind, by_name, by_number, who)
  local number = tonumber(who)
  if number then return by_number(number), number end
  local record, _, errno = by_name(who)
  if not record then stage.refuse(('no such %s "%s"'):format(kind, who), errno) end
  return record, record.uid or record.gid
end

local function user(who) return found("user", sys.getpwnam, sys.getpwuid, who) end

local function group(who)
  local _, gid = found("group", sys.getgrnam, sys.getgrgid, who)
  return gid
end

-- find gives {uid, gid, groups, passwd} of which a service that names neither user nor
-- group nor groups has none, and passwd is the user's record in /etc/passwd, if any.
function identity.find(service)
  local become = {}
  local name, own = service.user, service.group
  if name then
    become.passwd, become.uid = user(name)
  end
  if own then
    become.gid = group(own)
  elseif name and not become.passwd then
    stage.refuse(('uid %d is not in /etc/passwd, so its group must be given'):format(become.uid))
  elseif name then
    become.gid = become.passwd.gid
  end
  if service.groups then
    become.groups, become.asked = {}, true
    for i, one in ipairs(service.groups) do become.groups[i] = group(one) end
  elseif become.passwd then
    become.groups = sys.getgrouplist(become.passwd.name, become.gid)
  elseif name then
    become.groups = { become.gid }
  end
  return become
end

-- is tells whether this process has these ids already, all of them.
local function is(become)
  local uid, euid, suid = sys.getresuid()
  local gid, egid, sgid = sys.getresgid()
  local function all(wanted, a, b, c) return not wanted or wanted == a and a == b and b == c end
  return all(become.uid, uid, euid, suid) and all(become.gid, gid, egid, sgid)
end

-- assume becomes that user, for good. Who is it already and may not set groups (an ordinary
-- user, root of a user namespace) keeps those there are, unless a service asks for others.
function identity.assume(become)
  local already = is(become)
  if become.groups then
    local done, message, errno = sys.setgroups(become.groups)
    if not (already and errno == sys.EPERM and not become.asked) then stage.must(done, message, errno) end
  end
  if already then return end
  if become.gid then stage.must(sys.setresgid(become.gid, become.gid, become.gid)) end
  if become.uid then stage.must(sys.setresuid(become.uid, become.uid, become.uid)) end
end

return identity
