package bindings

import (
	"fmt"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// An idMap is what the files of user_namespaces(7) get, in the order in which
// they are written; "" leaves one alone.
type idMap struct{ uid, setgroups, gid string }

func idmap(L *glua.LState, first, second glua.LValue) error {
	if pid, ok := first.(glua.LNumber); ok {
		n := passed(L, "idmap", 1).whole(float64(pid), 1, 1<<31-1)
		who := currentIdentity()
		m := passed(L, "idmap", 2).idMap(second, who)
		files, err := processDir(int(n))
		if err != nil {
			return err
		}
		return m.write(files, who)
	}
	who := currentIdentity()
	if outside.known {
		who = outside.identity
	}
	return passed(L, "idmap", 1).idMap(first, who).write("self", who)
}

// idMap reads the argument; root of a map "root" is who.
func (a argument) idMap(value glua.LValue, who identity) idMap {
	switch value := value.(type) {
	case *glua.LTable:
		return a.idMapTable(value)
	case glua.LString:
		if value == "root" {
			return idMap{uid: fmt.Sprintf("0 %d 1\n", who.uid), setgroups: "deny", gid: fmt.Sprintf("0 %d 1\n", who.gid)}
		}
	}
	if value == glua.LNil {
		a.expected(`table or "root"`)
	}
	a.fail(`table or "root" expected, got %s`, formatValue("", value, 0))
	return idMap{}
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
			fmt.Fprintf(&lines, "%d ", a.whole(float64(number), 0, 1<<32-1))
		}
		lines.WriteString("\n")
	}
	return lines.String()
}

// write writes the map of the process whose folder of /proc is dir; setgroups
// before the gid map, which an unprivileged process may write only then. who is
// the one whose ids an unprivileged process may map.
func (m idMap) write(dir string, who identity) error {
	for _, step := range []struct{ file, text string }{
		{"uid_map", m.uid}, {"setgroups", m.setgroups}, {"gid_map", m.gid},
	} {
		if step.text == "" {
			continue
		}
		if err := writeProc(dir+"/"+step.file, step.text); err != nil {
			err = explain(err, hintIDMap(dir, step.file, step.text, who, err))
			return fmt.Errorf("writing %s: %w", step.file, err)
		}
	}
	return nil
}

// processDir is the folder of the process pid in the host's /proc.
func processDir(pid int) (string, error) {
	t, err := processTarget(pid)
	if err != nil {
		return "", err
	}
	t.close()
	return t.dir, nil
}

// readProc reads a file of the host's /proc; "" if that cannot be.
func readProc(path string) string {
	fd, err := openatQuick(fork.Proc(), path, unix.O_RDONLY)
	if err != nil {
		return ""
	}
	return readAll(fd)
}

// readAll reads and closes fd.
func readAll(fd int) string {
	defer Close(fd)
	var text []byte
	chunk := make([]byte, 4096)
	for {
		n, err := readQuick(fd, chunk)
		if err != nil || n == 0 {
			return string(text)
		}
		text = append(text, chunk[:n]...)
	}
}

// writeProc writes a file of the host's /proc, in one write as the kernel wants.
func writeProc(path, text string) error {
	fd, err := openatQuick(fork.Proc(), path, unix.O_WRONLY)
	if err != nil {
		return err
	}
	defer Close(fd)
	_, err = write(fd, []byte(text))
	return err
}
