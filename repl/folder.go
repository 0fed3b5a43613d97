package repl

import (
	"os"
	"path/filepath"
	"strings"
)

// userFolder is nslua's in one that the XDG Base Directory Specification names by a
// variable, or which is there in the home; "" where there is neither. A path that is
// not absolute is none: who has made the folder that it leads to?
func userFolder(variable, inHome string) string {
	folder, home := os.Getenv(variable), os.Getenv("HOME")
	switch {
	case filepath.IsAbs(folder):
		return folder + "/nslua"
	case filepath.IsAbs(home):
		return home + "/" + inHome + "/nslua"
	}
	return ""
}

// tilde puts the home in place of a ~ before a path.
func tilde(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && os.Getenv("HOME") != "" {
		return os.Getenv("HOME") + "/" + rest
	}
	return path
}
