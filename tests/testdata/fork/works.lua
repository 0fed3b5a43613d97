-- What every child here must be able to do, whatever it was forked from.
-- finish(p) is called where fork's two returns have come out of the place that
-- is tested: the child does it all and exits with 0, the parent looks on.

local function collects(n)
  local keep = {}
  for i = 1, n do keep[i % 1000] = { i, tostring(i) } end
  collectgarbage()
  return keep
end

local function resumes()
  local sum, each = 0, coroutine.wrap(function() for i = 1, 100 do coroutine.yield(i) end end)
  for i = 1, 100 do sum = sum + each() end
  assert(sum == 5050)
end

local function handles()
  local got = 0
  local before = signal(SIGUSR2, function() got = got + 1 end)
  kill(getpid(), SIGUSR2)
  raise(SIGUSR2)
  assert(got == 2, "a signal is lost")
  signal(SIGUSR2, before)
end

local function forks()
  local r, w = pipe()
  local p = fork()
  if p == 0 then
    collects(1000)
    write(w, "x")
    os.exit(3)
  end
  assert(p > 0)
  assert(read(r, 9) == "x")
  close(r) close(w)
  local pid, how, code = waitpid(p)
  assert(pid == p and how == "exited" and code == 3)
end

local function executes()
  local p = fork()
  if p == 0 then
    local _, _, errno = execv("/proc/self/exe", { "-e", "os.exit(7)" })
    os.exit(errno == ENOENT and 8 or 9)
  end
  local _, how, code = waitpid(p)
  local there = open("/proc/self/exe")
  if there then close(there) end
  assert(how == "exited" and code == (there and 7 or 8), code)
end

function works(n)
  collects(n or 20000)
  resumes()
  handles()
  sleep(0.001)
  forks()
  executes()
end

function finish(p, n)
  assert(type(p) == "number", tostring(p))
  if p == 0 then
    works(n)
    os.exit(0)
  end
  local pid, how, code = waitpid(p)
  assert(pid == p and how == "exited" and code == 0, tostring(how) .. " " .. tostring(code))
  works()
  print("ok")
end

-- Enters a user namespace as its root, where that is needed for what follows.
function privileged()
  if geteuid() ~= 0 then
    assert(unshare(CLONE_NEWUSER))
    assert(idmap "root")
  end
end
