-- /proc shows the pid namespace of whoever mounted it, not of whoever looks.
--
-- So a process in a new pid namespace still sees every process of the host, and
-- even itself by its old pid, until a /proc of its own is mounted. For that it
-- needs a mount namespace of its own as well, or the host would get that /proc.
-- mount_proc() does both, and keeps the mounts private before it adds one.

if geteuid() ~= 0 then assert(unshare(CLONE_NEWUSER)) end

-- What ps does: each folder in /proc that is a number is a process.
local function ps()
  local list = {}
  local sh = io.popen("cd /proc; for p in [0-9]*; do read name < $p/comm && echo $p $name; done 2>&-")
  for line in sh:lines() do list[#list + 1] = line end
  sh:close()
  return list
end

-- How /proc calls this very process.
local function self()
  local stat = io.open("/proc/self/stat")
  local pid = stat:read("*n")
  stat:close()
  return pid
end

local function mounts()
  local info = io.open("/proc/self/mountinfo")
  local text = info:read("*a")
  info:close()
  return text
end

local before = mounts()
local host = getpid()

assert(unshare(CLONE_NEWPID))
local child = fork()
if child == 0 then
  print("the child's getpid():", getpid())

  print("through the host's /proc it is:", self())
  local all = "\n" .. table.concat(ps(), "\n")
  print("and sees its parent outside:", all:find("\n" .. host .. " ", 1, true) ~= nil)

  print("mount_proc():", mount_proc())
  print("through its own /proc it is:", self())
  print("and sees itself, and the shell that looks:")
  for _, line in ipairs(ps()) do print("", line) end
  os.exit()
end

local pid, how, code = wait()
print("the child:", how, code)
print("the parent's getpid(), and /proc:", getpid(), self())
print("the parent's mounts are as they were:", mounts() == before)
