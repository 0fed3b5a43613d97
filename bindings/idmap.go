package bindings

import (
	"fmt"
	"math"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// An idMap is what the files of user_namespaces(7) get, in the order in which
// they are written; "" leaves one alone.
type idMap struct{ uid, setgroups, gid string }

func idmap(L *glua.LState, first, second glua.LValue) error {
	if first.Type() == glua.LTNumber {
		pid := passed(L, "idmap", 1).pid()
		who := currentIdentity()
		m, err := passed(L, "idmap", 2).idMap(second, who)
		if err != nil {
			return err
		}
		dir, err := processDir(pid)
		if err != nil {
			return err
		}
		return m.write(dir, pid, who)
	}
	who := currentIdentity()
	if outside.known {
		who = outside.identity
	}
	m, err := passed(L, "idmap", 1).idMap(first, who)
	switch {
	case first == glua.LString("auto") && readProc("self/uid_map") == "":
		return explain(unix.EPERM, "a map of several ranges is written from outside, and this process is inside already: "+
			"unshare(CLONE_NEWUSER, \"auto\") has it written, or a parent does for its child: idmap(pid, \"auto\")")
	case err != nil:
		return err
	}
	return m.write("self", 0, who)
}

// idMap reads the argument; who is the one that the words are about.
func (a argument) idMap(value glua.LValue, who identity) (m idMap, err error) {
	switch value := value.(type) {
	case *glua.LTable:
		return a.idMapTable(value), nil
	case glua.LString:
		switch value {
		case "root":
			return idMap{uid: fmt.Sprintf("0 %d 1\n", who.uid), setgroups: "deny", gid: fmt.Sprintf("0 %d 1\n", who.gid)}, nil
		case "current":
			return idMap{uid: fmt.Sprintf("%d %[1]d 1\n", who.uid), setgroups: "deny", gid: fmt.Sprintf("%d %[1]d 1\n", who.gid)}, nil
		case "auto":
			return autoMap(who)
		}
	}
	if value == glua.LNil {
		a.expected(`table, "root", "current" or "auto"`)
	}
	a.fail(`table, "root", "current" or "auto" expected, got %s`, formatValue("", value, 0))
	return idMap{}, nil
}

func (a argument) idMapTable(t *glua.LTable) (m idMap) {
	for name, field := range a.fields(t, "uid gid setgroups") {
		switch name {
		case "uid":
			m.uid = a.idRanges("uid", field.value())
		case "gid":
			m.gid = a.idRanges("gid", field.value())
		case "setgroups":
			m.setgroups = field.value().String()
			if m.setgroups != "deny" && m.setgroups != "allow" {
				field.fail(`"deny" or "allow" expected, got %s`, formatValue("", field.value(), 0))
			}
		}
	}
	return m
}

// idRanges makes the lines of a map out of {{inside, outside, count}, ...}.
func (a argument) idRanges(field string, value glua.LValue) string {
	list, ok := value.(*glua.LTable)
	if !ok {
		a.fail("%s: list of {inside, outside, count} expected, got %s", field, value.Type())
	}
	var lines strings.Builder
	for i := 1; i <= list.Len(); i++ {
		line, ok := list.RawGetInt(i).(*glua.LTable)
		if !ok || line.Len() != 3 {
			a.fail("%s: {inside, outside, count} expected at index %d, got %s", field, i, formatValue("", list.RawGetInt(i), 0))
		}
		for j := 1; j <= 3; j++ {
			number, ok := line.RawGetInt(j).(glua.LNumber)
			if !ok {
				a.fail("%s: integer expected at index %d, %d, got %s", field, i, j, line.RawGetInt(j).Type())
			}
			fmt.Fprintf(&lines, "%d ", a.whole(float64(number), 0, math.MaxUint32))
		}
		lines.WriteString("\n")
	}
	return lines.String()
}

// write writes the map of the process pid, whose folder of /proc is dir; setgroups
// before the gid map, which an unprivileged process may write only then. who is
// the one whose ids an unprivileged process may map; what it may not, newuidmap
// and newgidmap write for it, if they may.
func (m idMap) write(dir string, pid int, who identity) error {
	for _, step := range []struct{ file, text string }{
		{"uid_map", m.uid}, {"setgroups", m.setgroups}, {"gid_map", m.gid},
	} {
		if step.text == "" {
			continue
		}
		err := writeProc(dir+"/"+step.file, step.text)
		if program := newidmap[step.file]; errnoOf(err) == unix.EPERM && program.helps(dir, step.file, step.text, who) {
			err = program.write(pid, step.text, err)
		}
		if err != nil {
			err = explain(err, hintIDMap(dir, step.file, step.text, who, err))
			return fmt.Errorf("writing %s: %w", step.file, err)
		}
	}
	return nil
}
