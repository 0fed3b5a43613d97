package manual

import "nslua/bindings"

var ioLibrary = bindings.Topic{
	Name: "io", Title: "Files with buffers",
	Text: "Files as C's stdio has them, on descriptors; open, read and write are the system calls. What is buffered is written before fork, exec and exit. " +
		"What fails gives nil, a message and the errno.",
	Entries: []bindings.Entry{
		{Name: "io.close", Usage: "io.close(file?) -> true", Text: "Closes a file, or the default output. Of popen's it waits for the command, and gives how it ended: true or nil, \"exit\" or \"signal\", and the number."},
		{Name: "io.fdopen", Usage: "io.fdopen(fd, mode?: \"r\"|\"w\"|\"a\"|\"r+\") -> file", Text: "Makes a file of a descriptor, which closing the file closes. lua5.1 has no such thing.",
			Example: "> r, w = pipe() write(w, \"a line\\n\") close(w)\n> io.fdopen(r):read()\na line"},
		{Name: "io.fileno", Usage: "io.fileno(file) -> integer", Text: "Gives the descriptor of a file. lua5.1 has no such thing.", Example: "> io.fileno(io.stderr)\n2"},
		{Name: "io.flush", Usage: "io.flush() -> true", Text: "Writes what the default output has buffered."},
		{Name: "io.input", Usage: "io.input(file?) -> file", Text: "Makes a file, or a path that is opened, the default of io.read; gives it."},
		{Name: "io.lines", Usage: "io.lines(path?) -> function", Text: "Goes through the lines of a file in a for. It is closed after the last; without a path it is the default input.",
			Example: "> for line in io.lines \"/proc/self/uid_map\" do print((line:gsub(\" +\", \" \"))) end\n..."},
		{Name: "io.open", Usage: "io.open(path, mode?: \"r\"|\"w\"|\"a\"|\"r+\"|\"w+\"|\"a+\") -> file", Text: "Opens a file to read (\"r\"), to write it anew (\"w\") or to append (\"a\"); with + for both. It is closed by exec."},
		{Name: "io.output", Usage: "io.output(file?) -> file", Text: "Makes a file, or a path that is opened, the default of io.write; gives it."},
		{Name: "io.popen", Usage: "io.popen(command, mode?: \"r\"|\"w\") -> file", Text: "Runs a shell command and gives a file to read what it prints, or to write what it reads."},
		{Name: "io.read", Usage: "io.read(...) -> ...", Text: "Reads from the default input, as file:read."},
		{Name: "io.stderr", Usage: "io.stderr", Text: "The file of descriptor 2, without a buffer."},
		{Name: "io.stdin", Usage: "io.stdin", Text: "The file of descriptor 0."},
		{Name: "io.stdout", Usage: "io.stdout", Text: "The file of descriptor 1."},
		{Name: "io.tmpfile", Usage: "io.tmpfile() -> file", Text: "Opens a file without a name, which is gone when it is closed."},
		{Name: "io.type", Usage: "io.type(value) -> string", Text: "Gives \"file\", \"closed file\", or nil for what is none."},
		{Name: "io.write", Usage: "io.write(...) -> true", Text: "Writes strings and numbers to the default output; it waits in a buffer until that is full, a print comes or the end."},
	},
}

var file = bindings.Topic{
	Name: "file", Title: "Methods of files",
	Text: "What the files of io.open, io.popen and io.fdopen can do.",
	Entries: []bindings.Entry{
		{Name: "file:close", Usage: "f:close() -> true", Text: "Writes what is buffered and closes the file, as io.close."},
		{Name: "file:flush", Usage: "f:flush() -> true", Text: "Writes what is buffered."},
		{Name: "file:lines", Usage: "f:lines() -> function", Text: "Goes through the lines in a for."},
		{Name: "file:read", Usage: "f:read(...) -> ...", Text: "Reads for each argument: \"*l\" a line without its newline (also without an argument), \"*n\" a number, \"*a\" all that is left, a number as many bytes at most. Gives nil at the end, \"*a\" gives \"\"."},
		{Name: "file:seek", Usage: "f:seek(whence?: \"set\"|\"cur\"|\"end\", offset?) -> integer", Text: "Moves to an offset from the beginning, from where it is (\"cur\") or from the end; gives the place."},
		{Name: "file:setvbuf", Usage: "f:setvbuf(mode: \"no\"|\"full\"|\"line\", size?) -> true", Text: "Says when what is written goes to the kernel: at once, when the buffer is full, or with each line."},
		{Name: "file:write", Usage: "f:write(...) -> true", Text: "Writes strings and numbers."},
	},
}

var osLibrary = bindings.Topic{
	Name: "os", Title: "Time and the system",
	Text: "What C has of the system; the system calls themselves have more.",
	Entries: []bindings.Entry{
		{Name: "os.clock", Usage: "os.clock() -> number", Text: "Gives the seconds of processor time that the process has used."},
		{Name: "os.date", Usage: "os.date(format?, time?) -> string", Text: "Gives a time as text, as strftime(3), or with \"*t\" as a table; in UTC if the format begins with !.", Example: "> os.date(\"!%Y-%m-%d\", 0)\n1970-01-01"},
		{Name: "os.difftime", Usage: "os.difftime(later, earlier) -> number", Text: "Gives the seconds between two times."},
		{Name: "os.execute", Usage: "os.execute(command?) -> integer", Text: "Runs a shell command and gives its wait status, 256 times the exit status, and then \"exit\" or \"signal\" and the number. Without a command tells whether there is a shell.",
			Example: "> os.execute \"exit 3\"\n768\texit\t3"},
		{Name: "os.exit", Usage: "os.exit(status?)", Text: "Writes what is buffered and ends the process; true is 0, false is 1. Does not return."},
		{Name: "os.getenv", Usage: "os.getenv(name) -> string", Text: "Gives a variable of the environment, nil if it is not set."},
		{Name: "os.remove", Usage: "os.remove(path) -> true", Text: "Removes a file or an empty directory."},
		{Name: "os.rename", Usage: "os.rename(old, new) -> true", Text: "Gives a file another name, and removes what had it."},
		{Name: "os.setlocale", Usage: "os.setlocale(locale?, category?: \"all\"|\"collate\"|\"ctype\"|\"monetary\"|\"numeric\"|\"time\") -> string", Text: "Gives \"C\", the one locale that there is; nil where another is asked for."},
		{Name: "os.time", Usage: "os.time(table?) -> integer", Text: "Gives the seconds since 1970, now or at the year, month, day, hour, min, sec, isdst of a table, in local time."},
		{Name: "os.tmpname", Usage: "os.tmpname() -> string", Text: "Makes an empty file in /tmp and gives its name."},
	},
}

var debugLibrary = bindings.Topic{
	Name: "debug", Title: "Looking into functions",
	Text: "What debuggers use. There are no hooks: debug.sethook refuses.",
	Entries: []bindings.Entry{
		{Name: "debug.debug", Usage: "debug.debug() -> nothing", Text: "Reads lines and runs them until one is cont."},
		{Name: "debug.getfenv", Usage: "debug.getfenv(value) -> table", Text: "Gives the environment of any value."},
		{Name: "debug.gethook", Usage: "debug.gethook() -> nil", Text: "Gives the hook, of which there is none."},
		{Name: "debug.getinfo", Usage: "debug.getinfo(thread?, f, what?) -> table", Text: "Tells of a function, or of a level of calls: source, short_src, linedefined, currentline, name, nups, func and more, of which what has the first letters."},
		{Name: "debug.getlocal", Usage: "debug.getlocal(thread?, level, n) -> name, value", Text: "Gives the n-th local variable at a level of calls."},
		{Name: "debug.getmetatable", Usage: "debug.getmetatable(value) -> table", Text: "Gives the metatable, whatever its __metatable says."},
		{Name: "debug.getregistry", Usage: "debug.getregistry() -> table", Text: "Gives the table in which the host keeps its own."},
		{Name: "debug.getupvalue", Usage: "debug.getupvalue(f, n) -> name, value", Text: "Gives the n-th variable that a function has from outside."},
		{Name: "debug.setfenv", Usage: "debug.setfenv(value, t) -> value", Text: "Sets the environment of any value."},
		{Name: "debug.sethook", Usage: "debug.sethook()", Text: "Refuses to set a hook; without arguments it does nothing."},
		{Name: "debug.setlocal", Usage: "debug.setlocal(thread?, level, n, value) -> name", Text: "Sets the n-th local variable at a level of calls."},
		{Name: "debug.setmetatable", Usage: "debug.setmetatable(value, metatable) -> true", Text: "Sets the metatable of any value, or of all values of its type."},
		{Name: "debug.setupvalue", Usage: "debug.setupvalue(f, n, value) -> name", Text: "Sets the n-th variable that a function has from outside."},
		{Name: "debug.traceback", Usage: "debug.traceback(thread?, message?, level?) -> string", Text: "Gives the calls that are under way, below a message."},
	},
}
