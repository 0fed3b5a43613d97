package bindings

import (
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// Numbers are told by what the rows and the records say of them.
func TestMeaning(t *testing.T) {
	L, _ := NewState()
	result := func(name string, n int, value glua.LValue) string {
		fn, _ := L.GetGlobal(name).(*glua.LFunction)
		if m := ResultNamer(fn, n); m != nil {
			return m(value)
		}
		return ""
	}
	for _, c := range []struct {
		row   string
		n     int
		value glua.LValue
		want  string
	}{
		{"sigwait", 1, glua.LNumber(15), "SIGTERM"},
		{"sigwait", 1, glua.LNumber(35), "SIGRTMIN+1"},
		{"sigwait", 1, glua.LNumber(99), ""},
		{"sigwait", 1, glua.LString("15"), ""},
		{"sigwait", 2, glua.LNumber(15), ""},
		{"sigpending", 1, glua.LNumber(15), "SIGTERM"},
		{"sched_getscheduler", 1, glua.LNumber(0), "SCHED_OTHER"},
		{"getpid", 1, glua.LNumber(1), ""},
		{"no row", 1, glua.LNumber(1), ""},
	} {
		if got := result(c.row, c.n, c.value); got != c.want {
			t.Errorf("result %d of %s, %v: %q, want %q", c.n, c.row, c.value, got, c.want)
		}
	}
	for _, c := range []struct {
		member, want string
		record       *glua.LTable
	}{
		{"signo", "SIGCHLD", record(L, count("signo", 17))},
		{"code", "CLD_KILLED", record(L, count("signo", 17), count("code", 2))},
		{"code", "SI_USER", record(L, count("signo", 10), count("code", 0))},
		{"code", "", record(L, count("signo", 10), count("code", 2))},
		{"code", "", record(L, count("code", 2))},
		{"status", "SIGKILL", record(L, text("how", "killed"), count("status", 9))},
		{"status", "", record(L, text("how", "exited"), count("status", 9))},
		{"mask", "", record(L, count("mask", 18))},
		{"pid", "", record(L, count("pid", 9))},
	} {
		got := ""
		if m := MemberNamer(c.record, c.member); m != nil {
			got = m(c.record.RawGetString(c.member))
		}
		if got != c.want {
			t.Errorf("member %s: %q, want %q", c.member, got, c.want)
		}
	}
}
