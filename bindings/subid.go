package bindings

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// A subid is a line of subuid(5) or subgid(5): ids that a user may use.
type subid struct {
	owner        string // a name or a uid
	start, count uint32
}

func subids(path string) func(yield func(subid) bool) {
	return func(yield func(subid) bool) {
		for f := range fieldsOf(path, 3) {
			start, err := parseID(f[1])
			count, err2 := parseID(f[2])
			if err == nil && err2 == nil && count > 0 && !yield(subid{f[0], start, count}) {
				return
			}
		}
	}
}

// autoMap is what podman makes: root is who, and the ids from 1 on are those that
// /etc/subuid and /etc/subgid give the user.
func autoMap(who identity) (m idMap, err error) {
	u, _ := first(users, func(u user) bool { return u.uid == uint32(who.uid) })
	if m.uid, err = autoRanges("/etc/subuid", u.name, who, who.uid); err != nil {
		return m, err
	}
	m.gid, err = autoRanges("/etc/subgid", u.name, who, who.gid)
	return m, err
}

// autoRanges are the lines of one map; name may be "".
func autoRanges(path, name string, who identity, own int) (string, error) {
	var lines strings.Builder
	fmt.Fprintf(&lines, "0 %d 1\n", own)
	inside := uint64(1)
	for s := range subids(path) {
		if s.owner == strconv.Itoa(who.uid) || s.owner == name && name != "" {
			fmt.Fprintf(&lines, "%d %d %d\n", inside, s.start, s.count)
			inside += uint64(s.count)
		}
	}
	if inside == 1 {
		err := readable(path)
		if err == nil {
			err = unix.EPERM
		}
		return "", fmt.Errorf("looking into %s: %w", path, explain(err, hintNoSubids(path, name, who.uid)))
	}
	return lines.String(), nil
}

// firstSubid is SUB_UID_MIN, and subidCount SUB_UID_COUNT, where login.defs(5)
// says nothing else.
const (
	firstSubid = 100000
	subidCount = 65536
)

// hintNoSubids says which line is missing: one whose ids nobody has.
func hintNoSubids(path, name string, uid int) string {
	free := uint64(firstSubid)
	for s := range subids(path) {
		free = max(free, uint64(s.start)+uint64(s.count))
	}
	owner, who := name, name
	if name == "" {
		owner, who = strconv.Itoa(uid), fmt.Sprintf("uid %d, which is not in /etc/passwd", uid)
	}
	return fmt.Sprintf("%s gives no ids to %s: root can add the line %s:%d:%d there", path, who, owner, free, subidCount)
}
