package lua

import (
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// Where modules are looked for by default: Debian's places for lua5.1.
const (
	defaultPath = "./?.lua;" +
		"/usr/local/share/lua/5.1/?.lua;/usr/local/share/lua/5.1/?/init.lua;" +
		"/usr/local/lib/lua/5.1/?.lua;/usr/local/lib/lua/5.1/?/init.lua;" +
		"/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua"
	defaultCPath = "./?.so;/usr/local/lib/lua/5.1/?.so;" +
		"/usr/lib/x86_64-linux-gnu/lua/5.1/?.so;/usr/lib/lua/5.1/?.so;" +
		"/usr/local/lib/lua/5.1/loadall.so"
)

// packageConfig is luaconf.h's: the separators of folders and of templates, the
// mark that a module's name replaces, and two that are for C libraries.
const packageConfig = "/\n;\n?\n!\n-"

func (s *State) openPackage() {
	s.packages = s.library("package")
	s.loading = s.NewUserData()
	for name, value := range map[string]glua.LValue{
		"path":    glua.LString(searchPath(defaultPath, "NSLUA_PATH", "LUA_PATH")),
		"cpath":   glua.LString(searchPath(defaultCPath, "LUA_CPATH")),
		"config":  glua.LString(packageConfig),
		"loaded":  s.loaded,
		"preload": s.NewTable(),
		"loaders": s.loaders(),
	} {
		s.packages.RawSetString(name, value)
	}
	s.install(s.packages, functions{"loadlib": loadlib, "seeall": seeall})
	s.install(s.G.Global, functions{"module": s.module, "require": s.require})
}

// searchPath is what the first of the variables holds that is set: nslua's own
// goes before lua5.1's. Two separators together stand for the default path.
func searchPath(otherwise string, variables ...string) string {
	for _, variable := range variables {
		if path, ok := os.LookupEnv(variable); ok {
			return strings.ReplaceAll(path, ";;", ";"+otherwise+";")
		}
	}
	return otherwise
}

// require gives a module, and loads it if that has not been done. A loader gives
// a function that makes the module, or a text that tells where it was not found.
func (s *State) require(c call) int {
	name := c.text(1)
	c.SetTop(1)
	if value := c.GetField(s.loaded, name); value == s.loading {
		c.RaiseError("loop or previous error loading module '%s'", name)
	} else if glua.LVAsBool(value) {
		return c.give(value)
	}
	c.Push(s.loader(c, name))
	c.SetField(s.loaded, name, s.loading)
	c.Push(glua.LString(name))
	c.Call(1, 1)
	if value := c.Get(-1); value != glua.LNil {
		c.SetField(s.loaded, name, value)
	}
	if c.GetField(s.loaded, name) == s.loading {
		c.SetField(s.loaded, name, glua.LTrue)
	}
	return c.give(c.GetField(s.loaded, name))
}

// loader asks the loaders in turn for the function that makes a module.
func (s *State) loader(c call, name string) glua.LValue {
	loaders, ok := s.packages.RawGetString("loaders").(*glua.LTable)
	if !ok {
		c.RaiseError("'package.loaders' must be a table")
	}
	var missing strings.Builder
	for i := 1; ; i++ {
		loader := loaders.RawGetInt(i)
		if loader == glua.LNil {
			c.RaiseError("module '%s' not found:%s", name, missing.String())
		}
		c.Push(loader)
		c.Push(glua.LString(name))
		c.Call(1, 1)
		switch found := c.Get(-1).(type) {
		case *glua.LFunction:
			c.Pop(1)
			return found
		case glua.LString, glua.LNumber:
			missing.WriteString(c.text(-1))
		}
		c.Pop(1)
	}
}

// loaders are those of package.loaders.
func (s *State) loaders() *glua.LTable {
	loaders := s.NewTable()
	for _, loader := range []function{s.preloader, s.fileLoader, s.libraryLoader, s.rootLoader} {
		loaders.Append(s.function("loader", loader))
	}
	return loaders
}

// preloader finds what a script has put into package.preload, and what comes with
// nslua. That goes before files: a script named supervisor.lua that requires
// supervisor does not want itself.
func (s *State) preloader(c call) int {
	name := c.text(1)
	preload, ok := s.packages.RawGetString("preload").(*glua.LTable)
	if !ok {
		c.RaiseError("'package.preload' must be a table")
	}
	if loader := c.GetField(preload, name); loader != glua.LNil {
		return c.give(loader)
	}
	if chunk := embedded(c.LState, name); chunk != nil {
		return c.give(chunk)
	}
	return c.give(glua.LString("\n\tno field package.preload['" + name + "']"))
}

// fileLoader finds a file in Lua along package.path.
func (s *State) fileLoader(c call) int {
	name := c.text(1)
	file, missing := s.search(c, name, "path")
	if file == "" {
		return c.give(glua.LString(missing))
	}
	fn, err := s.loadFile(c.LState, file)
	if err != nil {
		c.RaiseError("error loading module '%s' from file '%s':\n\t%s", name, file, message(c.LState, err))
	}
	return c.give(fn)
}

// libraryLoader finds a C library along package.cpath, and refuses it: a process
// with a C library cannot be forked as this one is.
func (s *State) libraryLoader(c call) int { return s.refuseLibrary(c, c.text(1)) }

// rootLoader finds a C library that has a module's submodules in it, and refuses it.
func (s *State) rootLoader(c call) int {
	root, _, below := strings.Cut(c.text(1), ".")
	if !below {
		return 0
	}
	return s.refuseLibrary(c, root)
}

func (s *State) refuseLibrary(c call, library string) int {
	file, missing := s.search(c, library, "cpath")
	if file != "" {
		c.RaiseError("error loading module '%s' from file '%s':\n\t%s", c.text(1), file, noLibraries)
	}
	return c.give(glua.LString(missing))
}

const noLibraries = "nslua cannot load C libraries"

// loadlib is package.loadlib, as it is where C Lua is built without dlopen.
func loadlib(c call) int {
	c.text(1)
	c.text(2)
	return c.give(glua.LNil, glua.LString(noLibraries), glua.LString("absent"))
}

// search finds a module's file by the templates of package.path or package.cpath.
// Where there is none it tells which files are missing.
func (s *State) search(c call, name, field string) (file, missing string) {
	path, ok := asText(s.packages.RawGetString(field))
	if !ok {
		c.RaiseError("'package.%s' must be a string", field)
	}
	name = strings.ReplaceAll(name, ".", "/")
	for template := range strings.SplitSeq(path, ";") {
		if template == "" {
			continue
		}
		file := strings.ReplaceAll(template, "?", name)
		if readable(c.LState, file) {
			return file, ""
		}
		missing += "\n\tno file '" + file + "'"
	}
	return "", missing
}

func readable(L *glua.LState, file string) bool {
	fd, err := bindings.OpenFile(L, file, 0, 0)
	if err != nil {
		return false
	}
	bindings.Close(fd)
	return true
}
