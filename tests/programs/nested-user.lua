-- User namespaces one in another, as deep as they go: each level is root, is owned by
-- root of the one around it, and sees itself as such and nothing around.

local DEPTH = 33 -- create_user_ns (kernel/user_namespace.c): level > 32 is one too many

local function below(level)
	local uid, gid = geteuid(), getegid()
	local around = nsinfo().user
	local done, message, errno = unshare(CLONE_NEWUSER)
	if not done then
		assert(errno == ENOSPC and message:find "32 deep", message)
		return level
	end
	assert(getuid() == 65534, "who is not mapped yet is nobody")
	assert(idmap {uid = {{0, uid, 1}}, setgroups = "deny", gid = {{0, gid, 1}}})
	assert(getuid() == 0 and getgid() == 0)

	local own = nsinfo()
	assert(own.user.inode ~= around.inode and not own.user.parent and not own.user.owner)
	assert(own.user.uid == 0, "its maker is root in it")
	assert(#own.uid_map == 1 and own.uid_map[1][1] == 0 and own.uid_map[1][3] == 1)
	assert(own.setgroups == "deny")

	-- A child further in is seen from here, with its parent and its owner.
	local r, w = assert(pipe())
	local looked, done = assert(pipe())
	local p = assert(fork())
	if p == 0 then
		close(done)
		assert(write(w, tostring(below(level + 1))))
		read(looked, 1)
		exit()
	end
	close(w) close(looked)
	local levels = tonumber(read(r, 10))
	close(r)
	assert(levels, "the level below has failed")
	if levels > level + 1 then
		local inner = nsinfo(p).user
		assert(inner.parent == own.user.inode and inner.owner == own.user.inode and inner.uid == 0)
	end
	close(done)
	local _, how, code = assert(waitpid(p))
	assert(how == "exited" and code == 0, how)
	return levels
end

local levels = below(0)
assert(levels > 0 and levels <= DEPTH, levels)
print(levels .. " levels")
