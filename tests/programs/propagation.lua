-- What is mounted in one mount namespace and seen in another, for each kind of
-- propagation and in both directions: between this process's and a child's.

if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
	assert(idmap "root")
else
	assert(unshare(CLONE_NEWNS))
end
assert(make_rprivate "/")
assert(mount("base", "/tmp", "tmpfs"))

local function find(target)
	for _, m in ipairs(mounts()) do
		if m.target == target then return m end
	end
end

-- kinds: what the mount is in the parent and what the child makes of its copy; and
-- whether the child then sees what is mounted outside, and the parent what is
-- mounted inside.
local kinds = {
	shared = {outside = "shared", inside = "shared", comes = true, goes = true},
	slave = {outside = "shared", inside = "private,slave", verb = make_slave, comes = true, goes = false},
	both = {outside = "shared", inside = "shared,slave", verb = function(t) return make_slave(t) and make_shared(t) end, comes = true, goes = false},
	private = {outside = "shared", inside = "private", verb = make_private, comes = false, goes = false},
	unbindable = {outside = "shared", inside = "private,unbindable", verb = make_unbindable, comes = false, goes = false},
	never = {outside = "private", inside = "private", comes = false, goes = false},
}
for name, kind in pairs(kinds) do
	local top = "/tmp/" .. name
	assert(mkdir(top))
	assert(mount(name, top, "tmpfs"))
	for _, below in ipairs {"from_outside", "from_inside", "gone"} do assert(mkdir(top .. "/" .. below)) end
	if kind.outside == "shared" then assert(make_shared(top)) end
	assert(mount("early", top .. "/gone", "tmpfs"))
end

local b = barrier()
local p = assert(clone(CLONE_NEWNS))
if p == 0 then
	for name, kind in pairs(kinds) do
		local top = "/tmp/" .. name
		if kind.verb then assert(kind.verb(top)) end
		assert(find(top).propagation == kind.inside, name)
	end
	assert(b:open(tostring(find("/tmp/shared").shared) .. " " .. tostring(find("/tmp/slave").master)))
	assert(b:wait() == "mounted")
	for name, kind in pairs(kinds) do
		local top = "/tmp/" .. name
		assert((find(top .. "/from_outside") ~= nil) == kind.comes, name .. ": what is mounted outside")
		-- What was there before the child is its own copy, and goes with the other's
		-- only where the mount around it receives.
		assert((find(top .. "/gone") == nil) == kind.comes, name .. ": what is unmounted outside")
		assert(mount("inside", top .. "/from_inside", "tmpfs"))
	end
	assert(b:open("mounted"))
	assert(b:wait() == "unmount")
	for name in pairs(kinds) do assert(umount("/tmp/" .. name .. "/from_inside")) end
	assert(b:open("unmounted"))
	exit()
end

local groups = assert(b:wait())
for name, kind in pairs(kinds) do
	local top = "/tmp/" .. name
	assert(find(top).propagation == kind.outside, name) -- a verb is for the one mount
	assert(mount("outside", top .. "/from_outside", "tmpfs"))
	assert(umount(top .. "/gone"))
end
assert(groups == find("/tmp/shared").shared .. " " .. find("/tmp/slave").shared, groups)
assert(b:open("mounted"))
assert(b:wait() == "mounted")
for name, kind in pairs(kinds) do
	local m = find("/tmp/" .. name .. "/from_inside")
	assert((m ~= nil) == kind.goes, name .. ": what is mounted inside")
	assert(m == nil or m.source == "inside")
end
assert(b:open("unmount"))
assert(b:wait() == "unmounted")
for name in pairs(kinds) do assert(find("/tmp/" .. name .. "/from_inside") == nil, name) end
local _, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0, how .. " " .. code)

-- What is mounted into a mount namespace of a less privileged user is a slave there.
assert(make_shared "/tmp")
p = assert(clone(CLONE_NEWUSER + CLONE_NEWNS))
if p == 0 then
	assert(find("/tmp").propagation == "private,slave" and find("/tmp").master)
	exit()
end
_, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0, how .. " " .. code)

-- An unbindable mount is left out by a recursive bind and refused by another.
assert(make_private "/tmp")
assert(make_unbindable "/tmp/private")
assert(mkdir "/tmp/copy")
assert(mount_rbind("/tmp", "/tmp/copy"))
assert(find "/tmp/copy/shared" and not find "/tmp/copy/private" and not find "/tmp/copy/copy")
local ok, message, errno = mount_bind("/tmp/private", "/tmp/copy")
assert(not ok and errno == EINVAL and message:find "hint: the mount at /tmp/private is unbindable", message)

-- The r-forms are for all that is below.
for verb, want in pairs {shared = "shared", private = "private", unbindable = "private,unbindable"} do
	assert(_G["make_r" .. verb]("/tmp"))
	for _, m in ipairs(mounts()) do
		if m.target:match "^/tmp" then assert(m.propagation == want, m.target) end
	end
end
