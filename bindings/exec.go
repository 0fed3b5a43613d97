package bindings

import (
	"errors"
	"os"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var execRows = []Row{
	{
		Name: "execv", Sig: "(path: path, argv: table) -> never", Man: "execv(3)",
		Doc: "Runs another program in this process. argv lists the arguments after the program's name; " +
			"argv[0] is the name, path when left out. Caught signals are SIG_DFL in the new program; " +
			"the mask, what is ignored, and descriptors without close-on-exec are kept.",
		Errs:    "ENOENT: no such file; EACCES: not executable; ENOEXEC: not a program; E2BIG: too long a list",
		Example: "> if fork() == 0 then execv(\"/bin/sh\", {\"-c\", \"exit 3\"}) end\n> print(wait())\n...\texited\t3\ttable: ...",
		Impl:    execv,
	},
	{
		Name: "execvp", Sig: "(file: path, argv: table) -> never", Man: "execvp(3)",
		Doc: "As execv, but a file without a slash is looked for in PATH. One that is not a program " +
			"is run by /bin/sh.",
		Errs:    "ENOENT: not found; EACCES: not executable; E2BIG: too long a list",
		Example: "> if fork() == 0 then execvp(\"sh\", {\"-c\", \"exit 3\"}) end\n> print(wait())\n...\texited\t3\ttable: ...",
		Impl:    execvp,
	},
	{
		Name: "execve", Sig: "(path: path, argv: table, env: table) -> never", Man: "execve(2)",
		Doc:     "As execv, with another environment: env is a table {NAME = \"value\"} or a list {\"NAME=value\"}.",
		Errs:    "ENOENT: no such file; EACCES: not executable; ENOEXEC: not a program; E2BIG: too long a list",
		Example: "> if fork() == 0 then execve(\"/bin/sh\", {\"-c\", \"exit $N\"}, {N = 3}) end\n> print(wait())\n...\texited\t3\ttable: ...",
		Impl:    execve,
	},
}

func execv(L *glua.LState, path string, argv *glua.LTable) error {
	return replaceProgram(L, &fork.Program{
		Paths: []string{path},
		Argv:  passed(L, "execv", 2).argv(path, argv),
		Env:   os.Environ(),
	})
}

func execve(L *glua.LState, path string, argv, env *glua.LTable) error {
	return replaceProgram(L, &fork.Program{
		Paths: []string{path},
		Argv:  passed(L, "execve", 2).argv(path, argv),
		Env:   passed(L, "execve", 3).environ(env),
	})
}

func execvp(L *glua.LState, file string, argv *glua.LTable) error {
	return replaceProgram(L, &fork.Program{
		Paths: searchPath(file),
		Argv:  passed(L, "execvp", 2).argv(file, argv),
		Env:   os.Environ(),
		Shell: true,
	})
}

// defaultPath stands for a PATH that is not set, as in glibc.
const defaultPath = "/bin:/usr/bin"

// searchPath is where execvp(3) looks for a file.
func searchPath(file string) []string {
	if strings.Contains(file, "/") {
		return []string{file}
	}
	if file == "" {
		return nil
	}
	path, ok := os.LookupEnv("PATH")
	if !ok {
		path = defaultPath
	}
	paths := strings.Split(path, ":")
	for i, dir := range paths {
		if dir != "" {
			dir += "/"
		}
		paths[i] = dir + file
	}
	return paths
}

// replaceProgram is execve(2): it returns only an error. Handlers of signals that
// are noted until the last moment run in this program.
func replaceProgram(L *glua.LState, program *fork.Program) error {
	for {
		Deliver(L)
		Flush()
		if err := fork.Exec(program); !errors.Is(err, unix.EINTR) {
			return explain(err, hintExec(program.Paths, err))
		}
	}
}

// argv reads a list of arguments; the name stands at its index 0.
func (a argument) argv(name string, list *glua.LTable) []string {
	argv := []string{name}
	if first := list.RawGet(glua.LNumber(0)); first != glua.LNil { // RawGetInt looks from 1 on
		argv[0] = a.element("0", first)
	}
	return append(argv, a.list(list)...)
}

// list reads a list of strings.
func (a argument) list(list *glua.LTable) (texts []string) {
	for i := 1; i <= list.Len(); i++ {
		texts = append(texts, a.element(glua.LNumber(i).String(), list.RawGetInt(i)))
	}
	return texts
}

// element is a string within a table that was passed.
func (a argument) element(key string, value glua.LValue) string {
	switch value.(type) {
	case glua.LString, glua.LNumber:
	default:
		a.fail("string expected at index %s, got %s", key, value.Type())
	}
	text := value.String()
	if strings.IndexByte(text, 0) >= 0 {
		a.fail("string at index %s holds a NUL byte", key)
	}
	return text
}

// environ reads {NAME = "value"} and {"NAME=value"}, also mixed.
func (a argument) environ(env *glua.LTable) []string {
	var list []string
	for key, value := range pairs(env) {
		text := a.element(key.String(), value)
		name, named := key.(glua.LString)
		switch {
		case named && (name == "" || strings.ContainsAny(string(name), "=\x00")):
			a.fail("%q cannot be the name of a variable", string(name))
		case named:
			text = string(name) + "=" + text
		case !strings.Contains(text, "="):
			a.fail("\"NAME=value\" expected at index %s, got %q", key, text)
		}
		list = append(list, text)
	}
	return list
}
