package vm

import (
	"context"
	"unsafe"

	glua "github.com/yuin/gopher-lua"
)

// What gopher-lua keeps to itself, as gopher-lua 1.1.2 lays it out. TestLayout
// compares every field.

// state is an LState.
type state struct {
	G       *glua.Global
	Parent  *glua.LState
	Env     *glua.LTable
	Panic   func(*glua.LState)
	Dead    bool
	Options glua.Options

	stop         int32
	reg          *registry
	stack        pair
	alloc        unsafe.Pointer
	currentFrame *Frame
	wrapped      bool
	uvcache      *upvalue
	hasErrorFunc bool
	mainLoop     func(*glua.LState, *Frame)
	ctx          context.Context
	ctxCancelFn  context.CancelFunc
}

// pair is an interface with methods: what type it is of, and where it is.
type pair struct {
	tab  unsafe.Pointer
	data unsafe.Pointer
}

// registry is the stack of values of one thread.
type registry struct {
	array   []glua.LValue
	top     int
	growBy  int
	maxSize int
	alloc   unsafe.Pointer
	handler pair
}

// frames is gopher-lua's fixedCallFrameStack.
type frames struct {
	array []Frame
	sp    int
}

// A Frame is one call of a function. Base is where the function is among the
// thread's values; LocalBase is where its parameters begin, and after them its
// other registers.
type Frame struct {
	Idx        int
	Fn         *glua.LFunction
	Parent     *Frame
	Pc         int
	Base       int
	LocalBase  int
	ReturnBase int
	NArgs      int
	NRet       int
	TailCall   int
}

type table struct {
	Metatable glua.LValue

	array   []glua.LValue
	dict    map[glua.LValue]glua.LValue
	strdict map[string]glua.LValue
	keys    []glua.LValue
	k2i     map[glua.LValue]int
}

type upvalue struct {
	next   *upvalue
	reg    *registry
	index  int
	value  glua.LValue
	closed bool
}

type prototype struct {
	SourceName         string
	LineDefined        int
	LastLineDefined    int
	NumUpvalues        uint8
	NumParameters      uint8
	IsVarArg           uint8
	NumUsedRegisters   uint8
	Code               []uint32
	Constants          []glua.LValue
	FunctionPrototypes []*glua.FunctionProto

	DbgSourcePositions []int
	DbgLocals          []*glua.DbgLocalInfo
	DbgCalls           []glua.DbgCall
	DbgUpvalues        []string

	stringConstants []string
}

type global struct {
	MainThread    *glua.LState
	CurrentThread *glua.LState
	Registry      *glua.LTable
	Global        *glua.LTable

	builtinMts map[int]glua.LValue
}

func inside(t *glua.LTable) *table { return (*table)(unsafe.Pointer(t)) }
