// Package bindings gives Lua the system calls, each as one row: its name, its
// signature and the Go function behind it. From the rows come the Lua globals
// and the sys module, the checking of arguments and its messages, the trace,
// help, REFERENCE.md and the editor's stubs, and the tests of the examples.
//
// What a caller sees: success returns what the system call returns; refusal by
// the kernel returns nil, a message and the errno; misuse raises a Lua error.
//
// All of it runs on the main thread, where package fork keeps the Lua
// goroutine, and there is one Lua state to a process, as there is one set of
// signal handlers: what belongs to the process is kept in package variables.
package bindings

import (
	"slices"

	glua "github.com/yuin/gopher-lua"
)

// A Row is one binding.
type Row struct {
	Name    string // the word of manual section 2
	Sig     string // see signature
	Man     string // "kill(2)"
	Doc     string // what it does: whole sentences, units and ranges stated
	Items   string // what Doc says is listed below, "argv0: another name; cwd: a directory": a table's fields
	Since   string // the kernel's version that brought the call, "5.12"; "" for what all have
	Errs    string // "ESRCH: no such process; EPERM: not permitted": names of errno, each once
	Example string // lines of input begin with "> ", the output follows; "..." stands for anything
	Impl    any    // a Go function that fits Sig; see binding

	bound *binding // once it has been called
}

// call is what Lua calls. A row is made ready when it is called first: a script
// uses a few of them. It panics if Sig and Impl disagree, which TestRows looks
// for in all of them.
func (row *Row) call(L *glua.LState) int { return row.binding().call(L) }

func (row *Row) binding() *binding {
	if row.bound == nil {
		row.bound = bind(row)
	}
	return row.bound
}

// A chapter is a family of the manual's pages: the rows of a file or two.
type chapter struct {
	title string
	rows  []Row
}

var chapters []chapter

// init and not an initialiser, because help is a row that reads the rows. What a
// newcomer needs stands first.
func init() {
	chapters = []chapter{
		{"Processes", processRows},
		{"Waiting", waitRows},
		{"Running programs", slices.Concat(execRows, spawnRows)},
		{"Environment", environRows},
		{"Looking at processes", psRows},
		{"Synchronisation", barrierRows},
		{"Descriptors of processes", pidfdRows},

		{"Namespaces", namespaceRows},
		{"Joining namespaces", slices.Concat(setnsRows, enterRows)},
		{"Keeping namespaces", pinRows},
		{"Looking at namespaces", nsinfoRows},
		{"What a namespace file tells", nsioctlRows},
		{"Process ids in namespaces", translateRows},
		{"Clocks and limits of namespaces", timensRows},
		{"Host name", hostnameRows},

		{"Mounting", mountRows},
		{"Bind mounts", bindRows},
		{"Propagation of mounts", propagationRows},
		{"Mounts as descriptors", fscontextRows},
		{"Mounts by number", statmountRows},

		{"Identity", identityRows},
		{"Users and groups", passwdRows},
		{"Capabilities", capabilityRows},
		{"Properties of the process", slices.Concat(prctlRows, personalityRows)},

		{"Signals", signalRows},
		{"Waiting for signals", sigwaitRows},
		{"Signals as descriptors", signalfdRows},
		{"Time", timeRows},
		{"Interval timers", itimerRows},

		{"Descriptors", fdRows},
		{"Reading, writing and copying", transferRows},
		{"Properties of descriptors", fcntlRows},
		{"Waiting for descriptors", slices.Concat(pollRows, epollRows)},
		{"Events, timers and memory", slices.Concat(eventfdRows, timerfdRows, memfdRows)},

		{"Files", openatRows},
		{"Directories", directoryRows},
		{"Names and links", linkRows},
		{"What files are", statRows},
		{"Owners, permissions and times", ownerRows},
		{"Devices and named pipes", mknodRows},
		{"Extended attributes", xattrRows},
		{"Watching files", inotifyRows},

		{"Sockets", slices.Concat(socketRows, sockoptRows)},
		{"Messages", messageRows},
		{"Network interfaces", interfaceRows},

		{"Sessions and process groups", sessionRows},
		{"Terminals", ttyRows},
		{"Terminal modes", termiosRows},
		{"Pseudoterminals", ptyRows},

		{"Limits", limitRows},
		{"Scheduling", schedRows},
		{"The machine and its use", usageRows},
		{"Numbers of 64 bits", u64Rows},
		{"What numbers mean", errnoRows},
		{"Tracing calls", traceRows},
		{"Asking", helpRows},
	}
}

// Open sets every row and every constant as a global of L and readies
// require "sys". Lua's own names win: what is a global already stays, and is
// reached as a field of sys only.
func Open(L *glua.LState) {
	openFlags(L)
	openU64(L)
	openDispositions(L)
	names := make([]global, 0, 2048)
	functions = make(map[*glua.LFunction]*Row, 512)
	for _, c := range chapters {
		for i := range c.rows {
			row := &c.rows[i]
			function := L.NewFunction(row.call)
			functions[function] = row
			names = append(names, global{row.Name, function})
		}
	}
	for s := range constants {
		names = append(names, global{s.name, s.luaValue()})
	}
	for _, g := range names {
		if L.G.Global.RawGetString(g.name) == glua.LNil {
			L.G.Global.RawSetString(g.name, g.value)
		}
	}
	preload(L, "sys", func(L *glua.LState) int {
		sys := L.NewTable()
		for _, g := range names {
			sys.RawSetString(g.name, g.value)
		}
		L.Push(sys)
		return 1
	})
}

// global is a name that scripts find.
type global struct {
	name  string
	value glua.LValue
}

// preload makes require(name) call open, where there is a package library.
func preload(L *glua.LState, name string, open glua.LGFunction) {
	library, ok := L.GetGlobal("package").(*glua.LTable)
	if !ok {
		return
	}
	if table, ok := library.RawGetString("preload").(*glua.LTable); ok {
		table.RawSetString(name, L.NewFunction(open))
	}
}
