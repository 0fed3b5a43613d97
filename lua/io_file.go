package lua

import (
	"io"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// buffering says when what was written goes to the kernel, and how much is read
// ahead; setvbuf(3).
type buffering string

const (
	undecided    buffering = ""     // line for a terminal, else full
	unbuffered   buffering = "no"   // one write(2) for each io.write, nothing read ahead
	lineBuffered buffering = "line" // when a line is complete
	fullBuffered buffering = "full" // when the buffer is full
)

// bufferSize is as glibc's: a pipe takes so much as one.
const bufferSize = 4096

// A file is what io.open gives: a descriptor with a buffer for each direction,
// as C's FILE. Both hold something only where lseek(2) does not help: a socket.
type file struct {
	fd        int // -1 when closed
	name      string
	pid       int // of popen's command; 0 for all other files
	standard  bool
	readable  bool
	writable  bool
	eof       bool // nothing is read until a script asks anew
	immediate bool // each print is passed on: standard output, until setvbuf
	buffering buffering
	size      int    // of the write buffer
	process   int    // that has read it, by files' count
	handled   int    // how many times handlers have run while it was read
	buffer    []byte // what is read goes here
	in        []byte // the part of it that nobody has asked for yet
	out       []byte // written by the script
	passed    int    // how much of that the kernel has
	files     *files
}

// files are those that have something to flush, and the standard ones.
type files struct {
	stdin, stdout, stderr *file
	input, output         *glua.LUserData // the defaults of io.read and io.write
	dirty                 []*file
	process               int    // counts forks: 0 is the first process, its child 1
	lost                  string // of what was written and nobody was told that it could not be
}

func (fs *files) open(fd int, name string) *file {
	return &file{
		fd: fd, name: name, readable: true, writable: true,
		buffering: fullBuffered, size: bufferSize, files: fs,
	}
}

// openAs opens for what open(2)'s flags say. Who only appends begins at the end.
func (fs *files) openAs(fd int, name string, flags int) *file {
	f := fs.open(fd, name)
	f.readable, f.writable = flags&os.O_WRONLY == 0, flags&(os.O_WRONLY|os.O_RDWR) != 0
	if flags&os.O_APPEND != 0 && !f.readable {
		bindings.Seek(fd, 0, io.SeekEnd)
	}
	return f
}

// openFlags are open(2)'s for a mode as fopen(3) reads it: what it does not know
// after the first letter is passed over.
func openFlags(mode string) (flags int, ok bool) {
	first, rest := mode[:min(1, len(mode))], mode[min(1, len(mode)):min(7, len(mode))]
	switch first {
	case "r":
	case "w":
		flags = os.O_CREATE | os.O_TRUNC
	case "a":
		flags = os.O_CREATE | os.O_APPEND
	default:
		return 0, false
	}
	rest, _, _ = strings.Cut(rest, "\x00")
	switch {
	case strings.Contains(rest, "+"):
		flags |= os.O_RDWR
	case first != "r":
		flags |= os.O_WRONLY
	}
	if strings.Contains(rest, "x") {
		flags |= os.O_EXCL
	}
	return flags, true
}

// seek is lseek(2) as seen past the buffers.
func (f *file) seek(L *glua.LState, offset int64, whence int) (int64, error) {
	if err := f.flush(L); err != nil {
		return 0, err
	}
	if whence == io.SeekCurrent {
		offset -= int64(len(f.in))
	}
	position, err := bindings.Seek(f.fd, offset, whence)
	if err == nil {
		f.in, f.eof = nil, false
	}
	return position, err
}

// close closes the descriptor whatever becomes of the flush, as fclose(3).
func (f *file) close(L *glua.LState) error {
	err := f.flush(L)
	f.sync()
	fd := f.fd
	f.fd, f.in, f.buffer, f.out = -1, nil, nil, nil
	if closing := bindings.Close(fd); err == nil {
		err = closing
	}
	return err
}

// sync leaves the descriptor at where the script has read to, for who has another to
// the same file. What the process that forked this one has read ahead is its own
// affair: the two share the place in the file.
func (f *file) sync() {
	if f.process == f.files.process {
		f.unread()
	}
}

// forked is for the child. What is lost its parent tells.
func (fs *files) forked() {
	fs.process++
	fs.lost = ""
}
