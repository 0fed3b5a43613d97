-- What doctor tries, in the order in which it is shown. A check has a name and
-- run, which raises an error if the thing does not work here; needed says that an
-- ordinary user cannot do without; only that it is for "user" or for "root";
-- bare that it is not to be run as root of a user namespace; module the kernel
-- module that brings it.
--
-- run gets t.must, which raises a refusal, and t.inside(flags, fn), which runs fn
-- in a child.
local sys = require "sys"

-- own_mounts enters a mount namespace whose mounts the host does not see.
local function own_mounts(t)
  t.must(sys.unshare(sys.CLONE_NEWNS))
  t.must(sys.make_rprivate "/")
end

-- waiting gives a child that waits to be killed, in new namespaces, and its descriptor.
local function waiting(t, flags)
  local child, pidfd = t.must(sys.clone(flags))
  if child == 0 then
    sys.prctl(sys.PR_SET_PDEATHSIG, sys.SIGKILL)
    sys.pause()
    sys._exit(0)
  end
  return child, pidfd
end

-- mounting is a check that mounts a file system.
local function mounting(check)
  function check.run(t)
    if check.flags then t.must(sys.unshare(check.flags)) end
    own_mounts(t)
    t.must(sys.mount("none", "/tmp", check.fstype, 0, check.data))
  end
  check.name, check.module = check.fstype, check.fstype
  return check
end

return {
  { name = "fork", needed = true, bare = true, run = function(t)
    t.inside(nil, function() assert(sys.getppid() > 0) end)
  end },
  { name = "user namespace", needed = true, bare = true, only = "user", run = function(t)
    t.must(sys.unshare(sys.CLONE_NEWUSER))
    t.must(sys.idmap "root")
    assert(sys.getuid() == 0, "it has no root")
  end },
  { name = "user namespace, many ids", bare = true, only = "user", run = function(t)
    t.must(sys.unshare(sys.CLONE_NEWUSER, "auto"))
  end },
  { name = "mount namespace", needed = true, run = own_mounts },
  { name = "pid namespace", needed = true, run = function(t)
    t.inside(sys.CLONE_NEWPID, function() assert(sys.getpid() == 1, "its first process is not pid 1") end)
  end },
  { name = "net namespace", needed = true, run = function(t)
    t.must(sys.unshare(sys.CLONE_NEWNET))
    t.must(sys.ifup "lo")
  end },
  { name = "uts namespace", needed = true, run = function(t)
    t.must(sys.unshare(sys.CLONE_NEWUTS))
    t.must(sys.sethostname "doctor")
  end },
  { name = "ipc namespace", needed = true, run = function(t) t.must(sys.unshare(sys.CLONE_NEWIPC)) end },
  { name = "cgroup namespace", needed = true, run = function(t) t.must(sys.unshare(sys.CLONE_NEWCGROUP)) end },
  { name = "time namespace", run = function(t)
    t.must(sys.unshare(sys.CLONE_NEWTIME))
    t.must(sys.timens_offsets { boottime = 86400 })
    t.inside(nil, function() assert(sys.clock_gettime(sys.CLOCK_BOOTTIME) > 86400, "its clock is not set") end)
  end },
  { name = "nested user namespace", run = function(t) t.must(sys.unshare(sys.CLONE_NEWUSER)) end },
  { name = "joining a namespace", needed = true, run = function(t)
    local types = sys.CLONE_NEWUTS + sys.CLONE_NEWNET
    local child = waiting(t, types)
    local ok, message, errno = sys.setns({ pid = child }, types)
    sys.kill(child, sys.SIGKILL)
    t.must(ok, message, errno)
  end },
  { name = "pivot_root", needed = true, run = function(t)
    own_mounts(t)
    t.must(sys.pivot "/usr")
  end },
  { name = "proc", needed = true, run = function(t)
    t.inside(sys.CLONE_NEWPID, function() t.must(sys.mount_proc()) end)
  end },
  mounting { fstype = "tmpfs", needed = true },
  mounting { fstype = "devpts", needed = true, data = "newinstance,ptmxmode=0666" },
  mounting { fstype = "sysfs", flags = sys.CLONE_NEWNET },
  mounting { fstype = "mqueue", flags = sys.CLONE_NEWIPC },
  mounting { fstype = "cgroup2", flags = sys.CLONE_NEWCGROUP },
  { name = "overlay", module = "overlay", run = function(t)
    own_mounts(t)
    t.must(sys.mount("none", "/tmp", "tmpfs"))
    for _, dir in ipairs { "lower", "upper", "work", "all" } do t.must(sys.mkdir("/tmp/" .. dir)) end
    t.must(sys.mount("none", "/tmp/all", "overlay", 0,
      { lowerdir = "/tmp/lower", upperdir = "/tmp/upper", workdir = "/tmp/work", "userxattr" }))
  end },
  { name = "read-only bind mount", needed = true, run = function(t)
    own_mounts(t)
    t.must(sys.mount_rbind("/usr", "/mnt", sys.MS_RDONLY))
  end },
  { name = "mounts by descriptor", run = function(t)
    own_mounts(t)
    local fs = t.must(sys.fsopen "tmpfs")
    t.must(sys.fsconfig(fs, sys.FSCONFIG_CMD_CREATE))
    t.must(sys.move_mount(t.must(sys.fsmount(fs)), "", sys.AT_FDCWD, "/mnt", sys.MOVE_MOUNT_F_EMPTY_PATH))
  end },
  { name = "choosing a pid", run = function(t)
    t.inside(sys.CLONE_NEWPID, function()
      if t.must(sys.clone { set_tid = { 42 } }) == 0 then sys._exit(0) end
      assert(sys.wait() == 42, "it has another pid")
    end)
  end },
  { name = "process descriptors", needed = true, bare = true, run = function(t)
    local _, pidfd = waiting(t, 0)
    t.must(sys.pidfd_send_signal(pidfd, sys.SIGKILL))
    t.must(sys.waitid(sys.P_PIDFD, pidfd))
  end },
  { name = "adopting orphans", needed = true, bare = true, run = function(t)
    t.must(sys.prctl(sys.PR_SET_CHILD_SUBREAPER, true))
  end },
  { name = "pseudoterminals", needed = true, bare = true, run = function(t) t.must(sys.openpty()) end },
  { name = "device nodes", only = "root", run = function(t)
    own_mounts(t)
    t.must(sys.mount("none", "/mnt", "tmpfs"))
    t.must(sys.mknod("/mnt/null", sys.S_IFCHR + "0666", sys.makedev(1, 3)))
  end },
}
