package bindings

import (
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// hintExec is for a program that could not be run. paths are where it was looked
// for; the first that there is counts.
func hintExec(paths []string, err error) string {
	errno := errnoOf(err)
	if errno != unix.ENOENT && errno != unix.ENOTDIR && errno != unix.EACCES && errno != unix.ENOEXEC && errno != unix.ELOOP {
		return ""
	}
	for _, path := range paths {
		w := here(path).walk(intent{})
		if w.err == nil {
			return w.hintProgram(errno)
		}
		if len(paths) == 1 || errno == unix.EACCES && w.err == unix.EACCES {
			return here(path).hint(errno, intent{})
		}
	}
	if len(paths) > 1 {
		return "no directory of PATH has it: " + searched()
	}
	return ""
}

// searched is PATH as searchPath takes it.
func searched() string {
	if path, ok := os.LookupEnv("PATH"); ok {
		return path
	}
	return defaultPath
}

// hintProgram is for a file that there is.
func (w walk) hintProgram(errno unix.Errno) string {
	head := w.of(w.place).head()
	interpreter, who := head.interpreter()
	if interpreter != "" {
		who = w.place + " " + who + " " + interpreter
	}
	if errno == unix.EACCES {
		if hint := w.hintExecutable(); hint != "" || interpreter == "" {
			return hint
		}
		if hint := here(interpreter).walk(intent{}).hintExecutable(); hint != "" {
			return who + ", and " + hint
		}
		return ""
	}
	if errno == unix.ENOEXEC {
		return head.strange(w.place)
	}
	if strings.HasSuffix(interpreter, "\r") {
		return "the first line of " + w.place + " ends in a carriage return, which the kernel takes for a part of the interpreter's name"
	}
	if in := here(interpreter).walk(intent{}); interpreter != "" && in.err == unix.ENOENT {
		return who + ", and there is no " + in.place + in.through()
	}
	return ""
}

// hintExecutable tells why a file may not be executed.
func (w walk) hintExecutable() string {
	if w.err != nil {
		return w.hintDenied(intent{})
	}
	if kind := fileType(w.stat.Mode); kind != "file" {
		return w.place + " is " + article(kind)
	}
	if m := w.of(w.place).mount(); hasOption(m.options, "noexec") || hasOption(m.special, "noexec") {
		return "the mount at " + m.target + " is noexec"
	}
	return w.hintDenied(intent{mode: unix.X_OK})
}

// head is the beginning of a program.
type head []byte

func (a at) head() head {
	fd, err := openatQuick(int(a.dir), a.path, unix.O_RDONLY|unix.O_NONBLOCK)
	if err != nil {
		return nil
	}
	defer Close(fd)
	b := make([]byte, 4096)
	n, err := readQuick(fd, b)
	return b[:max(n, 0)]
}

func (h head) isELF() bool { return len(h) >= 64 && string(h[:4]) == "\x7fELF" }

// interpreter is what the kernel runs a program by, and how the program asks for
// that: load_script (fs/binfmt_script.c) and PT_INTERP (linux/elf.h).
func (h head) interpreter() (path, how string) {
	if line, ok := strings.CutPrefix(string(h), "#!"); ok {
		line, _, _ = strings.Cut(line, "\n")
		path, _, _ = strings.Cut(strings.Trim(strings.ReplaceAll(line, "\t", " "), " "), " ")
		return path, "is run by"
	}
	if !h.isELF() || h.order() == nil {
		return "", ""
	}
	order, at := h.order(), uint64(0)
	word := func(at uint64) uint64 { return order.Uint64(h[at:]) }
	phoff, phentsize, phnum, offset, filesz := word(32), order.Uint16(h[54:]), order.Uint16(h[56:]), uint64(8), uint64(32)
	if h.is32() {
		word = func(at uint64) uint64 { return uint64(order.Uint32(h[at:])) }
		phoff, phentsize, phnum, offset, filesz = word(28), order.Uint16(h[42:]), order.Uint16(h[44:]), 4, 16
	}
	for i := range uint64(phnum) {
		const ptInterp, most = 3, 56 // PT_INTERP; the size of Elf64_Phdr
		if at = phoff + i*uint64(phentsize); at > uint64(len(h)) || at+most > uint64(len(h)) {
			break
		}
		if order.Uint32(h[at:]) != ptInterp {
			continue
		}
		from, length := word(at+offset), word(at+filesz)
		if from > uint64(len(h)) || length > uint64(len(h))-from {
			break
		}
		return strings.TrimRight(string(h[from:from+length]), "\x00"), "is loaded by"
	}
	return "", ""
}

func (h head) is32() bool { return h[4] == 1 } // ELFCLASS32

// order is nil for what is neither ELFDATA2LSB nor ELFDATA2MSB.
func (h head) order() binary.ByteOrder {
	switch h[5] {
	case 1:
		return binary.LittleEndian
	case 2:
		return binary.BigEndian
	}
	return nil
}

// machines are names for e_machine (linux/elf-em.h).
var machines = map[uint16]string{3: "i386", 8: "mips", 20: "ppc", 21: "ppc64", 22: "s390", 40: "arm", 62: "amd64", 183: "arm64", 243: "riscv", 258: "loongarch"}

// strange tells why the kernel knows no way to run it.
func (h head) strange(name string) string {
	switch {
	case len(h) == 0:
		return name + " is empty, or cannot be read"
	case h.isELF() && h.order() != nil:
		number := h.order().Uint16(h[18:])
		machine, ok := machines[number]
		if !ok {
			machine = fmt.Sprintf("number %d", number)
		}
		if machine == runtime.GOARCH {
			return ""
		}
		return name + " is a program for another machine, " + machine + ", and this is " + runtime.GOARCH
	}
	return name + " is no program: it begins neither with #! nor as ELF does; execvp gives a script without #! to the shell"
}
