package repl

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nslua/lua"
	"nslua/repl/line"
)

// prepared is a session in which a script has been run.
func prepared(t testing.TB, script string) *Session {
	t.Helper()
	s := New(lua.New())
	fn, err := s.state.Compile(script, "=test")
	if err == nil {
		_, err = s.state.Evaluate(fn)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// completed is what may stand at the cursor, which is the last | of a text.
func (s *Session) completed(text string) []line.Item {
	cursor := strings.LastIndexByte(text, '|')
	return s.complete(text[:cursor]+text[cursor+1:], cursor).Items
}

func (s *Session) completions(text string) (texts []string) {
	for _, i := range s.completed(text) {
		texts = append(texts, i.Text)
	}
	return texts
}

func TestComplete(t *testing.T) {
	t.Chdir(t.TempDir())
	s := prepared(t, `
		object = setmetatable({own = 1}, {__index = {inherited = print, ["not a name"] = 1}})
		trap = setmetatable({}, {__index = function() error("ran") end})
		loop = {} setmetatable(loop, loop) loop.__index = loop
		word, list, CLONES = "a word", {{deep = {deeper = 1}}}, 1
		record = {["a key"] = 1, other = 2}`)
	for text, want := range map[string]string{
		// Names.
		"print(setmeta|":     "setmetatable",
		"whi|":               "while",
		"setmeta|tail":       "setmetatable",
		"CLONE_NEWU|":        "CLONE_NEWUSER CLONE_NEWUTS",
		"|":                  "CLONES list loop object record trap word",
		"x = |":              "CLONES list loop object record trap word",
		"nothing|":           "",
		"x = 12|":            "",
		"x = 0xe|":           "",
		"string.re|":         "rep reverse",
		"x = 'a'..string.f|": "find format",
		"object.|":           "inherited own",
		"object:|":           "inherited",
		"object . o|":        "own",
		"word:up|":           "upper",
		"('x'):up|":          "upper",
		"trap.x|":            "",
		"loop.x|":            "",
		"loop._|":            "__index",
		"f().pri|":           "",
		"nothing.x|":         "",
		"ps()[1].com|":       "comm command",
		"ps(f(1)).com|":      "comm command",
		"ps()[#ps()].com|":   "comm command",
		"stat('x').at|":      "atime",
		"spawn({})[1].cw|":   "",
		"kill().x|":          "",
		")]).x|":             "",
		"list[1].d|":         "deep",
		"list[1].deep.d|":    "deeper",
		"list[i].d|":         "",
		"record['oth|":       "other",
		"record[\"a k|":      "a key",
		"record['other'].|":  "",
		"io.stdout:se|":      "seek setvbuf",
		"CLONE_NEWPID:h|":    "has",
		"bit.to|":            "tobit tohex",
		"_G.setm|":           "setmetatable",
		"object.|\nx = 1":    "inherited own",
		"-- pri|":            "",
		"--[[ \n pri|":       "",
		"--[[ ]] setme|":     "setmetatable",
		"-- x\nsetme|":       "setmetatable",
		"x = 'pri|":          "",
		"x = [[\npri|":       "",
		"x = 'a' setme|":     "setmetatable",
		// What the chunk declares.
		"local apple = 1\nprint(app|":                              "apple",
		"local apple, appeal\napp|":                                "appeal apple",
		"function f(apple, appeal)\n app|":                         "appeal apple",
		"function f(apple) end app|":                               "",
		"for apple, appeal in pairs(t) do app|":                    "appeal apple",
		"for apple = 1, 2 do end app|":                             "",
		"do local apple end app|":                                  "",
		"local function apple(appeal) return app|":                 "appeal apple",
		"local function apple(appeal) end app|":                    "apple",
		"repeat local apple app|":                                  "apple",
		"if x then local apple else app|":                          "",
		"if x then local apple elseif app|":                        "",
		"t = {function(apple) if x then app|":                      "apple",
		"while x do local apple = f(function() end) app|":          "apple",
		"local string = {} string.f|":                              "",
		"local kill = x; kill(1, SIGK|":                            "SIGKILL",
		"f(function(apple) return 1, app|":                         "apple",
		"f(function() for apple in pairs {function() end} do app|": "apple",
		"function object:method(apple) self|":                      "",
		"local apple <const> = 1 app|":                             "apple",
		")))]]}} end end setme|":                                   "setmetatable",
		// What a parameter takes.
		"unshare(CLONE_NEW|":                     "CLONE_NEWUSER CLONE_NEWPID CLONE_NEWNS CLONE_NEWNET CLONE_NEWUTS CLONE_NEWIPC CLONE_NEWCGROUP CLONE_NEWTIME",
		"unshare(CLONE_NEWPID + CLONE_NEWU|":     "CLONE_NEWUSER CLONE_NEWUTS",
		"sys = nil unshare(CLONES|":              "CLONES",
		"umount2('/x', |":                        "MNT_FORCE MNT_DETACH MNT_EXPIRE UMOUNT_NOFOLLOW",
		"umount2('/x', M|":                       "MNT_FORCE MNT_DETACH MNT_EXPIRE",
		"kill(f(1, 2), SIGK|":                    "SIGKILL",
		"kill({1, 2}, SIGK|":                     "SIGKILL",
		"kill(function() return 1, 2 end, SIGK|": "SIGKILL",
		"sigprocmask(SIG|":                       "SIG_BLOCK SIG_UNBLOCK SIG_SETMASK",
		"sigprocmask(SIG_BLOCK, {SIGK|":          "SIGKILL",
		"sigprocmask(SIG_BLOCK, {SIGINT, SIGK|":  "SIGKILL",
		"unshare(f(CLONE_NEWU|":                  "CLONE_NEWUSER CLONE_NEWUTS",
		"setrlimit(RLIMIT_N|":                    "RLIMIT_NPROC RLIMIT_NOFILE RLIMIT_NICE",
		"signal(SIGINT, SIG_|":                   "SIG_DFL SIG_IGN",
		"strerror(ENOTE|":                        "ENOTEMPTY",
		"idmap '|":                               "root current auto",
		"unshare 'newu|":                         "newuser newuts",
		"unshare('newuser,newu|":                 "newuser newuts",
		"unshare [[newuser+us|":                  "user",
		"unshare('CLONE_NEWU|":                   "CLONE_NEWUSER CLONE_NEWUTS",
		"unshare('CLONE_NEWUSER|CLONE_NEWUT|":    "CLONE_NEWUTS",
		"kill(p, 'TE|":                           "TERM",
		"kill(p, 'te|":                           "term",
		"unshare(CLONE_NEWUSER, 'ro|":            "root",
		"spawn({'x'}, {cw|":                      "cwd",
		"spawn({'x'}, {cwd = '/', pg|":           "pgroup",
		"spawn({'x'}, {flags = CLONE_NEWU|":      "CLONE_NEWUSER CLONE_NEWUTS",
		"spawn({'x'}, {mask = SIGK|":             "SIGKILL",
		"openat2(d, 'x', {resolve = RESOLVE_B|":  "RESOLVE_BENEATH",
		"clone {exit_signal = SIGK|":             "SIGKILL",
		"clone {fla|":                            "flags",
		"setns {p|":                              "pid",
		"enter({p|":                              "pid",
		"io.open('x', 'r|":                       "r r+",
		"collectgarbage 'co|":                    "collect count",
		"getenv 'HOM|":                           "HOME",
		"os.getenv('HOM|":                        "HOME",
		"require 'doc|":                          "doctor doctor.checks doctor.remedy",
		"require('sy|":                           "sys",
		"help 'unsh|":                            "unshare",
		"apropos 'unsh|":                         "unshare",
		"?unsh|":                                 "unshare",
		"? string.fo|":                           "format",
		"?clone_f|":                              "clone_flags",
	} {
		if got := strings.Join(s.completions(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Descriptions tell what a name is, and are made without running any Lua.
func TestCompleteDescribes(t *testing.T) {
	s := prepared(t, `
		-- adds two numbers. And more.
		function sum_of(a, b) return a + b end
		sum_table = {1, 2, x = 3}
		sum_text = "some text"
		sum_nothing = function(a) end`)
	for text, want := range map[string]string{
		"unshar|":            "Moves the process into new namespaces",
		"CLONE_NEWPI|":       "a pid namespace: for the children, of whom the first is pid 1",
		"kill(p, SIGKIL|":    "Killed",
		"ECHIL|":             "No child processes",
		"string.uppe|":       "Makes the letters of ASCII large",
		"sum_of|":            "adds two numbers",
		"sum_tab|":           "table of 2 items and 1 field",
		"sum_tex|":           `"some text"`,
		"sum_noth|":          "sum_nothing(a)",
		"local apple; appl|": "local variable",
		"whil|":              "keyword",
		"spawn({}, {cw|":     "a working directory",
		"require 'stric|":    "comes with nslua",
	} {
		items := s.completed(text)
		if len(items) != 1 || items[0].Description != want {
			t.Errorf("%q: %q, want %q", text, items, want)
		}
	}
}

func TestCompletePaths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"one.txt", "two words", `quo"te`, "apos'trophe", "back\\slash", "line\nfeed", ".hidden", "wide\u6f22"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	os.MkdirAll(filepath.Join(dir, "sub", "folder"), 0o755)
	os.Symlink("sub", filepath.Join(dir, "link"))
	os.Symlink("nowhere", filepath.Join(dir, "dangling"))
	t.Chdir(dir)
	t.Setenv("PATH", filepath.Join(dir, "sub", "folder"))
	os.WriteFile(filepath.Join(dir, "sub", "folder", "tool_of_mine"), nil, 0o755)
	s := prepared(t, "")
	for text, want := range map[string][]string{
		`open("one|`:            {`one.txt"`},
		`open 'one|`:            {`one.txt'`},
		`open [[one|`:           {`one.txt]]`},
		`open [==[one|`:         {`one.txt]==]`},
		`open("one|")`:          {`one.txt`},
		`x = "on|`:              {`one.txt"`},
		`open("sub|`:            {`sub/`},
		`open("sub/|`:           {`folder/`},
		`open("./sub/f|`:        {`folder/`},
		`open("lin|`:            {`line\nfeed"`, `link/`},
		`open("link/fo|`:        {`folder/`},
		`open("dang|`:           {`dangling"`},
		`open("` + dir + `/on|`: {`one.txt"`},
		`open("two w|`:          {`two words"`},
		`open("quo|`:            {`quo\"te"`},
		`open('quo|`:            {`quo"te'`},
		`open("quo\"t|`:         {`quo\"te"`},
		`open('apo|`:            {`apos\'trophe'`},
		`open("back\\s|`:        {`back\\slash"`},
		`open [[line|`:          nil,
		`open [[back|`:          {`back\slash]]`},
		`open("wid|`:            {"wide\u6f22\""},
		`open(".h|`:             {`.hidden"`},
		`open("..|`:             {`../`},
		`open("nowhere/|`:       nil,
		`open("~/|`:             nil,
		`!cat on|`:              {`one.txt `},
		`!cat two|`:             {`two\ words `},
		`!ls sub/|`:             {`folder/`},
		`!./on|`:                {`one.txt `},
		`!tool_of|`:             {`tool_of_mine `},
	} {
		var got []string
		for _, i := range s.completed(text) {
			got = append(got, i.Text+i.Append)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	all := s.completions(`open("|`)
	if slices.Contains(all, ".hidden") || len(all) != 10 {
		t.Errorf("all of the directory: %q", all)
	}
}

// A pid comes with its command, and children come first.
func TestCompletePids(t *testing.T) {
	s := prepared(t, "mine, other = 1, {}")
	for _, text := range []string{"kill(", "waitpid(", "setns {pid = ", "pidfd_open(", "kcmp("} {
		c := s.complete(text, len(text))
		if c.Begin != len(text) || !slices.ContainsFunc(c.Items, func(i line.Item) bool {
			return i.Text == strconv.Itoa(os.Getpid()) && strings.Contains(i.Display+i.Description, filepath.Base(os.Args[0]))
		}) {
			t.Errorf("%q does not offer this process", text)
		}
	}
	if all := s.completions("kill(|"); all[len(all)-1] != "mine" { // which holds one, perhaps
		t.Errorf("the last for kill( is %q", all[len(all)-1])
	}
	pid := strconv.Itoa(os.Getpid())
	text := "kill(" + pid[:len(pid)-1]
	if got := s.completions(text + "|"); !slices.Contains(got, pid) {
		t.Errorf("%q: %q", text, got)
	}
}

// Open descriptors come with their files.
func TestCompleteDescriptors(t *testing.T) {
	file, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := prepared(t, "")
	for _, i := range s.completed("close(|") {
		if i.Text == strconv.Itoa(int(file.Fd())) && i.Description == file.Name() {
			return
		}
	}
	t.Errorf("%s is not offered", file.Name())
}

// Modules are found where require finds them.
func TestCompleteModules(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	os.MkdirAll("pack/deep", 0o755)
	os.MkdirAll("whole", 0o755)
	os.MkdirAll("nothing", 0o755)
	for _, name := range []string{"mine.lua", "mine.txt", "pack/one.lua", "pack/two.lua", "whole/init.lua"} {
		os.WriteFile(name, nil, 0o644)
	}
	s := prepared(t, "package.path = './?.lua;./?/init.lua' package.preload.mineral = print")
	for text, want := range map[string]string{
		"require 'mi|":     "mine mineral",
		"require 'pa|":     "package pack.",
		"require('pack.|":  "pack.one pack.two",
		"require 'pack.o|": "pack.one",
		"require 'whol|":   "whole whole.",
		"require 'noth|":   "",
	} {
		got := s.completions(text)
		slices.Sort(got)
		w := strings.Fields(want)
		slices.Sort(w)
		if !slices.Equal(got, w) {
			t.Errorf("%q: %q, want %q", text, got, w)
		}
	}
}

// Whatever is typed, a Tab does no harm.
func FuzzComplete(f *testing.F) {
	for _, text := range []string{"unshare(CLONE", "x = 'a", "[==[", "--[[", "f{a=", "local function", "require\"", "\\", "?x", "!y", ".", ")]}end", "'\\", "[[\n]"} {
		f.Add(text, len(text))
	}
	s := New(lua.New())
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		if cursor < 0 || cursor > len(text) {
			return
		}
		if c := s.complete(text, cursor); c.Begin < 0 || c.Begin > cursor {
			t.Errorf("%q at %d: begins at %d", text, cursor, c.Begin)
		}
	})
}

// A long input takes no longer than its length.
func TestCompleteLong(t *testing.T) {
	s := prepared(t, "")
	for _, unit := range []string{"a,", "f(", "{a=", "a.", "x = [[", "local a ", "function ", "-- ", "a[1]", "x -- y\n"} {
		text := strings.Repeat(unit, 50_000)
		began := time.Now()
		s.complete(text, len(text))
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%q many times: %v", unit, took)
		}
	}
}
