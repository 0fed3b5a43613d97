-- What a service finds when it starts: each preparation, as the user who runs this,
-- and each refusal, with its exit status and its message.
local launch = require "supervisor.launch"

local root = geteuid() == 0
local open_before = table.concat(listdir "/proc/self/fd", " ")

-- outcome launches a service and gives what it wrote to its stdout and how it
-- ended, or {refused = message, code = …, stage = …}.
local function outcome(service, io)
  io = io or {}
  local r, w = assert(pipe())
  io.fds = io.fds or {}
  io.fds[1] = w
  service.name = service.name or "web"
  local child, failure = launch(service, io)
  close(w)
  if not child then
    close(r)
    return { refused = failure.message, code = failure.code, stage = failure.stage, errno = failure.errno }
  end
  local report = assert(read_all(child.report))
  local text = assert(read_all(r))
  close(r)
  close(child.report)
  local _, how, code = assert(waitpid(child.pid))
  if report == "" then return { text = text, how = how, code = code } end
  assert(how == "exited" and code == 126, how .. " " .. code)
  local result = { text = text }
  result.code, result.refused, result.errno, result.stage = launch.refusal(report)
  return result
end

-- prints asserts that a service ends well, having printed that.
local function prints(expected, service, io)
  local result = outcome(service, io)
  local told = result.refused or ("%s %d: %s"):format(result.how, result.code, result.text)
  if result.text ~= expected or result.code ~= 0 then error(("%q\nin place of %q"):format(told, expected), 2) end
end

-- refuses asserts at which stage a service is refused, with which status, and a part of
-- the message.
local function refuses(code, stage, message, service, io)
  local result = outcome(service, io)
  if not (result.refused and result.code == code and result.stage == stage and result.refused:find(message, 1, true)) then
    error(("%s %s %s, in place of %s %s %s"):format(result.code, result.stage, result.refused, code, stage, message), 2)
  end
end

local function sh(script, service)
  service = service or {}
  service.argv = { "sh", "-c", script }
  return service
end

setenv("PATH", "/usr/bin:/bin") -- one that all may search

-- the program
prints("hello\n", { argv = { "echo", "hello" } })
local top = assert(mkdtemp())
assert(chmod(top, "0755"))
local function file(name, text, mode)
  local path = top .. "/" .. name
  local f = assert(io.open(path, "w"))
  f:write(text)
  f:close()
  assert(chmod(path, mode))
  return path
end
local plain = file("plain", "echo as a shell does\n", "0755")
prints("as a shell does\n", { argv = { plain } })
refuses(127, "exec", "No such file or directory (ENOENT)", { argv = { "no-such-program" } })
refuses(127, "exec", "PATH has it: " .. top .. ":/etc", { argv = { "sh" }, env = { PATH = top .. ":/etc" } })
refuses(127, "exec", "is run by /no/such/interpreter", { argv = { file("script", "#!/no/such/interpreter\n", "0755") } })
refuses(126, "exec", "Permission denied (EACCES)", { argv = { file("data", "text", "0644") } })
refuses(126, "exec", "is a directory", { argv = { top } })
refuses(126, "exec", "Argument list too long (E2BIG)", { argv = { "true", ("x"):rep(2 ^ 18) } })
file("hidden", "#!/bin/sh\necho found\n", "0755")
prints("found\n", { argv = { "hidden" }, env = { PATH = top } })

-- the environment
setenv("INHERITED", "1")
setenv("TAKEN", "1")
prints("1 - x\n", sh("echo $INHERITED ${TAKEN--} $ADDED", { env = { TAKEN = false, ADDED = "x" } }))
prints("", { argv = { "/usr/bin/env" }, clearenv = true, env = { INVOCATION_ID = false } })
prints("A=1\n", { argv = { "/usr/bin/env" }, clearenv = true, env = { A = 1 } }, { invocation = false })
local one = outcome({ argv = { "printenv", "INVOCATION_ID" } }).text
local two = outcome({ argv = { "printenv", "INVOCATION_ID" } }).text
assert(one:match "^%x+\n$" and #one == 33 and one ~= two, one)
assert(getenv "INVOCATION_ID" == nil and getenv "TAKEN" == "1")

-- where, and how
prints("/\n", sh("pwd", { cwd = "/" }))
refuses(126, "cwd", 'chdir("/no/such/place"): No such file or directory (ENOENT)', sh("pwd", { cwd = "/no/such/place" }))
prints("0027\n", sh("umask", { umask = 23 }))
prints(tostring(math.min(19, getpriority(PRIO_PROCESS, 0) + 3)) .. "\n",
  { argv = { "nice" }, nice = math.min(19, getpriority(PRIO_PROCESS, 0) + 3) })
prints("10 20\n", sh("echo $(ulimit -Sn) $(ulimit -Hn)", { limits = { { RLIMIT_NOFILE, 10, 20 } } }))
prints("0 unlimited\n", sh("echo $(ulimit -Sc) $(ulimit -Hc)", { limits = { { RLIMIT_CORE, 0, RLIM_INFINITY } } }))
-- what this process itself could not live with
for _, limit in ipairs { { RLIMIT_NPROC, 1, 1 }, { RLIMIT_FSIZE, 0, 0 }, { RLIMIT_SIGPENDING, 0, 0 } } do
  prints("", { argv = { "/bin/true" }, limits = { limit } })
end
for _ = 1, 20 do
  local garbage = {}
  for i = 1, 2000 do garbage[i] = { i } end
  prints("", { argv = { "/bin/true" }, limits = { { RLIMIT_AS, 2 ^ 25, 2 ^ 25 } } })
end
refuses(126, "limits", "/proc/sys/fs/nr_open", { argv = { "true" }, limits = { { RLIMIT_NOFILE, 10, 2 ^ 31 } } })

-- stdin
prints("", { argv = { "cat" } })
prints("text", { argv = { "cat" }, stdin = { file = top .. "/data" } })
refuses(126, "descriptors", "No such file", { argv = { "cat" }, stdin = { file = top .. "/none" } })
local r, w = pipe()
write(w, "from the pipe")
close(w)
prints("from the pipe", { argv = { "cat" } }, { fds = { [0] = r } })
close(r)

-- descriptors: those asked for and no others, also where sources and targets overlap
local strange = open "/"
fcntl(strange, F_SETFD, 0) -- somebody else's that exec would keep
local listing = 'for fd in $(seq 0 300); do test -L /proc/$$/fd/$fd && echo -n "$fd "; done; true'
prints("0 1 2 ", sh(listing))
local files = {}
for i = 1, 4 do files[i] = assert(open(file("f" .. i, "file " .. i, "0644"))) end
local a, b, c, d = unpack(files)
prints("0 1 2 5 9 ", sh(listing), { fds = { [5] = a, [9] = b } })
local function contents(fds)
  local words, order = {}, {}
  for target in pairs(fds) do order[#order + 1] = target end
  table.sort(order)
  for i, target in ipairs(order) do words[i] = "cat /proc/self/fd/" .. target .. "; echo" end
  return table.concat(words, ";")
end
prints("file 2\nfile 3\nfile 1\n", sh(contents { [a] = 1, [b] = 1, [c] = 1 }), { fds = { [a] = b, [b] = c, [c] = a } })
prints("file 1\nfile 1\nfile 4\n", sh(contents { [a] = 1, [b] = 1, [d] = 1 }), { fds = { [a] = a, [b] = a, [d] = d } })
prints("file 3\nfile 4\n", sh("cat; echo; cat <&3; echo"), { fds = { [0] = c, [3] = d } })
for i = 3, 30 do -- also onto the launch's own
  prints("file 1", sh("cat /proc/self/fd/" .. i), { fds = { [i] = a } })
end
refuses(126, "descriptors", "EBADF", { argv = { "true" } }, { fds = { [3] = 999 } })
for i = 1, 4 do close(files[i]) end
close(strange)

-- signals: all as they are by default, whatever is set here
local function bits(name, text) return text:match("\n" .. name .. ":\t(%x+)") end
local status = { argv = { "cat", "/proc/self/status" } }
local plainly = outcome(status).text
local null = ("0"):rep(16)
assert(bits("SigBlk", plainly) == null and bits("SigIgn", plainly) == null and bits("SigCgt", plainly) == null, plainly)
signal(SIGPIPE, SIG_IGN)
signal(SIGUSR1, SIG_IGN)
signal(SIGUSR2, function() end)
sigprocmask(SIG_BLOCK, { SIGTERM, SIGRTMIN + 3 })
local same = outcome(status).text
assert(bits("SigBlk", same) == null and bits("SigIgn", same) == null, same)
local told = outcome(status, { mask = { SIGTERM }, ignored = { SIGHUP, SIGINT } }).text
assert(bits("SigBlk", told) == ("%016x"):format(2 ^ (SIGTERM - 1)) and bits("SigIgn", told) == "0000000000000003", told)
local mask = sigprocmask()
assert(#mask == 2 and mask[1] == SIGTERM, "the mask here has changed")
sigprocmask(SIG_SETMASK, {})
signal(SIGPIPE, SIG_DFL)
signal(SIGUSR1, SIG_DFL)
-- what comes between fork and exec is the service's, and not for the handlers here
local ran
signal(SIGUSR2, function() ran = getpid() end)
local child = assert(launch({ name = "web", argv = { "sleep", "100" } }, {}))
kill(child.pid, SIGUSR2)
assert(select(3, waitpid(child.pid)) == SIGUSR2 and not ran)
close(child.report)

-- the session, or the group
prints("true\ttrue\n", { run = function() print(getsid() == getpid(), getpgrp() == getpid()) end })
prints("true\ttrue\n", { run = function() print(getsid() == getsid(getppid()), getpgrp() == getpid()) end }, { session = false })
child = assert(launch({ name = "web", argv = { "sleep", "100" } }, { session = false }))
assert(getpgid(child.pid) == child.pid) -- at once
kill(-child.pid, SIGKILL)
waitpid(child.pid)
close(child.report)

-- functions
local function status_of(fn) return outcome { run = fn }.code end
assert(status_of(function() end) == 0 and status_of(function() return true end) == 0)
assert(status_of(function() return false end) == 1 and status_of(function() return 7 end) == 7)
assert(status_of(function() os.exit(9) end) == 9)
prints("buffered", { run = function() io.stdout:setvbuf "full" io.write "buffered" end })
prints("web\n", { run = function() print(prctl(PR_GET_NAME)) end })
prints("closed\n", { run = function() end }, { close = function() print "closed" end })
prints("0\n", { run = function() print((select(3, waitpid(fork() == 0 and _exit() or -1)))) end })
local er, ew = pipe()
local failed = outcome({ run = function() local function deep() error "broken" end deep() end }, { fds = { [2] = ew } })
close(ew)
local complaint = read_all(er)
close(er)
assert(failed.code == 1 and complaint:find "^nslua: web: .*broken\nstack traceback:\n" and complaint:find "deep", complaint)
assert(not complaint:find "supervisor/launch", complaint)

-- namespaces
local new = root and CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUTS or CLONE_NEWUSER + CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUTS
prints("1 inner\n", sh("echo $$ $(hostname)", { unshare = new, hostname = "inner" }))
prints("1 sh\n", sh("echo $$ $(cat /proc/1/comm)", { unshare = new, setup = mount_proc }))
refuses(126, "setup", "there is no /no", sh("true", { unshare = new, setup = function() return mount("none", "/no/such/place", "tmpfs") end }))
refuses(126, "setup", "supervisor-launch.lua:" .. debug.getinfo(1).currentline .. ": oh", sh("true", { setup = function() error "oh" end }))
refuses(126, "hostname", "EINVAL", sh("true", { unshare = new, hostname = ("x"):rep(65) }))
prints("0 0\n", sh("echo $(id -u) $(id -g)", { unshare = CLONE_NEWUSER }))
local ids = ("%d %d\n"):format(geteuid(), getegid())
prints(ids, sh("echo $(id -u) $(id -g)", { unshare = CLONE_NEWUSER, idmap = "current" }))
refuses(126, "idmap", "EINVAL", sh("true", { unshare = CLONE_NEWUSER, idmap = { uid = { { 0, 0, 0 } } } }))
prints("0\n", sh("id -u", { unshare = CLONE_NEWUSER, user = "root" })) -- who it is already

-- users
refuses(126, "user", 'user: no such user "nobdy"', { argv = { "true" }, user = "nobdy" })
refuses(126, "user", 'user: no such group "nogrp"', { argv = { "true" }, user = "nobody", group = "nogrp" })
refuses(126, "user", "user: uid 4243 is not in /etc/passwd, so its group must be given", { argv = { "true" }, user = 4243 })
local me = { user = geteuid(), group = getegid() }
prints(ids, sh("echo $(id -u) $(id -g)", me))
if not root then
  refuses(126, "user", "Operation not permitted (EPERM)", { argv = { "true" }, user = "nobody" })
else
  local nobody = getpwnam "nobody"
  prints(("%d %d %d\n"):format(nobody.uid, nobody.gid, nobody.gid), sh("echo $(id -u) $(id -g) $(id -G)", { user = "nobody" }))
  prints("4242 4243 4243\n", sh("echo $(id -u) $(id -g) $(id -G)", { user = 4242, group = 4243 }))
  prints("4242 4243 4243 5 6\n", sh("echo $(id -u) $(id -g) $(id -G)", { user = 4242, group = 4243, groups = { 5, "6" } }))
  prints("0 7\n", sh("echo $(id -u) $(id -g)", { group = 7 }))
  prints(nobody.dir .. " nobody nobody\n", sh("echo $HOME $USER $LOGNAME", { user = "nobody", clearenv = true }))
  prints("/ - -\n", sh("echo $HOME ${USER--} ${LOGNAME--}", { user = 4242, group = 4242 }))
  prints("/mine\n", sh("echo $HOME", { user = "nobody", env = { HOME = "/mine" } }))
  prints("0000000000000000\n", sh("sed -n 's/^CapEff:.//p' /proc/self/status", { user = "nobody" }))
  local private = top .. "/private"
  assert(mkdir(private, "0700"))
  refuses(126, "cwd", "Permission denied (EACCES)", { argv = { "true" }, user = "nobody", cwd = private }) -- as the user
  prints("20 -5\n", sh("echo $(ulimit -Hn) $(nice)", { user = "nobody", limits = { { RLIMIT_NOFILE, 10, 20 } }, nice = -5 }))
  if capget().effective:has(CAP_SYS_RESOURCE) then -- raised while that may be
    local limit = getrlimit "NOFILE"
    local less = limit.max - 1
    setrlimit("NOFILE", { cur = math.min(limit.cur, less), max = less })
    prints(limit.max .. "\n", sh("ulimit -Hn", { user = "nobody", limits = { { RLIMIT_NOFILE, 10, limit.max } } }))
  end
  prints("", { argv = { "/bin/true" }, user = "nobody", limits = { { RLIMIT_NPROC, 1, 1 } } })
end

assert(rmtree(top))
assert(select(3, waitpid(-1)) == ECHILD)
assert(table.concat(listdir "/proc/self/fd", " ") == open_before)
