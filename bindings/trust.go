package bindings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// OpenTrusted opens a file to read that a program runs without having been told
// to: nobody but the user and root may own it or write to it. The error is
// fs.ErrNotExist where this user can see no such file.
func OpenTrusted(L *glua.LState, path string) (int, error) {
	fd, err := OpenFile(L, path, unix.O_RDONLY|unix.O_NONBLOCK, 0)
	var st unix.Stat_t
	switch {
	case err != nil && unix.Stat(path, &st) != nil: // HOME may be another user's
		return -1, fs.ErrNotExist
	case err != nil:
		return -1, errors.New(errorText(err))
	}
	if err = unix.Fstat(fd, &st); err == nil {
		err = untrusted(&st)
	}
	if err != nil {
		Close(fd)
		return -1, err
	}
	return fd, nil
}

// untrusted tells why a file is not run without having been asked for.
func untrusted(st *unix.Stat_t) error {
	switch {
	case st.Mode&unix.S_IFMT != unix.S_IFREG:
		return errors.New("it is not a regular file")
	case st.Uid != 0 && int(st.Uid) != os.Geteuid():
		return fmt.Errorf("it belongs to uid %d", st.Uid)
	case st.Mode&(unix.S_IWGRP|unix.S_IWOTH) != 0:
		return errors.New("others may write to it (chmod go-w)")
	}
	return nil
}
