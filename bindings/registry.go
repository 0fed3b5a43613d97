// Package bindings gives Lua the system calls, each as one row: its name, its
// signature and the Go function behind it. From the rows come the Lua globals
// and the sys module, the checking of arguments and its messages, the trace,
// help, REFERENCE.md and the editor's stubs, and the tests of the examples.
//
// A prompt is told more than a script is. The same rows and constants make pages
// (help, page, manual, apropos), say what a parameter takes (parameter,
// vocabulary) and what a number that was returned stands for (namer); listing and
// place say what there is to name, terminal and prompt lend it the terminal, and
// tie, turn and job pass that on between processes.
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
		{"The prompt", jobRows},
		{"Asking", helpRows},
	}
}

// rows goes through those of all chapters.
func rows(yield func(*Row) bool) {
	for _, c := range chapters {
		for i := range c.rows {
			if !yield(&c.rows[i]) {
				return
			}
		}
	}
}

// A boundRow is what Lua calls for a row.
type boundRow struct {
	glua.LFunction
	row *Row
}

// functions are those of all rows, in one piece of memory: a start pays for each
// piece and for each page of it.
var functions []boundRow

// RowOf is the row that a function is of, or nil.
func RowOf(function *glua.LFunction) *Row {
	for i := range functions {
		if &functions[i].LFunction == function {
			return functions[i].row
		}
	}
	return nil
}

// Set sets a table's field of that name. What keeps tables otherwise than
// gopher-lua does puts its own here.
var Set = (*glua.LTable).RawSetString

// Open sets every row and every constant as a global of L and readies
// require "sys". Lua's own names win: what is a global already stays, and is
// reached as a field of sys only.
func Open(L *glua.LState) {
	openFlags(L)
	openU64(L)
	openDispositions(L)
	functions, originals = make([]boundRow, 0, 512), nil
	for row := range rows {
		functions = append(functions, boundRow{glua.LFunction{IsG: true, Env: L.Env, GFunction: row.call}, row})
	}
	for name, value := range globals {
		if L.G.Global.RawGetString(name) == glua.LNil {
			Set(L.G.Global, name, value)
		}
	}
	preload(L, "sys", func(L *glua.LState) int {
		L.Push(Module(L))
		return 1
	})
}

// Module is what require "sys" gives, made anew: nobody has changed it.
func Module(L *glua.LState) *glua.LTable {
	sys := L.CreateTable(0, Globals)
	for name, value := range globals {
		Set(sys, name, value)
	}
	return sys
}

// Globals is how many names there is room for: more than there are.
const Globals = 1600

// globals goes through what scripts find, by its name.
func globals(yield func(string, glua.LValue) bool) {
	for i := range functions {
		if !yield(functions[i].row.Name, &functions[i].LFunction) {
			return
		}
	}
	for s := range constants {
		if !yield(s.name, s.luaValue()) {
			return
		}
	}
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

// originals are the globals as Open has made them, once somebody has asked.
var originals map[string]glua.LValue

// Original is the function or constant that has a name from the start, nil if
// there is none. The global of that name may be another by now.
func Original(name string) glua.LValue {
	if originals == nil {
		originals = make(map[string]glua.LValue, Globals)
		for name, value := range globals {
			originals[name] = value
		}
	}
	return originals[name]
}
