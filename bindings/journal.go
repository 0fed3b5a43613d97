package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// A Journal is a file to which processes of one user add, and which nobody else may
// read. It stays open whatever becomes of the process's root directory, identity and
// descriptors.
type Journal struct{ fd int }

// OpenJournal opens a file, and makes it if it is to. It never waits, and refuses
// whatever is not a plain file of the user's own: what a symbolic link that another
// user has made leads to could be any file that this one may write.
func OpenJournal(path string, create bool) (*Journal, error) {
	const flags = unix.O_APPEND | unix.O_NONBLOCK | unix.O_NOCTTY | unix.O_CLOEXEC
	access := unix.O_RDWR
	if create {
		access |= unix.O_CREAT
	}
	fd, err := unix.Open(path, access|flags|unix.O_NOFOLLOW, 0o600)
	if err == unix.ELOOP && isOwnLink(path) {
		fd, err = unix.Open(path, access|flags, 0o600)
	}
	if err == unix.EACCES || err == unix.EPERM || err == unix.EROFS {
		fd, err = unix.Open(path, unix.O_RDONLY|flags|unix.O_NOFOLLOW, 0)
	}
	if err != nil {
		return nil, err
	}
	if err := makePrivate(fd); err != nil {
		Close(fd)
		return nil, err
	}
	kept, err := Keep(fd)
	if err != nil {
		return nil, err
	}
	return &Journal{kept}, nil
}

func isOwnLink(path string) bool {
	stat, err := here(path).statQuick(unix.AT_SYMLINK_NOFOLLOW)
	return err == nil && int(stat.Uid) == unix.Geteuid()
}

// makePrivate takes the rights of others away.
func makePrivate(fd int) error {
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return err
	}
	switch {
	case stat.Mode&unix.S_IFMT != unix.S_IFREG:
		return fmt.Errorf("not a plain file but a %s", fileType(stat.Mode))
	case int(stat.Uid) != unix.Geteuid():
		return fmt.Errorf("the file of uid %d", stat.Uid)
	case stat.Mode&0o077 != 0:
		return unix.Fchmod(fd, stat.Mode&0o700)
	}
	return nil
}

// Close gives the journal up.
func (j *Journal) Close() { fork.Drop(j.fd) }

// Size is in bytes.
func (j *Journal) Size() int64 {
	var stat unix.Stat_t
	unix.Fstat(j.fd, &stat)
	return stat.Size
}

// Read reads from an offset in bytes on, up to the end or until text is full.
func (j *Journal) Read(text []byte, offset int64) int {
	length := 0
	for length < len(text) {
		n, err := unix.Pread(j.fd, text[length:], offset+int64(length))
		if err != nil || n <= 0 {
			break
		}
		length += n
	}
	return length
}

// Append adds a text with one write, because other processes append too. A file that
// would grow beyond RLIMIT_FSIZE is left alone: SIGXFSZ would end the process.
func (j *Journal) Append(text []byte) error {
	var limit unix.Rlimit
	unix.Getrlimit(unix.RLIMIT_FSIZE, &limit)
	if uint64(j.Size())+uint64(len(text)) > limit.Cur {
		return unix.EFBIG
	}
	_, err := write(j.fd, text)
	return err
}

// MakeFolder makes a folder that is the user's alone, if there is none.
func MakeFolder(path string) { unix.Mkdir(path, 0o700) }

// Denied tells of an error that there is none for this user: no folder, or one where
// he may not look or write.
func Denied(err error) bool {
	switch errnoOf(err) {
	case unix.ENOENT, unix.ENOTDIR, unix.EACCES, unix.EPERM, unix.EROFS:
		return true
	}
	return false
}
