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
	files, err := OpenDescriptors()
	if err != nil {
		return nil, err
	}
	var records []*glua.LTable
	for _, f := range files {
		bits, _ := strconv.ParseUint(field(readProc("self/fdinfo/"+strconv.Itoa(f.Number)), "flags:"), 8, 64)
		flags := familyOf("open_flags").flags(uintptr(bits) &^ largeFile)
		records = append(records, record(L, count("fd", f.Number), member{"flags", flags}, text("file", f.File)))
	}
	return descriptorList.list(L, records), nil
}

// An OpenDescriptor is one of this process, with what it stands for: a path, or what
// else /proc calls it.
type OpenDescriptor struct {
	Number int
	File   string
}

// OpenDescriptors are those but for the host's own, by their numbers.
func OpenDescriptors() (list []OpenDescriptor, err error) {
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
	for _, fd := range numbers {
		if file := descriptorLink(fd); file != "" { // it is for that by which the folder was listed
			list = append(list, OpenDescriptor{fd, file})
		}
	}
	return list, nil
}
