-- A server that an ordinary user starts: it may bind low ports and nothing else,
-- also after it has run another program, and no program gets it more.

local uid = getuid()
assert(unshare(CLONE_NEWUSER + CLONE_NEWNET, "current"))
assert(getuid() == uid and capget().effective == CAP_ALL)

-- In the parent everything stays as it is, whatever the child gives up.
local before = capget()
local function child(f)
	local p = assert(fork())
	if p == 0 then f() exit() end
	local _, how, code = assert(waitpid(p))
	assert(how == "exited" and code == 0, how .. " " .. code)
	for set, caps in pairs(capget()) do assert(before[set] == caps, set) end
end

child(function()
	assert(cap_set_ambient(CAP_NET_BIND_SERVICE))
	assert(cap_drop(CAP_ALL - CAP_NET_BIND_SERVICE))
	assert(prctl(PR_SET_NO_NEW_PRIVS, true))
	local now = capget()
	for _, set in ipairs {"effective", "permitted", "inheritable", "bounding", "ambient"} do
		assert(now[set] == CAP_NET_BIND_SERVICE, set)
	end

	-- What it gave up is gone for it and for its children.
	local _, message, errno = sethostname "x"
	assert(errno == EPERM and message:match "hint: it needs CAP_SYS_ADMIN", message)
	_, message, errno = capset {effective = "all", permitted = "all"}
	assert(errno == EPERM and message:match "permitted can only lose", message)
	_, message, errno = cap_set_ambient "chown"
	assert(errno == EPERM, message)

	-- And this is what the program has that it runs.
	local r, w = assert(pipe())
	local p = assert(spawn({"grep", "^Cap\\|^NoNewPrivs", "/proc/self/status"}, {fds = {[1] = w}}))
	close(w)
	local text = ""
	repeat
		local chunk = assert(read(r, 4096))
		text = text .. chunk
	until chunk == ""
	waitpid(p)
	for _, set in ipairs {"Eff", "Prm", "Inh", "Bnd", "Amb"} do
		assert(text:match("Cap" .. set .. ":\t0000000000000400\n"), text)
	end
	assert(text:match "NoNewPrivs:\t1\n", text)
end)

-- Without ambient capabilities a program of an ordinary user has none; root's has
-- all that are bounding, unless SECBIT_NOROOT makes root a user like others.
child(function()
	assert(cap_drop_bound(CAP_SYS_BOOT))
	assert(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT + SECBIT_NOROOT_LOCKED))
	local p = assert(spawn {"sh", "-c", "test $(grep CapEff /proc/self/status | cut -f2) = 0000000000000000"})
	local _, how, code = waitpid(p)
	assert(how == "exited" and code == 0, "capabilities after exec")
	local _, message, errno = prctl(PR_SET_SECUREBITS, 0)
	assert(errno == EPERM and message:match "SECBIT_NOROOT_LOCKED cannot be taken back", message)
end)

-- The five sets of another process are seen from here.
local r, w = assert(pipe())
local r2, w2 = assert(pipe())
local p = assert(fork())
if p == 0 then
	close(w)
	cap_drop(CAP_ALL - CAP_CHOWN)
	close(w2)
	read(r, 1)
	exit()
end
close(w2)
read(r2, 1)
assert(capget(p).bounding == CAP_CHOWN)
assert(capget(p).effective == CAP_CHOWN and capget(p).ambient == CAP_ALL - CAP_ALL)
close(w)
assert(select(3, waitpid(p)) == 0)
