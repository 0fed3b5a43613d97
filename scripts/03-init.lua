-- Process 1 of a pid namespace is its init, with an init's rights and duties.
--
--   * Every process there that loses its parent becomes its child: it must wait
--     for children that it never made, or they stay as zombies.
--   * A signal from inside its namespace does nothing to it unless it has a
--     handler for it. SIGKILL and SIGSTOP, which take no handler, never do.
--   * From outside, SIGKILL and SIGSTOP do what they always do. When it ends,
--     the kernel kills every other process of its namespace.

if geteuid() ~= 0 then assert(unshare(CLONE_NEWUSER)) end

-- The pipe by which the namespace is watched: read() gives "" at its end, which
-- comes when the last process that could write to it is gone.
local watch, alive = assert(pipe())

-- in_child runs f in a child and gives the child's pid.
local function in_child(f)
  local pid = assert(fork())
  if pid == 0 then
    f()
    os.exit()
  end
  return pid
end

local function adopt()
  print("1. init adopts orphans")
  signal(SIGCHLD, function() print("init gets SIGCHLD") end)
  local wait_for, go = pipe()
  local father = in_child(function()
    in_child(function()
      close(go)
      read(wait_for, 1) -- returns when init closes its end, the last one
      print("the orphan's parent is now", getppid())
    end)
    close(go)
  end)
  print("init reaps the father:", wait() == father)
  close(go)
  print("init reaps the orphan:", (select(2, wait())))
  signal(SIGCHLD, SIG_DFL)
end

local function survive()
  print("2. signals from inside")
  local function from_inside(sig)
    local child = in_child(function() assert(kill(1, sig)) end)
    print(sig, "sent by a child that", (select(2, waitpid(child))))
  end
  from_inside("SIGTERM")
  from_inside("SIGKILL")
  from_inside("SIGSTOP")
  print("init is still here, as", getpid())
  signal(SIGTERM, function() print("init handles SIGTERM, because it wants to") end)
  from_inside("SIGTERM")
end

assert(unshare(CLONE_NEWPID))
local init = in_child(function()
  close(watch)
  adopt()
  survive()
  for _ = 1, 3 do in_child(pause) end
  write(alive, "init and three children are waiting")
  while true do pause() end
end)
close(alive)

local news = read(watch, 100)
print("3. SIGKILL from outside")
print(news)
print("kill():", kill(init, SIGKILL))
print("all four are gone:", read(watch, 100) == "")
local pid, how, sig = wait()
print("init was", how, strsignal(sig))
