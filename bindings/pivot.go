package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// pivotRoot moves every thread whose root and working directory were the old
// root, and so does not need Alone.
func pivotRoot(L *glua.LState, newRoot, putOld string) error {
	err := pathsCall(L, unix.SYS_PIVOT_ROOT, newRoot, putOld)
	return explain(err, hintPivot(newRoot, putOld, err))
}

// pivot leaves everything as it was if it is refused, but for the mount
// namespace and the mounts that are private.
func pivot(L *glua.LState, newRoot string) error {
	// Before anything is changed.
	fd, err := here(newRoot).open(L, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return explain(err, hintMissing("", newRoot, err))
	}
	Close(fd)
	dir := absolute(newRoot)
	switch {
	case dir == "/":
		return explain(unix.EBUSY, newRoot+" is the root directory already")
	case inChroot():
		return explain(unix.EINVAL, rootless)
	case onRootfs() && !hasCapability(unix.CAP_SYS_CHROOT):
		return explain(unix.EPERM, hintCapability(unix.EPERM, unix.CAP_SYS_CHROOT))
	}
	if err := keepMountsFromHost(L); err != nil {
		return err
	}
	back, err := here(".").open(L, unix.O_PATH, 0)
	if err != nil {
		return fmt.Errorf("opening the working directory: %w", err)
	}
	defer Close(back)
	if err := enterRoot(L, dir); err != nil {
		quick(unix.SYS_FCHDIR, uintptr(back), 0, 0, 0, 0, 0)
		return err
	}
	return nil
}

// enterRoot makes dir a mount if it is none, or one that is locked in its place,
// and makes that the root.
func enterRoot(L *glua.LState, dir string) error {
	if is, _ := isMountPoint(dir); is {
		err := moveRoot(L, dir)
		if errnoOf(err) != unix.EINVAL {
			return err
		}
	}
	if err := bindMount(L, dir, dir, bindOptions{recursive: unix.MS_REC}); err != nil {
		return fmt.Errorf("binding %s to itself: %w", dir, err)
	}
	err := moveRoot(L, dir)
	if errnoOf(err) == unix.EINVAL {
		pathCall(L, unix.SYS_UMOUNT2, dir, unix.MNT_DETACH)
	}
	return err
}

// moveRoot makes the mount at dir the root. Once it is, an error is another than
// EINVAL.
func moveRoot(L *glua.LState, dir string) error {
	if err := pathCall(L, unix.SYS_CHDIR, dir, 0); err != nil {
		return fmt.Errorf("chdir: %w", err)
	}
	if onRootfs() {
		return coverRoot(L)
	}
	// The old root comes to lie on top of the new one; pivot_root(2).
	if err := pathsCall(L, unix.SYS_PIVOT_ROOT, ".", "."); err != nil {
		return fmt.Errorf("pivot_root: %w", explain(err, hintPivot(".", ".", err)))
	}
	if err := pathCall(L, unix.SYS_UMOUNT2, ".", unix.MNT_DETACH); err != nil {
		return fmt.Errorf("detaching the old root, after pivot_root: %w", err)
	}
	return pathCall(L, unix.SYS_CHDIR, "/", 0)
}

// coverRoot is for where the root is the rootfs, which stays where it is: the new
// root is moved on top of it. That is what switch_root(8) does.
func coverRoot(L *glua.LState) error {
	if err := (mounting{source: ".", target: "/", flags: unix.MS_MOVE}).call(L); err != nil {
		return fmt.Errorf("moving it to /: %w", err)
	}
	if err := pathCall(L, unix.SYS_CHROOT, ".", 0); err != nil {
		return fmt.Errorf("chroot, after moving it to /: %w", err)
	}
	return pathCall(L, unix.SYS_CHDIR, "/", 0)
}

// onRootfs: the root is the first mount of all, as on an initramfs, and that has
// no parent.
func onRootfs() bool {
	root := rootMount()
	return root != nil && root.id == root.parent
}

// keepMountsFromHost enters a new mount namespace where the process is still in
// the one that nslua was started in, and makes every mount private.
func keepMountsFromHost(L *glua.LState) error {
	if namespaces&unix.CLONE_NEWNS == 0 {
		done, err := fork.Unshare(unix.CLONE_NEWNS)
		if err != nil {
			return fmt.Errorf("unshare(CLONE_NEWNS): %w", explain(err, hintUnshare(unix.CLONE_NEWNS, err)))
		}
		entered(done, identity{})
	}
	if err := mountCall(L, "none", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("making mounts private: %w", explain(err, hintPrivate(err)))
	}
	return nil
}
