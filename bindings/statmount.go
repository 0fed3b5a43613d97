package bindings

import (
	"math"
	"os"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var statmountRows = []Row{
	{
		Name: "statmount", Sig: "(mnt_id: integer) -> table", Man: "statmount(2)", Since: "6.8",
		Doc: "Tells of one mount of this mount namespace, by the number that listmount and statx give, which is never used again. The table has " +
			"id and parent_id, id_old and parent_id_old (the numbers of mounts()), attr, propagation, peer_group, master, propagate_from, " +
			"root, point, fs_type, sb_magic, and where the kernel knows them ns_id, opts, fs_subtype and sb_source.",
		Errs:    "ENOENT: no such mount; EINVAL: no number of a mount; EPERM: it is not below the root directory, and no CAP_SYS_ADMIN",
		Example: "> l = listmount() or {}\n> m = l[1] and statmount(l[1]) or {fs_type = \"ext4\"}\n> type(m.fs_type)\nstring",
		Impl:    statmount,
	},
	{
		Name: "listmount", Sig: "(mnt_id?: integer) -> table", Man: "listmount(2)", Since: "6.8",
		Doc: "Lists the numbers of all mounts below one, not that one itself; of those below the root of the mount namespace when it is left out, " +
			"with the root's own.",
		Errs:    "ENOENT: no such mount; EINVAL: no number of a mount; EPERM: it is not below the root directory, and no CAP_SYS_ADMIN",
		Example: "> #(listmount() or mounts()) == #mounts()\ntrue",
		Impl:    listmount,
	},
}

// lsmtRoot is LSMT_ROOT, all of the mount namespace (linux/mount.h).
const lsmtRoot = math.MaxUint64

// mountRequest is struct mnt_id_req of MNT_ID_REQ_SIZE_VER0 (linux/mount.h).
type mountRequest struct {
	size, _ uint32
	id      uint64
	param   uint64
}

func requestMount(id, param uint64) *mountRequest { return &mountRequest{24, 0, id, param} }

func listmount(L *glua.LState, id int) (*glua.LTable, error) {
	request := requestMount(uint64(id), 0)
	if L.Get(1) == glua.LNil {
		request.id = lsmtRoot
	}
	var list []uint64
	ids := make([]uint64, 512)
	for {
		n, err := listmountCall(request, ids)
		if err != nil {
			return nil, explain(err, hintMountNumber(id, err))
		}
		list = append(list, ids[:n]...)
		if n < len(ids) {
			return integerList(L, list), nil
		}
		request.param = ids[n-1]
	}
}

// The bits of what is asked for (linux/mount.h).
const (
	statmountSb = 1 << iota
	statmountMnt
	statmountFrom
	statmountRoot
	statmountPoint
	statmountType
	statmountNs
	statmountOpts
	statmountSubtype
	statmountSource
	statmountAll = 1<<iota - 1
)

// statmountHeader is the size of struct statmount, after which its strings stand.
const statmountHeader = 512

func statmount(L *glua.LState, id int) (*glua.LTable, error) {
	request := requestMount(uint64(id), statmountAll)
	b := make([]byte, 2*os.Getpagesize())
	err := statmountCall(request, b)
	for err == unix.EOVERFLOW {
		b = make([]byte, 2*len(b))
		err = statmountCall(request, b)
	}
	if err != nil {
		return nil, explain(err, hintMountNumber(id, err))
	}
	return statmountRecord(L, b), nil
}

// hintMountNumber: MNT_UNIQUE_ID_OFFSET in fs/namespace.c.
func hintMountNumber(id int, err error) string {
	if errnoOf(err) == unix.EINVAL && id <= 1<<31 {
		return "it is one of the numbers that mounts() has, which are used again; listmount() lists those that are not"
	}
	return ""
}

// statmountRecord has what the mask says the kernel has filled in.
func statmountRecord(L *glua.LState, b []byte) *glua.LTable {
	u32 := func(at int) uint32 { return native.Uint32(b[at:]) }
	u64 := func(at int) uint64 { return native.Uint64(b[at:]) }
	str := func(name string, at int) member {
		return text(name, unix.ByteSliceToString(b[statmountHeader+u32(at):]))
	}
	all := []struct {
		bit     uint64
		members []member
	}{
		{statmountSb, []member{count("sb_magic", u64(24))}},
		{statmountMnt, []member{
			count("id", u64(40)), count("parent_id", u64(48)), count("id_old", u32(56)), count("parent_id_old", u32(60)),
			{"attr", familyOf("mount_attr").flags(uintptr(u64(64)))}, {"propagation", familyOf("mount_flags").flags(uintptr(u64(72)))},
			count("peer_group", u64(80)), count("master", u64(88)),
		}},
		{statmountFrom, []member{count("propagate_from", u64(96))}},
		{statmountRoot, []member{str("root", 104)}},
		{statmountPoint, []member{str("point", 108)}},
		{statmountType, []member{str("fs_type", 36)}},
		{statmountNs, []member{count("ns_id", u64(112))}},
		{statmountOpts, []member{str("opts", 4)}},
		{statmountSubtype, []member{str("fs_subtype", 120)}},
		{statmountSource, []member{str("sb_source", 124)}},
	}
	var members []member
	for _, part := range all {
		if u64(8)&part.bit != 0 {
			members = append(members, part.members...)
		}
	}
	return record(L, members...)
}
