package tests

import (
	"testing"
)

// A prompt that takes more than half of the terminal leaves the further lines of an
// input their room.
func TestContinuationBelowWidePrompt(t *testing.T) {
	m := tmux(t, 40, 10)
	m.types("_PROMPT = '[pid 1 # | user pid mnt] ns> '")
	m.keys("Enter")
	m.keys("C-l")
	m.types("for i = 1, 2 do")
	m.keys("Enter")
	m.types("end")
	m.shows("[pid 1 # | user pid mnt] ns> for i = 1,\n2 do\n... end", 7, 2)
}
