package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var personalityRows = []Row{
	{
		Name: "personality", Sig: "(persona?: persona) -> persona", Man: "personality(2)",
		Doc: "Sets which variant of Linux the process sees, and returns the one before; without persona it changes nothing. " +
			"With ADDR_NO_RANDOMIZE the programs that it runs from now on have their memory at the same addresses each time; " +
			"with PER_LINUX32 uname tells the 32-bit machine.",
		Errs:    "EINVAL: the kernel knows no such one",
		Example: "> personality(ADDR_NO_RANDOMIZE):has(ADDR_NO_RANDOMIZE)\nfalse\n> personality()\nPER_LINUX|ADDR_NO_RANDOMIZE",
		Impl:    personality,
	},
}

func personality(L *glua.LState, persona uintptr) (glua.LValue, error) {
	const query = 0xffffffff
	old, err := quick(unix.SYS_PERSONALITY, query, 0, 0, 0, 0, 0)
	if err == nil && L.Get(1) != glua.LNil {
		err = alone(unix.SYS_PERSONALITY, persona, 0, 0)
	}
	return familyOf("persona").flags(old), err
}
