package tests

import (
	"encoding/binary"
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"
)

// stamps is a pair of UDP sockets on the loopback device. The kernel notes the
// time of every write into one, and keeps datagram and time until they are read
// from the other: so a program without a clock can be timed, at one write(2) an
// event (2 µs), and nothing else runs meanwhile.
type stamps struct {
	writer *os.File
	reader int
}

// room is what the kernel is to keep, in bytes: it takes 768 for a datagram of
// one byte, and doubles what it is asked for.
const (
	room      = 16 << 20
	maxStamps = room / 768
)

func newStamps(b *testing.B) *stamps {
	b.Helper()
	s, err := openStamps()
	if err == syscall.EPERM {
		b.Skip("SO_RCVBUFFORCE needs CAP_NET_ADMIN")
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		syscall.Close(s.reader)
		s.writer.Close()
	})
	return s
}

func openStamps() (*stamps, error) {
	reader, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM|syscall.SOCK_CLOEXEC|syscall.SOCK_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("socket: %w", err)
	}
	if err := syscall.Bind(reader, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		return nil, fmt.Errorf("bind: %w", err)
	}
	if err := syscall.SetsockoptInt(reader, syscall.SOL_SOCKET, syscall.SO_RCVBUFFORCE, room); err != nil {
		return nil, err
	}
	if err := syscall.SetsockoptInt(reader, syscall.SOL_SOCKET, syscall.SO_TIMESTAMPNS, 1); err != nil {
		return nil, fmt.Errorf("SO_TIMESTAMPNS: %w", err)
	}
	addr, err := syscall.Getsockname(reader)
	if err != nil {
		return nil, fmt.Errorf("getsockname: %w", err)
	}
	writer, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("socket: %w", err)
	}
	if err := syscall.Connect(writer, addr); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return &stamps{writer: os.NewFile(uintptr(writer), "stamps"), reader: reader}, nil
}

// take returns the times of all writes since the last take, in order.
func (s *stamps) take() (times []time.Duration, err error) {
	data, control := make([]byte, 1), make([]byte, 64)
	for {
		_, n, _, _, err := syscall.Recvmsg(s.reader, data, control, 0)
		if err == syscall.EAGAIN {
			return times, nil
		}
		if err != nil {
			return nil, fmt.Errorf("recvmsg: %w", err)
		}
		messages, err := syscall.ParseSocketControlMessage(control[:n])
		if err != nil || len(messages) != 1 || messages[0].Header.Type != syscall.SCM_TIMESTAMPNS {
			return nil, fmt.Errorf("no time in a datagram (%v)", err)
		}
		// struct timespec on a 64-bit machine: seconds, nanoseconds.
		at := messages[0].Data
		sec, nsec := binary.NativeEndian.Uint64(at), binary.NativeEndian.Uint64(at[8:])
		times = append(times, time.Duration(sec)*time.Second+time.Duration(nsec))
	}
}
