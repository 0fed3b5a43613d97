package lua

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"fork", "fork", 0}, {"frok", "fork", 1}, {"fork", "forks", 1}, {"fork", "ork", 1}, {"fork", "fark", 1},
		{"unhsare", "unshare", 1}, {"unshrae", "unshaer", 2}, {"kill", "fork", 3}, {"", "ab", 2}, {"", "abc", 3},
		{"abcdef", "ab", 3}, {"ca", "abc", 3},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestSpeller(t *testing.T) {
	names := []string{"fork", "ford", "wait", "waitpid", "CLONE_NEWPID", "CLONE_NEWUTS", "if"}
	for name, want := range map[string]string{
		"frok": "fork", "forl": "ford", "fo": "", "ie": "", "wiat": "wait", "waitpd": "waitpid",
		"CLONE_NEWPDI": "CLONE_NEWPID", "CLONE_NEPDI": "CLONE_NEWPID", "clone_newpid": "CLONE_NEWPID",
		"watpd": "", "mount": "", "Fork": "fork",
	} {
		s := speller{name: name}
		for _, candidate := range names {
			s.try(candidate)
		}
		if s.nearest != want {
			t.Errorf("%s: did you mean %q, expected %q", name, s.nearest, want)
		}
	}
}
