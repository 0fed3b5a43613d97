package bindings

import (
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var environRows = []Row{
	{
		Name: "getenv", Sig: "(name: string) -> value?: string", Man: "getenv(3)",
		Doc:     "Returns the value of an environment variable, nil if there is none of that name.",
		Example: "> setenv(\"GREETING\", \"hello\")\n0\n> getenv \"GREETING\"\nhello\n> getenv \"NO_SUCH_VARIABLE\"\nnil",
		Impl:    getenv,
	},
	{
		Name: "setenv", Sig: "(name: path, value: path, overwrite?: boolean = true) -> 0", Man: "setenv(3)",
		Doc:     "Sets an environment variable, for this process and the programs it runs. Where overwrite is false one that is set already is left as it is.",
		Errs:    "EINVAL: an empty name, or one with a =",
		Example: "> setenv(\"N\", 3)\n0\n> setenv(\"N\", 4, false)\n0\n> print(select(2, waitpid(spawn {\"sh\", \"-c\", \"exit $N\"})))\nexited\t3\ttable: ...",
		Impl:    setenv,
	},
	{
		Name: "unsetenv", Sig: "(name: path) -> 0", Man: "unsetenv(3)",
		Doc:     "Takes an environment variable away; that there is none is no error.",
		Errs:    "EINVAL: an empty name, or one with a =",
		Example: "> unsetenv \"HOME\"\n0\n> getenv \"HOME\"\nnil",
		Impl:    unsetenv,
	},
	{
		Name: "environ", Sig: "() -> table", Man: "environ(7)",
		Doc:     "Returns the environment as a table {NAME = \"value\"}: a copy, of a shape that spawn and execve take.",
		Example: "> environ().PATH == getenv \"PATH\"\ntrue",
		Impl:    environ,
	},
}

func getenv(name string) glua.LValue {
	value, ok := os.LookupEnv(name)
	if !ok {
		return glua.LNil
	}
	return glua.LString(value)
}

func setenv(name, value string, overwrite bool) error {
	if err := checkVariable(name); err != nil {
		return err
	}
	if _, set := os.LookupEnv(name); set && !overwrite {
		return nil
	}
	return os.Setenv(name, value)
}

func unsetenv(name string) error {
	if err := checkVariable(name); err != nil {
		return err
	}
	return os.Unsetenv(name)
}

func checkVariable(name string) error {
	if name == "" || strings.Contains(name, "=") {
		return unix.EINVAL
	}
	return nil
}

func environ(L *glua.LState) *glua.LTable {
	list := os.Environ()
	table := L.CreateTable(0, len(list))
	for _, variable := range list {
		if name, value, _ := strings.Cut(variable, "="); name != "" {
			table.RawSetString(name, glua.LString(value))
		}
	}
	return table
}
