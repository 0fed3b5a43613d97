package bindings

import (
	"math"
	"slices"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var barrierRows = []Row{{
	Name: "barrier", Sig: "() -> barrier", Man: "socketpair(2)",
	Doc: "Makes a gate between this process and the next child that it makes by fork, clone or forkpty, by which each can wait for the other. " +
		"The two processes have the two sides, and nobody else has: a side that has ended is always seen. " +
		"b:open(text) lets the other side through one wait; text, of at most 65536 bytes, goes with it. It does not wait itself, " +
		"and openings that come before their waits are kept. " +
		"b:wait(ms) waits until the other side opens and returns the text, \"\" if there was none; where ms milliseconds, if given, pass first, " +
		"it is refused with ETIMEDOUT. When the other side has ended, called exec or closed the barrier, both are refused with EPIPE: " +
		"wait when all that was opened before is used up. " +
		"b:give() gives this side to the next child: so a child passes it on to a grandchild, and a parent makes two of its children meet. " +
		"b:close() gives it up; nothing else closes it. Signals' handlers run meanwhile.",
	Errs: "EMFILE: too many open descriptors",
	Example: "> b = barrier()\n> p = clone(CLONE_NEWUSER)\n> if p == 0 then b:wait() b:open(\"I am \" .. getuid()) exit() end\n" +
		"> idmap(p, {uid = {{0, geteuid(), 1}}})\n0\n> b:open()\n0\n> b:wait()\nI am 0\n" +
		"> print((select(3, b:wait())) == EPIPE)\ntrue",
	Impl: newBarrier,
}}

// barrierMethods are bound as rows are, and documented with barrier.
var barrierMethods = []Row{
	{Name: "barrier:open", Sig: "(self: barrier, text?: string) -> 0", Impl: barrierOpen},
	{Name: "barrier:wait", Sig: "(self: barrier, ms?: integer = -1) -> string", Impl: barrierWait},
	{Name: "barrier:give", Sig: "(self: barrier) -> 0", Impl: barrierGive},
	{Name: "barrier:close", Sig: "(self: barrier) -> 0", Impl: barrierClose},
}

// A barrier is a pair of sockets, one for each side. SOCK_SEQPACKET keeps one
// opening from the next, and no signal comes of a side that is closed.
type barrier struct {
	own    int // the descriptor of this process's side, or -1
	other  int // the other side's, until a child has it, then -1
	giving bool
	gone   string // why this process has no side
}

func (b *barrier) String() string { return "barrier" }

// barriers are those of which this process has a side.
var barriers []*barrier

var barrierMeta *glua.LTable

func newBarrier(L *glua.LState) (glua.LValue, error) {
	own, other, err := keepBoth(socketPair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0))
	if err != nil {
		return nil, err
	}
	b := &barrier{own: own, other: other}
	if barrierMeta == nil {
		barrierMeta = openBarriers(L)
	}
	barriers = append(barriers, b)
	return &glua.LUserData{Value: b, Metatable: barrierMeta}, nil
}

func openBarriers(L *glua.LState) *glua.LTable {
	methods, meta := L.NewTable(), L.NewTable()
	for i := range barrierMethods {
		row := &barrierMethods[i]
		methods.RawSetString(row.Name[len("barrier:"):], L.NewFunction(row.call))
	}
	meta.RawSetString("__index", methods)
	meta.RawSetString("__metatable", glua.LString("barrier"))
	meta.RawSetString("__tostring", L.NewFunction(func(L *glua.LState) int {
		L.Push(glua.LString(passed(L, "tostring", 1).barrier().String()))
		return 1
	}))
	AtFork(ForkHook{
		Parent: func(int) { divide((*barrier).inParent) },
		Child:  func() { divide((*barrier).inChild) },
	})
	return meta
}

// divide does a process's part of handing sides to a child. What it has no side
// of any more is forgotten.
func divide(part func(*barrier)) {
	for _, b := range slices.Clone(barriers) {
		part(b)
	}
}

// inParent: the child has the other side now, or was given this one.
func (b *barrier) inParent() {
	switch {
	case b.other >= 0:
		fork.Drop(b.other)
		b.other = -1
	case b.giving:
		b.leave("this process has given its side of it to a child")
	}
}

// inChild keeps one side at most: a second copy would hide the end of the
// process whose side it is.
func (b *barrier) inChild() {
	switch {
	case b.other >= 0:
		fork.Drop(b.own)
		b.own, b.other = b.other, -1
	case b.giving:
		b.giving = false
	default:
		b.leave("it is between two other processes: this one was forked when both sides were taken")
	}
}

// leave gives up this process's side.
func (b *barrier) leave(why string) {
	fork.Drop(b.own)
	if b.other >= 0 {
		fork.Drop(b.other)
	}
	b.own, b.other, b.gone = -1, -1, why
	barriers = slices.DeleteFunc(barriers, func(one *barrier) bool { return one == b })
}

// leaveBarriers is for a child that is to have no side of any.
func leaveBarriers(why string) {
	divide(func(b *barrier) { b.leave(why) })
}

// barrier is the argument as a barrier.
func (a argument) barrier() *barrier {
	if value, ok := a.value().(*glua.LUserData); ok {
		if b, ok := value.Value.(*barrier); ok {
			return b
		}
	}
	a.expected("barrier")
	return nil
}

// side is the argument as a barrier of which this process has one side.
func (a argument) side() *barrier {
	b := a.barrier()
	switch {
	case b.own < 0:
		a.fail("%s", b.gone)
	case b.other >= 0:
		a.fail("it has one side only until a child has the other: fork first")
	}
	return b
}

// barrierText is the most that goes with an opening: less than any socket takes.
const barrierText = 1 << 16

// barrierOpen sends a message, which is a byte and the text: none is empty, as
// the end is.
func barrierOpen(L *glua.LState, self glua.LValue, text string) error {
	b := passed(L, "barrier:open", 1).side()
	if len(text) > barrierText {
		passed(L, "barrier:open", 2).fail("string of at most %d bytes expected, got %d", barrierText, len(text))
	}
	_, err := sendtoCall(L, int32(b.own), append([]byte{0}, text...), unix.MSG_NOSIGNAL, nil)
	if err == unix.ECONNRESET { // it ended with something of ours unread
		err = unix.EPIPE
	}
	return explain(err, hintBarrier(err))
}

func barrierWait(L *glua.LState, self glua.LValue, ms int) (string, error) {
	b := passed(L, "barrier:wait", 1).side()
	if ms > math.MaxInt32 {
		passed(L, "barrier:wait", 2).fail("milliseconds up to %d expected, got %d", math.MaxInt32, ms)
	}
	if ms >= 0 {
		input := polled{fds: []unix.PollFd{{Fd: int32(b.own), Events: unix.POLLIN}}}
		if ready, err := timed(L, milliseconds(ms), input.once); err != nil {
			return "", err
		} else if ready == 0 {
			return "", unix.ETIMEDOUT
		}
	}
	message := make([]byte, 1+barrierText)
	n, _, err := recvfromCall(L, int32(b.own), message, 0)
	if err == unix.ECONNRESET { // said once, before what it had sent
		n, _, err = recvfromCall(L, int32(b.own), message, 0)
	}
	if err == nil && n == 0 {
		err = unix.EPIPE
	}
	if err != nil {
		return "", explain(err, hintBarrier(err))
	}
	return string(message[1:n]), nil
}

func hintBarrier(err error) string {
	if errnoOf(err) == unix.EPIPE {
		return "the other side of the barrier has ended, called exec or closed it"
	}
	return ""
}

func barrierGive(L *glua.LState, self glua.LValue) error {
	passed(L, "barrier:give", 1).side().giving = true
	return nil
}

// barrierClose of what has no side any more is nothing: each process may close
// what it has in hand.
func barrierClose(L *glua.LState, self glua.LValue) error {
	if b := passed(L, "barrier:close", 1).barrier(); b.own >= 0 {
		b.leave("it is closed")
	}
	return nil
}
