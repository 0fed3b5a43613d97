package bindings

import (
	"encoding/binary"
	"runtime"
	"testing"
)

// elfHead is the beginning of a program for a machine, which wants that loader.
func elfHead(machine uint16, loader string) []byte {
	const header, entry = 64, 56 // the sizes of Elf64_Ehdr and Elf64_Phdr
	order := binary.LittleEndian
	h := make([]byte, header+entry, 256)
	copy(h, "\x7fELF\x02\x01\x01")
	order.PutUint16(h[16:], 2) // ET_EXEC
	order.PutUint16(h[18:], machine)
	order.PutUint32(h[20:], 1)
	order.PutUint64(h[32:], header)
	order.PutUint16(h[52:], header)
	order.PutUint16(h[54:], entry)
	order.PutUint16(h[56:], 1)
	order.PutUint32(h[header:], 3) // PT_INTERP
	order.PutUint64(h[header+8:], header+entry)
	order.PutUint64(h[header+32:], uint64(len(loader)+1))
	return append(append(h, loader...), 0)
}

// What stands in the way of a program is told by exec and by spawn.
func TestHintExec(t *testing.T) {
	machine := map[string]uint16{"amd64": 62, "arm64": 183}[runtime.GOARCH]
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			chmod(top, "0755")
			file("lost", "#!/no/such -x\n", "0755")
			file("dos", "#!/bin/sh\r\necho\r\n", "0755")
			file("near", "#! interpreter\n", "0755")
			file("wants", `+quoteLua(elfHead(machine, "/lib/ld-none.so.1"))+`, "0755")
			file("foreign", `+quoteLua(elfHead(8, "/lib/ld.so.1"))+`, "0755")
			file("empty", "", "0755")
			file("text", "echo", "0755")
			file("plain", "#!/bin/sh\n", "0644")
			file("closed", "#!./plain\n", "0755")
			mkdir("dir")
			for _, name in ipairs {"lost", "dos", "near", "wants", "foreign", "empty", "text", "none/x"} do
				print(execv("./" .. name, {}))
			end
			inside(function()
				ordinary()
				print(execv("plain", {}))
				print(execv("closed", {}))
				print(execv("dir", {}))
			end)
			setenv("PATH", "/no/where:" .. top)
			print(execvp("none", {}))
			print(execvp("lost", {}))
			print(spawn {"./lost"})
			print(spawn({"./lost"}, {cwd = "/"}))
			print(spawn({"./plain/x"}, {cwd = top}))
			print(spawn({"true"}, {cwd = "plain/x"}))
			done()
		`)), `nil	execv("./lost", []): No such file or directory (ENOENT)
hint: lost is run by /no/such, and there is no /no	2
nil	execv("./dos", []): No such file or directory (ENOENT)
hint: the first line of dos ends in a carriage return, which the kernel takes for a part of the interpreter's name	2
nil	execv("./near", []): No such file or directory (ENOENT)
hint: near is run by interpreter, and there is no interpreter	2
nil	execv("./wants", []): No such file or directory (ENOENT)
hint: wants is loaded by /lib/ld-none.so.1, and there is no ...ld-none.so.1...	2
nil	execv("./foreign", []): Exec format error (ENOEXEC)
hint: foreign is a program for another machine, mips, and this is `+runtime.GOARCH+`	8
nil	execv("./empty", []): Exec format error (ENOEXEC)
hint: empty is empty, or cannot be read	8
nil	execv("./text", []): Exec format error (ENOEXEC)
hint: text is no program: it begins neither with #! nor as ELF does; ...	8
nil	execv("./none/x", []): No such file or directory (ENOENT)
hint: there is no none	2
nil	execv("plain", []): Permission denied (EACCES)
hint: plain may not be executed by uid 4242 (mode 0644, owner ...)	13
nil	execv("closed", []): Permission denied (EACCES)
hint: closed is run by ./plain, and plain may not be executed by uid 4242 (mode 0644, owner ...)	13
nil	execv("dir", []): Permission denied (EACCES)
hint: dir is a directory	13
nil	execvp("none", []): No such file or directory (ENOENT)
hint: no directory of PATH has it: /no/where:...	2
nil	execvp("lost", []): No such file or directory (ENOENT)
hint: ...lost is run by /no/such, and there is no /no	2
nil	spawn(["./lost"]): No such file or directory (ENOENT)
hint: lost is run by /no/such, and there is no /no	2
nil	spawn(["./lost"], {cwd="/"}): No such file or directory (ENOENT)	2
nil	spawn(["./plain/x"], {cwd="..."}): Not a directory (ENOTDIR)
hint: .../plain is a file, not a directory	20
nil	spawn(["true"], {cwd="plain/x"}): chdir: Not a directory (ENOTDIR)
hint: plain is a file, not a directory	20`)
	})
}

// quoteLua writes bytes as Lua reads them.
func quoteLua(b []byte) string {
	text := []byte{'"'}
	for _, c := range b {
		text = append(text, '\\', '0'+c/100, '0'+c/10%10, '0'+c%10)
	}
	return string(append(text, '"'))
}

func TestHintNoexec(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS)) idmap "root"
			assert(mount("none", "/tmp", "tmpfs", MS_NOEXEC))
			local from, to = open("/bin/true"), open("/tmp/true", O_WRONLY + O_CREAT, "0755")
			repeat local s = read(from, 1e6) write(to, s) until s == ""
			close(to)
			print(execv("/tmp/true", {}))
			print(spawn {"/tmp/true"})
		`)), `nil	execv("/tmp/true", []): Permission denied (EACCES)
hint: the mount at /tmp is noexec	13
nil	spawn(["/tmp/true"]): Permission denied (EACCES)
hint: the mount at /tmp is noexec	13`)
	})
}
