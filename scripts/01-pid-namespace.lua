-- A new pid namespace: the program everyone starts with, in C's own words.
--
-- unshare(CLONE_NEWPID) does not move the caller. A process keeps its pid, and
-- its namespace, for life: only the children it makes from now on are born into
-- the new one. The first of them is process 1 there. It has a pid in the old
-- namespace too, and that is the one fork() tells its parent.

if geteuid() ~= 0 then assert(unshare(CLONE_NEWUSER)) end -- who is not root becomes it, in a namespace

print("getpid():", getpid())
print("unshare():", unshare(CLONE_NEWPID))
local p = fork() -- returns twice: which of the two speaks first is the kernel's choice
print("fork():", p, "getpid():", getpid())
if p > 0 then wait() end
