package lua

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// buffering says when what was written goes to the kernel; setvbuf(3).
type buffering string

const (
	unbuffered   buffering = "no"   // at once, one write(2) for each io.write
	lineBuffered buffering = "line" // when a line is complete
	fullBuffered buffering = "full" // when the buffer is full
)

const bufferSize = 4096

// A file is what io.open gives: a descriptor with a buffer for each direction,
// as C's FILE. Never both hold something.
type file struct {
	fd        int // -1 when closed
	pid       int // of popen's command; 0 for all other files
	standard  bool
	buffering buffering
	size      int    // of the write buffer
	in        []byte // read and not yet asked for
	out       []byte // written and not yet passed on
	files     *files
}

// files are those that have something to flush, and the standard ones.
type files struct {
	stdin, stdout, stderr *file
	input, output         *glua.LUserData // the defaults of io.read and io.write
	dirty                 []*file
}

func (fs *files) open(fd int) *file {
	return &file{fd: fd, buffering: fullBuffered, size: bufferSize, files: fs}
}

// openAs buffers only what may be written: the kernel refuses the rest at once.
func (fs *files) openAs(fd, flags int) *file {
	f := fs.open(fd)
	if flags&(os.O_WRONLY|os.O_RDWR) == 0 {
		f.buffering = unbuffered
	}
	return f
}

// flush passes on what every file holds. Package bindings calls it before fork,
// exec and exit; an error has nowhere to go there.
func (s *State) flush() {
	for len(s.files.dirty) > 0 {
		s.files.dirty[0].flush(s.LState)
	}
}

func (f *file) write(L *glua.LState, b []byte) error {
	f.unread()
	if f.buffering == unbuffered {
		_, err := bindings.Write(L, f.fd, b)
		return err
	}
	if len(f.out) == 0 {
		f.files.dirty = append(f.files.dirty, f)
	}
	f.out = append(f.out, b...)
	if len(f.out) >= f.size || f.buffering == lineBuffered && bytes.IndexByte(b, '\n') >= 0 {
		return f.flush(L)
	}
	return nil
}

// flush forgets what it passes on before it does: a signal handler may run
// meanwhile, and fork.
func (f *file) flush(L *glua.LState) error {
	out := f.out
	f.out = nil
	if i := slices.Index(f.files.dirty, f); i >= 0 {
		f.files.dirty = slices.Delete(f.files.dirty, i, i+1)
	}
	if len(out) == 0 {
		return nil
	}
	_, err := bindings.Write(L, f.fd, out)
	return err
}

// fill adds what one read(2) gives to the read buffer, io.EOF if nothing.
func (f *file) fill(L *glua.LState, size int) error {
	if err := f.flush(L); err != nil {
		return err
	}
	had := len(f.in)
	in := append(f.in, make([]byte, max(size, bufferSize))...)
	n, err := bindings.Read(L, f.fd, in[had:])
	f.in = in[:had+max(n, 0)]
	if err == nil && n == 0 {
		return io.EOF
	}
	return err
}

// take removes n bytes from the read buffer.
func (f *file) take(n int) []byte {
	b := f.in[:n]
	f.in = f.in[n:]
	return b
}

// unread moves the descriptor back to where the script has read to. Pipes and
// terminals do not move; what was read ahead there stays readable.
func (f *file) unread() {
	if len(f.in) == 0 {
		return
	}
	if _, err := bindings.Seek(f.fd, -int64(len(f.in)), io.SeekCurrent); err == nil {
		f.in = nil
	}
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
		f.in = nil
	}
	return position, err
}

// close closes the descriptor whatever becomes of the flush, as fclose(3).
func (f *file) close(L *glua.LState) error {
	err := f.flush(L)
	fd := f.fd
	f.fd, f.in = -1, nil
	return errors.Join(err, bindings.Close(fd))
}
