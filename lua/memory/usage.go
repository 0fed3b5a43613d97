package memory

import "runtime/metrics"

// An account is how the process's memory is used.
type account struct {
	used      int64 // all that it takes, what Go has free for later apart
	objects   int64 // on the heap, with what nobody has collected yet
	live      int64 // on the heap when it was last collected
	allocated int64 // on the heap ever
}

var samples = []metrics.Sample{
	{Name: "/memory/classes/total:bytes"},
	{Name: "/memory/classes/heap/released:bytes"},
	{Name: "/memory/classes/heap/free:bytes"},
	{Name: "/memory/classes/heap/objects:bytes"},
	{Name: "/gc/heap/live:bytes"},
	{Name: "/gc/heap/allocs:bytes"},
}

// usage takes a microsecond, and stops nothing.
func usage() account {
	metrics.Read(samples)
	at := func(i int) int64 { return int64(samples[i].Value.Uint64()) }
	return account{used: at(0) - at(1) - at(2), objects: at(3), live: at(4), allocated: at(5)}
}

// Objects is how many bytes of objects there are on the heap.
func Objects() int64 { return usage().objects }
