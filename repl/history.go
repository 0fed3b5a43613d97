package repl

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nslua/bindings"
)

const (
	historyEntries = 2000
	historyBytes   = 256 << 10 // of the file, from its end
	longestEntry   = 64 << 10  // bytes, in the file
)

// history is the inputs of this session and, from a file, of others before it and
// beside it, the children's too. In the file an entry is a line, and each further
// line of it begins with a TAB.
type history struct {
	entries []string // the oldest first
	journal *bindings.Journal
	read    int64    // how far the file has been read
	torn    int64    // bytes that follow, and are no whole line
	mine    []string // what this process has added since
}

// openHistory reads the user's history. It goes without a file where there can be
// none.
func openHistory(s *Session) *history {
	h := new(history)
	path, chosen := os.LookupEnv("NSLUA_HISTORY")
	var err error
	switch {
	case path == os.DevNull, chosen && path == "":
	case chosen:
		h.journal, err = bindings.OpenJournal(path, true)
	default:
		if path = statePath(); path != "" {
			h.journal, err = openState(path)
		}
	}
	if err != nil && (chosen || !bindings.Denied(err)) {
		s.state.Warn("nslua: no history in " + path + ": " + bindings.ErrorText(err))
	}
	if h.journal != nil {
		h.read = max(0, h.journal.Size()-historyBytes)
		h.pickUp(h.read > 0)
	}
	return h
}

// statePath is where the history is; "" where there is no home.
func statePath() string {
	folder := userFolder("XDG_STATE_HOME", ".local/state")
	if folder == "" {
		return ""
	}
	return folder + "/history"
}

// openState opens the file below the user's state, with the folders that are
// missing. The first time it is what was the history of earlier versions.
func openState(path string) (*bindings.Journal, error) {
	journal, err := bindings.OpenJournal(path, false)
	if !errors.Is(err, fs.ErrNotExist) {
		return journal, err
	}
	folder := filepath.Dir(path)
	for _, f := range []string{filepath.Dir(filepath.Dir(folder)), filepath.Dir(folder), folder} {
		bindings.MakeFolder(f)
	}
	if home := os.Getenv("HOME"); home != "" {
		earlier := home + "/.nslua_history"
		if old, err := bindings.OpenJournal(earlier, false); err == nil {
			old.Close()
			bindings.Rename(earlier, path)
		}
	}
	return bindings.OpenJournal(path, true)
}

// Entries are all that there are, the oldest first, with what others have added
// meanwhile.
func (h *history) Entries() []string {
	if h.journal != nil {
		h.pickUp(false)
	}
	return h.entries
}

// pickUp reads what has been added to the file. Where that is cut, it begins
// somewhere in an entry.
func (h *history) pickUp(cut bool) {
	size := h.journal.Size()
	if size < h.read {
		h.read = size // somebody has emptied it
	}
	if size-h.read > historyBytes {
		h.read, cut = size-historyBytes, true
	}
	text := make([]byte, size-h.read)
	text = text[:h.journal.Read(text, h.read)]
	end := bytes.LastIndexByte(text, '\n') + 1
	h.torn = int64(len(text) - end)
	for i, entry := range entriesOf(string(text[:end])) {
		if i == 0 && cut {
			continue
		}
		if len(h.mine) > 0 && entry == h.mine[0] {
			h.mine = h.mine[1:]
			continue
		}
		h.remember(entry)
	}
	h.read += int64(end)
	h.mine = nil
}

// entriesOf takes the text of the file apart. What can be no input is passed over:
// the file may be damaged, or none of ours.
func entriesOf(text string) (entries []string) {
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if further, ok := strings.CutPrefix(line, "\t"); ok && len(entries) > 0 {
			entries[len(entries)-1] += "\n" + further
		} else {
			entries = append(entries, line)
		}
	}
	return slices.DeleteFunc(entries, func(entry string) bool { return blank(entry) || !fit(entry) })
}

// fit tells whether an entry is a text that can be edited, and not too long.
func fit(entry string) bool {
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
	return len(entry) <= longestEntry && utf8.ValidString(entry) && strings.IndexFunc(entry, control) < 0
}

// remember adds an entry to those in memory, unless it is the last one again.
func (h *history) remember(entry string) bool {
	if n := len(h.entries); n > 0 && h.entries[n-1] == entry {
		return false
	}
	if len(h.entries) >= 2*historyEntries {
		h.entries = slices.Clone(h.entries[historyEntries:])
	}
	h.entries = append(h.entries, entry)
	return true
}

// add adds an input, to the file too if it does not begin with a blank.
func (h *history) add(input string) {
	if blank(input) {
		return
	}
	h.Entries() // those that were first
	if !h.remember(input) || h.journal == nil || strings.ContainsAny(input[:1], " \t\n") || !fit(input) {
		return
	}
	text := strings.ReplaceAll(input, "\n", "\n\t") + "\n"
	if h.torn > 0 { // who wrote that will not come to its end
		text = "\n" + text
		h.read, h.torn = h.read+h.torn, 0
	}
	if h.journal.Append([]byte(text)) == nil {
		h.mine = append(h.mine, input)
	}
}
