package bindings

import (
	"fmt"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

const rootless = "/ is not a mount point (chroot): pivot_root comes before chroot, or in its place"

// hintPivot tells pivot_root's causes apart, in the kernel's order.
func hintPivot(newRoot, putOld string, err error) string {
	switch errnoOf(err) {
	case unix.EBUSY, unix.EINVAL:
	case unix.ENOENT:
		return hintMissing(putOld, newRoot, err)
	default:
		return hintOwner(err, "mnt")
	}
	root, new, old := rootMount(), mountAt(newRoot), mountAt(putOld)
	is, known := isMountPoint(newRoot)
	switch {
	case fork.Proc() < 0:
	case root == nil:
		return rootless
	case known && !is:
		return newRoot + " is not a mount point: mount_bind(DIR, DIR) makes one of a directory, and pivot(DIR) does all there is to do"
	case new == nil || old == nil:
		return newRoot + " or " + putOld + " is in another mount namespace than this process, or in none"
	case new.id == root.id:
		return newRoot + " is the root directory already"
	case root.id == root.parent:
		return "/ is the rootfs, which stays where it is: mount(new_root, \"/\", nil, MS_MOVE) and chroot(\".\") instead, as pivot(new_root) does"
	}
	for _, mount := range []*mountEntry{old, mountNumbered(new.parent), root, mountNumbered(root.parent)} {
		if mount != nil && mount.shared != 0 {
			return fmt.Sprintf("the mount at %s is shared: make_rprivate(\"/\") first", mount.target)
		}
	}
	switch outer, inner := absolute(newRoot), absolute(putOld); {
	case !strings.HasPrefix(inner+"/", outer+"/"):
		return putOld + " is not below " + newRoot
	case !inInitialUserNamespace():
		return newRoot + " is locked in place, as what comes from a more privileged mount namespace is: mount_rbind(DIR, DIR) makes another mount of it, and pivot(DIR) does all there is to do"
	}
	return ""
}

// hintPrivate is for making all mounts private.
func hintPrivate(err error) string {
	if errnoOf(err) == unix.EINVAL && inChroot() {
		return "/ is not a mount point (chroot), so the mount could not be kept from the host: before chroot it can"
	}
	return hintMount(mounting{target: "/", flags: unix.MS_REC | unix.MS_PRIVATE}, err)
}
