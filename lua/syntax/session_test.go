package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a chunk declares in its outermost block is the session's, and nothing else.
func TestSession(t *testing.T) {
	for source, want := range map[string][]string{
		"local x = 1":             {"known", "x"},
		"local a, b = f()":        {"known", "a", "b"},
		"local x":                 {"known", "x"},
		"local x = 1 local x = x": {"known", "x", "x"},
		"local known = known":     {"known", "known"},
		"local function f() local x return f end":    {"known", "f"},
		"function f(a) local b return a, b end":      {"known"},
		"do local x = 1 end":                         {"known"},
		"for i = 1, 2 do local x = i end":            {"known"},
		"for k, v in f() do local x = k end":         {"known"},
		"while f() do local x = 1 end":               {"known"},
		"repeat local x = 1 until x":                 {"known"},
		"if known then local x = 1 else local y end": {"known"},
		"return function() local x end":              {"known"},
	} {
		s := &Session{Names: []string{"known"}}
		if _, err := CompileLine("=s", source, 1, s); err != nil {
			t.Errorf("%s: %v", source, err)
		} else if diff := cmp.Diff(want, s.Names); diff != "" {
			t.Errorf("%s\n%s", source, diff)
		}
	}
}

// A chunk has as upvalues those of the session's variables that it uses.
func TestSessionUpvalues(t *testing.T) {
	s := &Session{Names: []string{"a", "b", "a", "c"}}
	proto, err := CompileLine("=s", "local d = a return function() return c, d, e end", 1, s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{2, 4, 3}, s.Upvalues); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "d", "c"}, proto.DbgUpvalues); diff != "" {
		t.Error(diff)
	}
	if int(proto.NumUpvalues) != len(s.Upvalues) {
		t.Error(proto.NumUpvalues)
	}
	if len(proto.DbgLocals) != 0 {
		t.Errorf("%d local variables", len(proto.DbgLocals))
	}
}

// A chunk may declare as many as a function may have local variables, and a function
// in it may use as many as it may have upvalues.
func TestSessionLimits(t *testing.T) {
	declare := func(n int) string {
		var source strings.Builder
		for i := range n {
			fmt.Fprintf(&source, "local v%d = %d ", i, i)
		}
		return source.String()
	}
	use := func(n int) string {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprint("v", i)
		}
		return "return " + strings.Join(names, ", ")
	}
	for _, c := range []struct{ source, want string }{
		{declare(200) + use(200), ""},
		{declare(201), "main function has more than 200 upvalues"},
		{declare(200) + "return function() " + use(60) + " end", ""},
		{declare(200) + "\nreturn function() " + use(61) + " end", "function at line 2 has more than 60 upvalues"},
	} {
		_, err := CompileLine("=s", c.source, 1, new(Session))
		if got := fmt.Sprint(err); !strings.Contains(got, c.want) || (err == nil) != (c.want == "") {
			t.Errorf("got %s, want %q", got, c.want)
		}
	}
}

// Without a session a chunk is as it was.
func TestNoSession(t *testing.T) {
	proto, err := Compile("=s", "local x = 1 return function() return x end", 1)
	if err != nil || proto.NumUpvalues != 0 || len(proto.DbgLocals) != 1 {
		t.Errorf("%v, %+v", err, proto)
	}
}

func TestIsName(t *testing.T) {
	for word, want := range map[string]bool{"x": true, "_": true, "a1_": true, "END": true, "": false, "1a": false, "a b": false, "end": false, "\u00e9": false} {
		if IsName(word) != want {
			t.Errorf("%q: %v", word, !want)
		}
	}
}
