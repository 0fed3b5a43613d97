package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// Maps that are written from outside: of a user namespace whose process cannot
// write them itself.

// A mapProgram is newuidmap(1) or newgidmap(1), which write the maps that
// /etc/subuid and /etc/subgid allow, for the owner of the process.
type mapProgram struct {
	name       string
	capability int // with which there is no need of it
}

var newidmap = map[string]mapProgram{
	"uid_map": {"newuidmap", unix.CAP_SETUID},
	"gid_map": {"newgidmap", unix.CAP_SETGID},
}

// helps tells whether the program may be able to write what the kernel refused.
// It must be outside.
func (p mapProgram) helps(dir, file, text string, who identity) bool {
	return p.name != "" && dir != "self" && !hasCapability(p.capability) && readProc(dir+"/"+file) == "" && !ownLine(file, text, who)
}

// write runs the program; refused is what the kernel said.
func (p mapProgram) write(pid int, text string, refused error) error {
	t, err := processTarget(pid)
	if err != nil {
		return err
	}
	defer t.close()
	number := pidfdNumber(func(path string) string { return readPath("/proc/" + path) }, t.fd) // as it will find the process
	if number == "" {
		return explain(refused, p.name+" needs a /proc that shows the process, and there is none here")
	}
	ok, output, err := runAside(append([]string{p.name, number}, strings.Fields(text)...))
	switch {
	case errnoOf(err) == unix.ENOENT:
		return explain(refused, "this process lacks "+capabilityName(p.capability)+", and there is no "+p.name+" in PATH, "+
			"which has it: it comes with Debian's package uidmap, elsewhere with shadow-utils")
	case err != nil:
		return fmt.Errorf("running %s: %w", p.name, err)
	case !ok:
		return explain(refused, p.name+" refuses it: "+strings.TrimPrefix(strings.TrimSpace(output), p.name+": "))
	}
	return nil
}

// A mapper is a process outside that waits to write this one's map.
type mapper struct {
	*errand
	start int32 // closing it lets the mapper go without having written
}

// startMapper is called before this process is inside.
func startMapper(m idMap, who identity) (*mapper, error) {
	pid := getpid()
	dir, err := processDir(pid)
	if err != nil {
		return nil, err
	}
	r, w, err := pipe2(unix.O_CLOEXEC)
	if err != nil {
		return nil, err
	}
	defer Close(int(r))
	e, err := aside(func() string {
		Close(int(w))
		if readAll(int(r)) == "" {
			return ""
		}
		return failed(m.write(dir, pid, who))
	})
	if err != nil {
		Close(int(w))
		return nil, err
	}
	return &mapper{e, w}, nil
}

// write has the map written, cancel not; both end the mapper.
func (m *mapper) write() error {
	write(int(m.start), []byte("x"))
	Close(int(m.start))
	switch report := m.result(); report {
	case "":
		return fmt.Errorf("the process that was to write it has ended: %w", unix.EIO)
	default:
		return reported(report)
	}
}

func (m *mapper) cancel() {
	Close(int(m.start))
	m.result()
}

// inside tells whether a process can write the map of its own namespace.
func (m idMap) inside(who identity) bool {
	uid := m.uid == "" || ownLine("uid_map", m.uid, who)
	gid := m.gid == "" || m.setgroups == "deny" && ownLine("gid_map", m.gid, who)
	return uid && gid
}
