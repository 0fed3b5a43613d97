package bindings

import (
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// getidmap reads the maps of a process's user namespace back, in the form that
// idmap takes.
func getidmap(L *glua.LState, pid int32) (glua.LValue, error) {
	dir, err := processDir(int(pid))
	if err != nil {
		return nil, err
	}
	setgroups := strings.TrimSpace(readProc(dir + "/setgroups"))
	if setgroups == "" { // of all three it is never empty
		return nil, unix.ESRCH
	}
	return record(L, member{"uid", rangeList(L, readProc(dir+"/uid_map"))},
		member{"gid", rangeList(L, readProc(dir+"/gid_map"))}, text("setgroups", setgroups)), nil
}

func rangeList(L *glua.LState, lines string) *glua.LTable {
	list := L.NewTable()
	for line := range strings.Lines(lines) {
		numbers := L.CreateTable(3, 0)
		for _, word := range words(line) {
			number, _ := strconv.ParseUint(word, 10, 32)
			numbers.Append(glua.LNumber(number))
		}
		list.Append(numbers)
	}
	return list
}
