package bindings

import (
	"time"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const epollWaitDoc = "Waits until something can be done with a descriptor of an epoll, and returns a list of at most maxevents tables: " +
	"events is what holds, and data and fd (a union in C) are both the number that epoll_ctl was given, which is the descriptor where it was given none. "

var epollRows = []Row{
	{
		Name: "epoll_create1", Sig: "(flags?: epoll_flags) -> descriptor", Man: "epoll_create(2)",
		Doc:     "Makes an epoll, close-on-exec: a set of descriptors that are waited for together. It is the script's own, and nslua's another.",
		Errs:    "EMFILE: too many open descriptors; EINVAL: an unknown flag",
		Example: "> ep = epoll_create1()\n> #epoll_wait(ep, 10, 0)\n0",
		Impl:    epollCreate,
	},
	{
		Name: "epoll_ctl", Sig: "(epfd: descriptor, op: epoll_op, fd: descriptor, event?: epoll_events|table) -> 0", Man: "epoll_ctl(2)",
		Doc: "Adds a descriptor to an epoll (EPOLL_CTL_ADD), changes what is waited for (EPOLL_CTL_MOD), or takes it out (EPOLL_CTL_DEL, without event). " +
			"event is the events, or a table {events = EPOLLIN, data = 7}: data is a number from 0 on, or a u64, that epoll_wait will tell, the descriptor when left out.",
		Errs: "EEXIST: it is in already; ENOENT: it is not in; EPERM: a file that is always ready, or a directory; EBADF: not open; " +
			"EINVAL: not an epoll, or flags that cannot be; ELOOP: epolls in a circle; ENOSPC: the limit of max_user_watches",
		Example: "> ep = epoll_create1() r, w = pipe()\n> epoll_ctl(ep, EPOLL_CTL_ADD, r, EPOLLIN)\n0\n> close(w)\n0\n" +
			"> e = epoll_wait(ep)[1]\n> print(e.fd == r, e.events)\ntrue\tEPOLLHUP",
		Impl: epollControl,
	},
	{
		Name: "epoll_wait", Sig: "(epfd: descriptor, maxevents?: integer = 64, timeout?: integer = -1) -> table", Man: "epoll_wait(2)",
		Doc: epollWaitDoc + "The timeout is in milliseconds; it waits for ever when that is left out or negative, and the list is empty when it is over. " +
			"Handlers of signals run meanwhile and do not end it, nor make it longer.",
		Errs:    "EBADF: not open; EINVAL: not an epoll, or maxevents is below 1",
		Example: "> ep = epoll_create1() e = eventfd(1)\n> epoll_ctl(ep, EPOLL_CTL_ADD, e, {events = EPOLLIN, data = 7})\n0\n> epoll_wait(ep)[1].data\n7",
		Impl:    epollWait,
	},
	{
		Name: "epoll_pwait", Sig: "(epfd: descriptor, maxevents: integer, timeout: integer, mask: signal|table) -> table", Man: "epoll_wait(2)",
		Doc:  "Waits as epoll_wait does, with just the signals of the list mask blocked meanwhile; a handler that has run ends it with EINTR.",
		Errs: "EINTR: a handler has run; EBADF: not open; EINVAL: not an epoll, or maxevents is below 1",
		Example: "> ep = epoll_create1() print(#sigprocmask(SIG_BLOCK, {SIGUSR1})) signal(SIGUSR1, function() print \"caught\" end)\n0\n" +
			"> kill(getpid(), SIGUSR1)\n0\n> print((select(3, epoll_pwait(ep, 10, -1, {}))) == EINTR)\ncaught\ntrue",
		Impl: epollPwait,
	},
}

var epollEvents = familyOf("epoll_events")

func epollCreate(flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_EPOLL_CREATE1, flags|unix.EPOLL_CLOEXEC, 0, 0, 0, 0, 0)
	return int(fd), err
}

func epollControl(L *glua.LState, epfd int32, op int, fd int32, value glua.LValue) error {
	event := new(unix.EpollEvent)
	if op != unix.EPOLL_CTL_DEL {
		*event = passed(L, "epoll_ctl", 4).epollEvent(fd)
	}
	err := epollCtl(epfd, op, fd, event)
	return explain(err, hintEpoll(epfd, fd, err))
}

// epollEvent reads events, alone or in a table with their data, which in
// x/sys's structure is in two halves.
func (a argument) epollEvent(fd int32) (event unix.EpollEvent) {
	event.Fd = fd
	table, ok := a.value().(*glua.LTable)
	if !ok {
		event.Events = uint32(a.flags(epollEvents))
		return event
	}
	for name, field := range a.fields(table, "events data") {
		switch name {
		case "events":
			event.Events = uint32(field.flags(epollEvents))
		case "data":
			data := field.uint64()
			event.Fd, event.Pad = int32(data), int32(data>>32)
		}
	}
	return event
}

func epollWait(L *glua.LState, epfd int32, most, timeout int) (*glua.LTable, error) {
	events := makeEvents(most)
	n, err := timed(L, milliseconds(timeout), waitEvents(epfd, events))
	return eventList(L, events, n, err)
}

func epollPwait(L *glua.LState, epfd int32, most, timeout int, _ glua.LValue) (*glua.LTable, error) {
	events := makeEvents(most)
	n, err := masked(L, passed(L, "epoll_pwait", 4).signalSet(), milliseconds(timeout), waitEvents(epfd, events))
	return eventList(L, events, n, err)
}

// eventsMax bounds the memory that one call takes; the kernel gives the rest
// the next time.
const eventsMax = 4096

func makeEvents(most int) []unix.EpollEvent {
	return make([]unix.EpollEvent, max(0, min(most, eventsMax)))
}

// waitEvents counts a part of a millisecond as one, so as not to come back early.
func waitEvents(epfd int32, events []unix.EpollEvent) func(time.Duration) (int, unix.Errno) {
	return func(left time.Duration) (int, unix.Errno) {
		timeout := -1
		if left >= 0 {
			timeout = int((left + time.Millisecond - 1) / time.Millisecond)
		}
		return epollOnce(epfd, events, timeout)
	}
}

func eventList(L *glua.LState, events []unix.EpollEvent, n int, err error) (*glua.LTable, error) {
	if err != nil {
		return nil, err
	}
	list := make([]*glua.LTable, n)
	for i, event := range events[:n] {
		data := integerValue(uint64(uint32(event.Pad))<<32 | uint64(uint32(event.Fd)))
		list[i] = record(L, member{"fd", data}, member{"data", data}, member{"events", epollEvents.flags(uintptr(event.Events))})
	}
	return eventRecords.list(L, list), nil
}

var eventRecords = newRecordList("fd events")

// hintEpoll tells what cannot be waited for.
func hintEpoll(epfd, fd int32, err error) string {
	var stat unix.Stat_t
	switch errnoOf(err) {
	case unix.EPERM:
		if unix.Fstat(int(fd), &stat) != nil {
			return ""
		}
		switch stat.Mode & unix.S_IFMT {
		case unix.S_IFREG:
			return "a regular file can always be read and written, and epoll takes none"
		case unix.S_IFDIR:
			return "a directory cannot be waited for"
		}
	case unix.EINVAL:
		if epfd == fd {
			return "an epoll cannot wait for itself"
		}
	case unix.ENOSPC:
		return "/proc/sys/fs/epoll/max_user_watches is " + sysctl("fs/epoll/max_user_watches")
	}
	return ""
}
