package bindings

import (
	"encoding/hex"
	"encoding/json"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What mounts() tells of each mount is what findmnt tells, with names of all kinds
// of letters, an overlay whose options have them, too, and every propagation.
func TestMountsAreFindmnts(t *testing.T) {
	if _, err := exec.LookPath("findmnt"); err != nil {
		t.Fatal(err)
	}
	mountsKept(t)
	columns := []string{"id", "parent", "root", "target", "source", "fstype", "options", "superoptions", "propagation", "device"}
	eachUser(t, func(t *testing.T, run func(string) result) {
		out := ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			idmap "root"
			assert(make_rprivate "/")
			assert(mount("a source\n", "/tmp", "tmpfs"))
			for _, name in ipairs {"two words", "new\nline", "back\\slash", "tab\tand#", "\\040", "\195\164", "comma,lower"} do
				assert(mount_bind("/tmp", "/tmp/" .. name, {create = true}))
				assert(umount("/tmp/" .. name))
				assert(mount(name, "/tmp/" .. name, "tmpfs", MS_NOSUID + MS_NOATIME + MS_NODIRATIME))
			end
			assert(mount("", "/tmp/two words", "ramfs", MS_STRICTATIME))
			assert(make_shared("/tmp/two words"))
			assert(make_unbindable("/tmp/tab\tand#"))
			assert(mount_bind("/tmp/two words", "/tmp/slave", {create = true}))
			assert(make_slave("/tmp/slave"))
			assert(mount_bind("/tmp/two words", "/tmp/both", {create = true}))
			assert(make_slave("/tmp/both"))
			assert(make_shared("/tmp/both"))
			assert(mount("none", "/tmp", "overlay", 0, "lowerdir=/tmp/two words:/tmp/new\nline:/tmp/back\\\\slash"))
			assert(mount_bind("/usr/bin", "/srv", MS_RDONLY))
			for _, m in ipairs(mounts()) do
				local line = {}
				for _, name in ipairs {"`+strings.Join(columns, `", "`)+`"} do
					line[#line + 1] = (tostring(m[name]):gsub(".", function(c) return ("%02x"):format(c:byte()) end))
				end
				print(table.concat(line, ","))
			end
			execvp("findmnt", {"--json", "--list", "--kernel", "--nofsroot", "--output",
				"ID,PARENT,FSROOT,TARGET,SOURCE,FSTYPE,VFS-OPTIONS,FS-OPTIONS,PROPAGATION,MAJ:MIN"})
		`))
		ours, theirs, _ := strings.Cut(out, "{")
		var found struct{ Filesystems []map[string]any }
		if err := json.Unmarshal([]byte("{"+theirs), &found); err != nil {
			t.Fatal(err, theirs)
		}
		names := strings.Split("id parent fsroot target source fstype vfs-options fs-options propagation maj:min", " ")
		var want [][]string
		for _, m := range found.Filesystems {
			var line []string
			for _, name := range names {
				text, _ := m[name].(string)
				if number, ok := m[name].(float64); ok {
					text = strconv.Itoa(int(number))
				}
				line = append(line, text)
			}
			want = append(want, line)
		}
		var got [][]string
		for line := range strings.Lines(ours) {
			var values []string
			for _, word := range strings.Split(strings.TrimSpace(line), ",") {
				value, err := hex.DecodeString(word)
				if err != nil {
					t.Fatal(err)
				}
				values = append(values, string(value))
			}
			got = append(got, values)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("findmnt (-) and mounts() (+):\n%s", diff)
		}
	})
}

// Another process's mounts are those of its namespace, and its number is that of
// the caller's pid namespace.
func TestMountsOfAnother(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWPID))
			idmap "root"
			if fork() == 0 then
				local ready, wake = {pipe()}, {pipe()}
				local p = clone(CLONE_NEWNS)
				if p == 0 then
					assert(mount("there", "/tmp", "tmpfs"))
					write(ready[2], "x")
					read(wake[1], 1)
					exit(0)
				end
				read(ready[1], 1)
				local function last(list) return list[#list].source end
				print(p, last(mounts(p)), last(mounts()) ~= "there", #mounts(p) == #mounts() + 1)
				close(wake[1]) write(wake[2], "x")
				kill(p, SIGKILL)
				repeat local list, _, errno = mounts(p) until errno == EINVAL
				print(mounts(p))
				waitpid(p)
				print(mounts(p))
				print(mounts(-1))
				exit(0)
			end
			print(select(2, wait()))
		`)), `2	there	true	true
nil	mounts(2): Invalid argument (EINVAL)
hint: the process has ended, or is about to, and waits to be waited for	22
nil	mounts(2): No such process (ESRCH)	3
nil	mounts(-1): Invalid argument (EINVAL)	22
exited	0	table: ...`)
	})
}

// An optional field that nobody knows yet, a line that is none, and one that is
// longer than a buffer.
func TestParseMounts(t *testing.T) {
	long := strings.Repeat("/layer:", 20000)
	got := parseMounts("36 35 98:0 /a\\040b /c rw,noatime shared:3 master:2 propagate_from:1 new:5 late - ext3 /dev/x rw\n" +
		"no mount\n37 36 0:1 / /d ro unbindable - overlay  rw,lowerdir=" + long + "\n")
	want := []mountEntry{
		{id: 36, parent: 35, device: "98:0", root: "/a b", target: "/c", options: "rw,noatime", shared: 3, master: 2, from: 1,
			fstype: "ext3", source: "/dev/x", special: "rw"},
		{id: 37, parent: 36, device: "0:1", root: "/", target: "/d", options: "ro", unbindable: true,
			fstype: "overlay", special: "rw,lowerdir=" + long},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(mountEntry{})); diff != "" {
		t.Error(diff)
	}
	for text, plain := range map[string]string{"": "", `\`: `\`, `a\04`: `a\04`, `\134x`: `\x`, `\999`: `\999`, `\011\012`: "\t\n"} {
		if got := unescape(text); got != plain {
			t.Errorf("unescape(%q) = %q, not %q", text, got, plain)
		}
	}
}
