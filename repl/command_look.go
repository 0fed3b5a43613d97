package repl

import (
	"errors"
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/repl/colour"
)

// The commands that look at what the process has.

// errNoProc is why they have nothing to show where no /proc is, or was.
var errNoProc = errors.New("there was no /proc when nslua started, and nothing else tells")

func (s *Session) listNamespaces(string) error {
	places := bindings.Places()
	if len(places) == 0 {
		return errNoProc
	}
	palette := s.paletteOf(1)
	lines := []string{fmt.Sprintf("%-10s  %10s", "NAMESPACE", "INODE")}
	for _, p := range places {
		began, remark := placeNamed(s.prompter.first, p.Name), ""
		switch {
		case p.Name == "root" && p.Is(began):
			continue
		case p.Name == "root":
			remark = "another root directory than the session began with"
		case p.Name[0] == '(' && p.Inode == 0:
			remark = "for the children: the next one is its first process"
		case p.Name[0] == '(':
			remark = "for the children"
		case !p.Is(began):
			remark = fmt.Sprintf("the session began in %d", began.Inode)
		}
		line := fmt.Sprintf("%-10s  %10d", p.Name, p.Inode)
		if p.Inode == 0 {
			line = fmt.Sprintf("%-10s  %10s", p.Name, "-")
		}
		if remark != "" {
			line = palette.Paint(colour.Namespace, line) + "  " + remark
		}
		lines = append(lines, line)
	}
	return s.state.Tell(strings.Join(lines, "\n"))
}

func (s *Session) listProcesses(string) error {
	return s.list(s.state.CallOwn("prompt", "ps"))
}

func (s *Session) listMounts(string) error {
	return s.list(s.state.CallOwn("prompt", "call", glua.LString("mounts")))
}

func (s *Session) listDescriptors(string) error {
	var list *glua.LTable
	err := s.state.Attempt(func(L *glua.LState) (err error) {
		list, err = bindings.Descriptors(L)
		return err
	})
	return s.list([]glua.LValue{list}, err)
}

// list shows what a call of ours has returned.
func (s *Session) list(values []glua.LValue, err error) error {
	value, err := only(values, err)
	if err != nil && len(bindings.Places()) == 0 {
		return errNoProc
	}
	if err != nil {
		return err
	}
	return s.show([]glua.LValue{value}, nil)
}
