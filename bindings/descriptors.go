package bindings

import (
	"slices"
	"strconv"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var descriptorList = newRecordList("fd flags file")

// Descriptors lists what this process has open but for the host's own: fd, flags as
// open takes them, and file, its path or what else /proc calls it. ENOENT: there was
// no /proc when nslua started.
func Descriptors(L *glua.LState) (*glua.LTable, error) {
	names, err := namesIn(fork.Proc(), "self/fd")
	if err != nil {
		return nil, unix.ENOENT
	}
	var numbers []int
	for _, name := range names {
		if fd, err := strconv.Atoi(name); err == nil && !fork.Own(fd) {
			numbers = append(numbers, fd)
		}
	}
	slices.Sort(numbers)
	var records []*glua.LTable
	for _, fd := range numbers {
		file := descriptorLink(fd)
		if file == "" {
			continue // that by which the folder was listed
		}
		bits, _ := strconv.ParseUint(field(readProc("self/fdinfo/"+strconv.Itoa(fd)), "flags:"), 8, 64)
		flags := familyOf("open_flags").flags(uintptr(bits) &^ largeFile)
		records = append(records, record(L, count("fd", fd), member{"flags", flags}, text("file", file)))
	}
	return descriptorList.list(L, records), nil
}
