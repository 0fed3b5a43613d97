package bindings

import (
	"strings"
	"testing"
)

// statmount tells what mounts() tells.
func TestStatmount(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		r := run(owned + `
			assert(mount("a source", dir "/tmp/a b", "tmpfs", MS_NOSUID + MS_NODIRATIME))
			assert(make_shared "/tmp/a b")
			assert(mount_bind("/tmp/a b", dir "/tmp/c"))
			assert(make_slave "/tmp/c")
			local list, known = assert(listmount()), {}
			for _, m in ipairs(mounts()) do known[m.id] = m end
			print(#list == #mounts())
			for _, id in ipairs(list) do
				local s = assert(statmount(id))
				local m = known[s.id_old]
				assert(s.id == id and m.parent == s.parent_id_old and m.target == s.point and m.root == s.root and m.fstype == s.fs_type)
				assert((m.shared or 0) == s.peer_group and (m.master or 0) == s.master)
				if m.target == "/tmp/a b" then print(s.attr, s.propagation, s.sb_magic, s.fs_subtype) end
				if m.target == "/tmp/c" then print(s.attr, s.propagation) end
				if m.target == "/tmp" then print(#listmount(id)) end
			end
			print(listmount(1))
			print(statmount(1))
		`)
		if strings.Contains(r.stderr, "ENOSYS") {
			t.Skip(r.stderr)
		}
		wantLines(t, ended(t, r), `true
2
MOUNT_ATTR_NOSUID|MOUNT_ATTR_NODIRATIME	MS_SHARED	16914836	nil
MOUNT_ATTR_NOSUID|MOUNT_ATTR_NODIRATIME	MS_SLAVE
nil	listmount(1): Invalid argument (EINVAL)
hint: it is one of the numbers that mounts() has, ...	22
nil	statmount(1): Invalid argument (EINVAL)
hint: it is one of the numbers that mounts() has, ...	22`)
	})
}
