package bindings

import (
	"strings"
	"testing"
)

func TestFlags(t *testing.T) {
	wantLines(t, lua(t, `
		local both = CLONE_NEWUSER + CLONE_NEWPID
		print(both, both:number() == 0x30000000, both - CLONE_NEWUSER)
		print(both == CLONE_NEWPID + CLONE_NEWUSER, both + both == both, both == CLONE_NEWPID)
		print(({[both] = "found"})[CLONE_NEWPID + CLONE_NEWUSER])
		print(both:has(CLONE_NEWPID), CLONE_NEWPID:has(both), both:has("newns"))
		print("<" .. both .. ">", both .. 1, 1 .. both, both .. both)
		print(both - both, (both - both):number(), CLONE_NEWPID - "newns")
		print("newuser,newpid" + CLONE_NEWNS, CLONE_NEWNS + "CLONE_NEWUSER|newpid", CLONE_NEWNS + 17)
		print(CLONE_NEWPID + tostring(CLONE_NEWNS + 17), CLONE_NEWPID + tostring(both - both))
		print(O_RDONLY, O_RDONLY + O_CLOEXEC, O_WRONLY + O_CREAT, O_RDWR, O_SYNC, O_DSYNC, O_TMPFILE)
		print(MS_REC + MS_PRIVATE, MNT_DETACH + UMOUNT_NOFOLLOW, WNOHANG + __WALL, "all" + WNOHANG)
		print(SIG_DFL, SIG_IGN, SIGTERM, SIG_BLOCK, PR_SET_NAME, EAGAIN, SIGRTMIN)
		print(MS_BIND == MNT_DETACH, type(MS_BIND), getmetatable(MS_BIND))
	`), `CLONE_NEWUSER|CLONE_NEWPID	true	CLONE_NEWPID
true	true	false
found
true	false	false
<CLONE_NEWUSER|CLONE_NEWPID>	CLONE_NEWUSER|CLONE_NEWPID1	1CLONE_NEWUSER|CLONE_NEWPID	CLONE_NEWUSER|CLONE_NEWPIDCLONE_NEWUSER|CLONE_NEWPID
0	0	CLONE_NEWPID
CLONE_NEWUSER|CLONE_NEWPID|CLONE_NEWNS	CLONE_NEWUSER|CLONE_NEWPID|CLONE_NEWNS	CLONE_NEWNS|0x11
CLONE_NEWPID|CLONE_NEWNS|0x11	CLONE_NEWPID
O_RDONLY	O_RDONLY|O_CLOEXEC	O_WRONLY|O_CREAT	O_RDWR	O_RDONLY|O_SYNC	O_RDONLY|O_DSYNC	O_RDONLY|O_TMPFILE
MS_REC|MS_PRIVATE	MNT_DETACH|UMOUNT_NOFOLLOW	WNOHANG|__WALL	WNOHANG|__WALL
SIG_DFL	SIG_IGN	15	0	15	11	34
false	userdata	flags`)
}

// What flags print is read back as the same flags, and nothing else panics.
func FuzzFlags(f *testing.F) {
	for i, family := range constantFamilies {
		f.Add(byte(i), uint64(0), "")
		for _, c := range family.names {
			f.Add(byte(i), uint64(c.value), c.name)
			f.Add(byte(i), uint64(c.value)|1<<40, strings.ToLower(c.name)+", |"+family.names[0].name)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, bits uint64, text string) {
		family := constantFamilies[int(which)%len(constantFamilies)]
		switch {
		case family.unsigned:
			bits = uint64(uint32(bits))
		case family.enum:
			bits = uint64(int32(bits))
		default:
			bits &= flagsMax
		}
		if got, err := family.parse(family.format(uintptr(bits))); err != nil || got != uintptr(bits) {
			t.Fatalf("%s %#x prints %q, which is read as %#x, %v", family, bits, family.format(uintptr(bits)), got, err)
		}
		value, err := family.parse(text)
		if err != nil {
			return
		}
		if !family.enum && value > flagsMax {
			t.Fatalf("%s %q is read as %#x", family, text, value)
		}
		if got, err := family.parse(family.format(value)); err != nil || got != value {
			t.Fatalf("%s %q is read as %#x, and that is read back as %#x, %v", family, text, value, got, err)
		}
	})
}
