package bindings

import (
	"encoding/binary"
	"fmt"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A function is run in a child, and what becomes of it comes back over a pipe. The
// pipe's ends are the host's own: the function finds the descriptors that its
// script has, and cannot close them. The script has not made that child: its end
// makes no signal, wait(2) does not see it, and no barrier's side goes to it.

// generation tells a process from the children that it forks.
var generation int

// upwards is the end of the pipe on which a parent waits, -1 where none does.
// between tells whether that parent is such a child itself.
var (
	upwards = -1
	between bool
)

func init() {
	AtFork(ForkHook{Child: func() {
		generation++
		fork.Drop(upwards) // the parent of a parent waits for no one else
		upwards = -1
	}})
}

// apart has a child make a parcel, and opens it. function is named in errors.
func apart(L *glua.LState, function string, body func() parcel) ([]glua.LValue, error) {
	return within(L, function, body).open(L)
}

// within has a child make a parcel.
func within(L *glua.LState, function string, body func() parcel) parcel {
	if err := endsNamespace(); err != nil {
		return refusalParcel(err)
	}
	r, w, err := keepBoth(pipe2(unix.O_CLOEXEC))
	if err != nil {
		return refusalParcel(fmt.Errorf("pipe: %w", err))
	}
	Deliver(L)
	Flush()
	pid, _, err := (&fork.Clone{Silent: true}).Fork()
	if err != nil {
		fork.Drop(r)
		fork.Drop(w)
		return refusalParcel(fmt.Errorf("fork: %w", explain(err, hintFork(err))))
	}
	if pid == 0 {
		fork.Drop(r)
		leaveBarriers("it is that of the process that has the function run elsewhere")
		between = upwards >= 0
		forked(0)
		upwards = w
		deliver(L, body)
	}
	fork.Drop(w)
	defer fork.Drop(r)
	how, born := "", generation
	defer func() {
		if how == "" && generation == born { // the error of a handler: nobody else could wait for it
			quick(unix.SYS_KILL, uintptr(pid), uintptr(unix.SIGKILL), 0, 0, 0, 0)
			reap(pid)
		}
	}()
	p, whole := receiveParcel(L, r)
	how = endOf(L, pid)
	if !whole {
		return diedParcel(function, how)
	}
	return p
}

// deliver is the child: it does not return. A process that the function has forked
// and that runs out of it ends here too, with nothing to deliver.
func deliver(L *glua.LState, body func() parcel) {
	born := generation
	var p parcel
	err := L.CallByParam(glua.P{Fn: L.NewFunction(func(*glua.LState) int {
		p = body()
		return 0
	}), Protect: true})
	if err != nil {
		p = errorParcel(err)
	}
	Flush()
	if generation == born {
		length := binary.LittleEndian.AppendUint64(nil, uint64(len(p)))
		sendAll(upwards, append(length, p...))
	}
	exitGroup(0)
}

// sendAll lets no handler run: the function is over.
func sendAll(fd int, b []byte) {
	for len(b) > 0 {
		n, err := writeOnce(fd, b)
		if err != nil && err != unix.EINTR {
			return
		}
		b = b[max(n, 0):]
	}
}

// receiveParcel reads a parcel; it is not whole where the child has ended before.
func receiveParcel(L *glua.LState, fd int) (p parcel, whole bool) {
	length := make([]byte, 8)
	if !receiveAll(L, fd, length) {
		return nil, false
	}
	p = make(parcel, binary.LittleEndian.Uint64(length))
	return p, receiveAll(L, fd, p)
}

func receiveAll(L *glua.LState, fd int, b []byte) bool {
	for len(b) > 0 {
		n, err := read(L, fd, b)
		if err != nil || n == 0 {
			return false
		}
		b = b[n:]
	}
	return true
}

// endOf waits for the child and tells how it ended; a handler of the script's may
// have waited for it already.
func endOf(L *glua.LState, pid int) string {
	status := new(unix.WaitStatus)
	_, err := wait4(L, int32(pid), status, unix.WALL, new(unix.Rusage))
	switch {
	case err != nil:
		return "ended"
	case status.Signaled():
		return "was killed by " + familyOf("signal").format(uintptr(status.Signal()))
	}
	return fmt.Sprintf("exited with status %d", status.ExitStatus())
}

// callFor calls fn for the parcel of its values. Where nobody waits for that any
// more, a process between this one and the script has been killed.
func callFor(L *glua.LState, function string, fn *glua.LFunction) parcel {
	if between {
		quick(unix.SYS_PRCTL, unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0, 0)
	}
	top := L.GetTop()
	L.Push(fn)
	L.Call(0, glua.MultRet)
	values := make([]glua.LValue, 0, 4)
	for n := top + 1; n <= L.GetTop(); n++ {
		values = append(values, L.Get(n))
	}
	L.SetTop(top)
	return valuesParcel(function, values)
}
