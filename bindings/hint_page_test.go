package bindings

import (
	gotypes "go/types"
	"regexp"
	"slices"
	"strings"
)

// hintHomes are the functions whose hints stand on one page, to which the pages of
// the other functions that give them refer: that of a function, or a part of
// help "hints".
var hintHomes = map[string]string{
	"hintFork":          "fork",
	"hintClone":         "clone",
	"hintUnshare":       "unshare",
	"hintSetns":         "setns",
	"hintPivot":         "pivot_root",
	"hintMount":         "mount",
	"hintBindMount":     "mount_bind",
	"hintMoved":         "move_mount",
	"hintMove":          "move_mount",
	"hintUmount":        "umount",
	"hintSetattr":       "mount_setattr",
	"hintIDMap":         "idmap",
	"idMap.write":       "idmap",
	"mapper.write":      "idmap",
	"startMapper":       "idmap",
	"autoMap":           "idmap",
	"hintExec":          "execve",
	"hintSend":          "send",
	"hintConnect":       "connect",
	"hintBind":          "bind",
	"hintControlling":   "tiocsctty",
	"hintSetID":         "setuid",
	"hintSetIDs":        "setuid",
	"hintSetgroups":     "setgroups",
	"hintKill":          "kill",
	"xattr.hint":        "setxattr",
	"hintWrite":         "write",
	"hintRead":          "read",
	"hintOverlay":       "overlays",
	"hintTerminal":      "terminals",
	"hintNotTerminal":   "terminals",
	"hintBackground":    "terminals",
	"hintTerminalRead":  "terminals",
	"hintTerminalWrite": "terminals",
	"hintMaster":        "terminals",
	"hintMissing":       "paths",
	"hintPair":          "paths",
	"at.hint":           "paths",
	"at.hintOpen":       "paths",
	"hintMounts":        "paths",
	"hintLook":          "processes",
	"hintOtherUser":     "processes",
	"processTarget":     "processes",
	"hintCapability":    "capabilities",
	"hintInitial":       "capabilities",
	"hintOver":          "capabilities",
	"hintModules":       "capabilities",
	"hintCapset":        "capset",
	"hintAmbient":       "cap_set_ambient",
	"hintTooMany":       everyCall,
	"Row.hintSince":     everyCall,
}

func homeOf(fn *gotypes.Func) string {
	name := fullName(fn)
	if strings.HasPrefix(name, "at.hintOpen") || strings.HasPrefix(name, "walk.hint") && name != "walk.hintHardLink" {
		return "paths"
	}
	return hintHomes[name]
}

// A page is what is known of the hints of one page.
type hintPage struct {
	sayings []saying
	others  []string               // pages that have the rest
	shown   map[*gotypes.Func]bool // functions whose hints these are
	met     map[*gotypes.Func]bool // and whose hints the rest are, too
}

// add notes a hint, or where it stands if that is elsewhere.
func (p *hintPage) add(own string, s saying) {
	s.text = tidied(s.text)
	if s.text == "" {
		return
	}
	p.met[s.from] = true
	if n := len(s.homes); n > 0 && s.homes[n-1] != own {
		for _, home := range s.homes {
			if home != own {
				if !slices.Contains(p.others, home) {
					p.others = append(p.others, home)
				}
				return
			}
		}
	}
	p.shown[s.from] = true
	for i, have := range p.sayings {
		if have.text == s.text {
			p.sayings[i].errnos = have.errnos.or(s.errnos)
			return
		}
	}
	p.sayings = append(p.sayings, s)
}

var dots = regexp.MustCompile(`\.{4,}|\.\.\.( \.\.\.)+`)

// tidied is "" for a text that has no words of its own.
func tidied(text string) string {
	if len(ownWords.FindAllString(text, 2)) < 2 {
		return ""
	}
	return dots.ReplaceAllString(text, gap)
}

var ownWords = regexp.MustCompile(`[a-z]{2,}`)

// own are the errors that the row tells of, where it tells of any of them.
func (row *Row) own(in errnos) errnos {
	errs, _ := parseItems(row.Errs)
	var own errnos
	for _, e := range errs {
		if in == nil && len(errs) == 1 || slices.Contains(in, e[0]) {
			own = append(own, e[0])
		}
	}
	if own == nil {
		return in
	}
	return own
}

// lines are the hints as foreseen has them.
func (p *hintPage) lines() (lines []string) {
	for _, h := range p.sayings {
		lines = append(lines, strings.Join(h.errnos, " ")+": "+h.text)
	}
	return lines
}

// rest are the pages with the others, as foreseen has them.
func (p *hintPage) rest() string { return strings.Join(p.others, ",") }
