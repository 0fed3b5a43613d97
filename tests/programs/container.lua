-- A container from nothing, made by whoever runs this: its own users, processes,
-- mounts, host name, messages and network; a root that is read-only but for a tmpfs,
-- with a /dev of a few devices and terminals of its own; and of the host's tree no
-- way back.

local host = gethostname()
local before = #mounts()

-- make_root puts a root together in a tmpfs and enters it.
local function make_root()
	local root = "/tmp"
	assert(make_rprivate "/")
	assert(mount("root", root, "tmpfs", MS_NOSUID + MS_NODEV, {size = "1m", mode = "755"}))
	for _, name in ipairs {"usr", "bin", "lib", "lib64", "etc"} do
		if open("/" .. name, O_PATH) then
			assert(mount_bind("/" .. name, root .. "/" .. name, {flags = MS_RDONLY + MS_NOSUID + MS_NODEV, create = true}))
		end
	end
	for _, name in ipairs {"null", "zero", "full", "random", "urandom"} do
		assert(mount_bind("/dev/" .. name, root .. "/dev/" .. name, {create = true}))
	end
	local function dir(name)
		assert(makedirs(root .. name))
		return root .. name
	end
	assert(mount("tmp", dir "/tmp", "tmpfs", MS_NOSUID + MS_NODEV, {size = "1m"}))
	assert(mount("devpts", dir "/dev/pts", "devpts", MS_NOSUID + MS_NOEXEC, {ptmxmode = "666", mode = "600"}))
	assert(mount_bind(root .. "/dev/pts/ptmx", root .. "/dev/ptmx", {create = true}))
	assert(mount("mqueue", dir "/dev/mqueue", "mqueue", MS_NOSUID + MS_NODEV + MS_NOEXEC))
	assert(mount("sysfs", dir "/sys", "sysfs", MS_RDONLY + MS_NOSUID + MS_NODEV + MS_NOEXEC))
	assert(mount_proc(dir "/proc")) -- while the host's is in sight
	assert(pivot(root))
	assert(remount("/", MS_RDONLY))
end

local function run(...)
	local r, w = assert(pipe())
	local p = assert(spawn({...}, {fds = {[1] = w}}))
	close(w)
	local text = ""
	repeat
		local more = assert(read(r, 4096))
		text = text .. more
	until more == ""
	close(r)
	local _, how, code = assert(waitpid(p))
	assert(how == "exited" and code == 0, table.concat({...}, " "))
	return text
end

local function refused(want, result, message, errno)
	assert(result == nil and errno == want, message)
end

local function inside()
	assert(sethostname("container"))
	make_root()

	-- Who it is.
	assert(getpid() == 1 and getuid() == 0 and getgid() == 0)
	assert(gethostname() == "container" and run("uname", "-n") == "container\n")
	assert(run("sh", "-c", "echo $$ $(id -u) $(ls -d /proc/[0-9]* | wc -l)"):match("^%d+ 0 %d+\n$"))
	assert(tonumber(run("sh", "-c", "ls -d /proc/[0-9]* | wc -l")) <= 4) -- this, sh, ls and wc

	-- What it has: no mount that it has not made.
	local seen = {}
	for _, m in ipairs(mounts()) do
		seen[m.target] = m
		assert(m.propagation == "private", m.target)
	end
	assert(seen["/"].fstype == "tmpfs" and seen["/"].options:match("^ro,"))
	assert(seen["/proc"].fstype == "proc" and seen["/sys"].fstype == "sysfs" and seen["/dev/mqueue"].fstype == "mqueue")
	assert(seen["/usr"].options:match("^ro,nosuid,nodev"))
	for target in pairs(seen) do
		assert(target == "/" or target:match("^/usr") or target:match("^/dev/") or target:match("^/lib") or target:match("^/bin")
			or target:match("^/etc") or target == "/proc" or target == "/sys" or target == "/tmp", target)
	end
	assert(run("ls", "/sys/class/net"):match("lo") and not run("ls", "/sys/class/net"):match("eth"))

	-- The root is read-only, what is bound as well, /tmp is not, and devices work.
	refused(EROFS, open("/new", O_WRONLY + O_CREAT))
	refused(EROFS, open("/usr/new", O_WRONLY + O_CREAT))
	local fd = assert(open("/tmp/new", O_RDWR + O_CREAT))
	assert(write(fd, "x") == 1)
	close(fd)
	assert(write(assert(open("/dev/null", O_WRONLY)), "x") == 1)
	assert(read(assert(open("/dev/zero")), 2) == "\0\0")
	refused(ENOSPC, write(assert(open("/dev/full", O_WRONLY)), "x"))

	-- The first terminal of its own devpts.
	local master = assert(open("/dev/ptmx", O_RDWR + O_NOCTTY))
	assert(run("ls", "/dev/pts") == "0\nptmx\n")
	close(master)
	assert(run("ls", "/dev/pts") == "ptmx\n")

	-- Nothing leads out: .. at the top, nor a chroot that is left again.
	assert(chdir "/.." and getcwd() == "/" and open "usr" and not open "home")
	assert(chroot "/tmp" and chdir "../../../.." and chroot "." and not open "home" and open "usr")
	refused(ENOENT, open "/boot")
end

local flags = CLONE_NEWNS + CLONE_NEWPID + CLONE_NEWUTS + CLONE_NEWIPC + CLONE_NEWNET
if geteuid() ~= 0 then flags = flags + CLONE_NEWUSER end
local ready = barrier()
local uid, gid = geteuid(), getegid()
local p = assert(clone(flags))
if p == 0 then
	assert(ready:wait())
	inside()
	exit()
end
if uid ~= 0 then assert(idmap(p, {uid = {{0, uid, 1}}, setgroups = "deny", gid = {{0, gid, 1}}})) end
assert(ready:open())
local _, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0, how .. " " .. code)

-- The host has noticed nothing.
assert(gethostname() == host and #mounts() == before)
