package repl

// A Completion is what may stand in a text from Begin, a byte offset, up to the
// cursor.
type Completion struct {
	Begin int
	Items []Item
}

// An Item is one of the ways in which a word may go on.
type Item struct {
	Text        string // what stands there then
	Display     string // how it is listed, where that is not Text
	Description string // a few words about it
	Append      string // what follows when there is no other
}
