package bindings

import "testing"

// A pinned namespace stays without a process; a mount namespace wants a private
// mount of an older one.
func TestPin(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS)) assert(idmap "root")
			assert(mount("none", "/", nil, MS_REC + MS_PRIVATE) and mount("tmpfs", "/tmp", "tmpfs"))
			-- The kernel has an order of mount namespaces that goes by an id, and not
			-- always the younger has the higher one.
			local function younger(flags, ready)
				while true do
					local p = peer(flags, ready)
					local fd, own = nsopen({pid = p}, "mnt"), nsopen(nil, "mnt")
					local id, ours = ns_get_mntns_id(fd), ns_get_mntns_id(own)
					close(fd) close(own)
					if not id or id > ours then return p end
					gone(p)
				end
			end
			local p = younger(CLONE_NEWNS + CLONE_NEWUTS, function() sethostname "kept" end)
			print(pin("/tmp/uts", "uts", p and {pid = p}), pin("/tmp/mnt", "mnt", {pid = p}))
			local inode = nsinfo(p).mnt.inode
			gone(p)
			for _, type in ipairs {"mnt", "uts"} do
				for _, n in ipairs(lsns(type)) do
					if n.path and n.path:match "^/tmp/" then print(n.type, n.nprocs, n.path, n.pid) end
				end
			end
			print(enter("/tmp/uts", gethostname), enter("/tmp/mnt", function() return nsinfo().mnt.inode == inode end))
			print(pin("/tmp/uts", "uts"))
			print(unpin "/tmp/uts", unpin "/tmp/mnt", open "/tmp/uts")
			print(pin("/tmp/own", "mnt"))
			print(open "/tmp/own")
			print(pin("/nowhere/x", "net"))
			print(mount("none", "/tmp", nil, MS_SHARED))
			local q = younger(CLONE_NEWNS)
			print(pin("/tmp/shared", "mnt", {pid = q}))
			gone(q)
			print(unpin "/tmp")
			print(pcall(pin, "/tmp/x", "net,uts"))
		`)), `0	0
mnt	0	/tmp/mnt	nil
uts	0	/tmp/uts	nil
kept	true
nil	pin("/tmp/uts", CLONE_NEWUTS): File exists (EEXIST)
hint: a namespace is pinned there already: unpin lets go of it	17
0	0	nil	open("/tmp/uts"): No such file or directory (ENOENT)	2
nil	pin("/tmp/own", CLONE_NEWNS): Too many levels of symbolic links (ELOOP)
hint: a mount namespace can be pinned only in one that is older than it: ...	40
nil	open("/tmp/own"): No such file or directory (ENOENT)	2
nil	pin("/nowhere/x", CLONE_NEWNET): making the file: No such file or directory (ENOENT)
hint: there is no /nowhere	2
0
nil	pin("/tmp/shared", CLONE_NEWNS, {pid=...}): Invalid argument (EINVAL)
hint: the mount at /tmp is shared, and would carry the mount namespace into itself: ...	22
nil	unpin("/tmp"): Invalid argument (EINVAL)
hint: no namespace is pinned at /tmp	22
false	...bad argument #2 to 'pin' (one type of namespace expected, got CLONE_NEWNET|CLONE_NEWUTS)`)
	})
}

func TestPinRefused(t *testing.T) {
	wantLines(t, ordinary(t, `
		print(pin("/tmp/nslua-test-pin-" .. getpid(), "net"))
		print(open("/tmp/nslua-test-pin-" .. getpid()))
	`), `nil	pin("/tmp/nslua-test-pin-...", CLONE_NEWNET): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1
nil	open("/tmp/nslua-test-pin-..."): No such file or directory (ENOENT)	2`)
}
