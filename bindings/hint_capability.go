package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// hintCapability is for a call that wants a capability in the process's own user
// namespace.
func hintCapability(err error, capability int) string {
	switch {
	case errnoOf(err) != unix.EPERM:
		return ""
	case hasCapability(capability):
		return hintModules()
	}
	return needs(capability, inNew("; in a new user namespace it has it: unshare(CLONE_NEWUSER)"))
}

// hintInitial is for a call that wants a capability in the initial user namespace.
func hintInitial(err error, capability int) string {
	switch {
	case errnoOf(err) != unix.EPERM:
		return ""
	case !hasCapability(capability):
		return needs(capability, " and which counts in the initial user namespace only")
	case !inInitialUserNamespace():
		return fmt.Sprintf("it needs %s in the initial user namespace, and this process has it in its own only", capabilityName(capability))
	}
	return ""
}

// needs says that the process lacks a capability, and what helps.
func needs(capability int, remedy string) string { return "it " + lacking(capability, remedy) }

func lacking(capability int, remedy string) string {
	name := capabilityName(capability)
	if _, permitted, _, _ := capgetCall(); permitted&(1<<capability) != 0 {
		return "needs " + name + ", which is in this process's permitted set but not in its effective one: capset {effective = capget().permitted}"
	}
	return "needs " + name + ", which this process lacks" + remedy
}

// inNew is where a process has the capability that it lacks: in a user namespace of
// its own, which one that is not mapped cannot make.
func inNew(remedy string) string {
	if fork.Proc() >= 0 && readProc("self/uid_map") == "" {
		return ", and without a uid map it can make no user namespace where it would have it; exec takes all capabilities from who is not mapped: idmap before that"
	}
	return remedy
}

func capabilityName(capability int) string { return capabilityList(1 << capability) }

func capabilityList(set uint64) string { return familyOf("capabilities").format(uintptr(set)) }

// hintCapset tells what cap_capset (security/commoncap.c) asks of new sets.
func hintCapset(now, next capabilities, err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	if gain := next.permitted &^ now.permitted; gain != 0 {
		return capabilityList(gain) + " is not permitted to this process, and permitted can only lose"
	}
	if gain := next.effective &^ next.permitted; gain != 0 {
		return capabilityList(gain) + " would be effective and not permitted"
	}
	gain := next.inheritable &^ now.inheritable
	if gain&^next.bounding != 0 {
		return capabilityList(gain&^next.bounding) + " is not in the bounding set, and so cannot come into the inheritable one"
	}
	if gain&^now.permitted != 0 && !hasCapability(unix.CAP_SETPCAP) {
		return capabilityList(gain&^now.permitted) + " is not permitted to this process, and without CAP_SETPCAP it cannot come into the inheritable set"
	}
	return ""
}

func hintAmbient(err error, capability int) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	name := capabilityName(capability)
	_, permitted, inheritable, _ := capgetCall()
	switch {
	case securebits()&secbitNoAmbientRaise != 0:
		return "SECBIT_NO_CAP_AMBIENT_RAISE is set: nothing can come into the ambient set"
	case permitted&(1<<capability) == 0:
		return name + " is not permitted to this process"
	case inheritable&(1<<capability) == 0:
		return name + " is not in the inheritable set, as it must be: cap_set_ambient puts it there"
	}
	return ""
}
