-- What would change a refusal that doctor has met, from the words of its hint.
local sys = require "sys"

-- Each is a pattern, and what helps: a text with the pattern's captures.
local remedies = {
  { "unprivileged_userns_clone is 0", "sysctl -w kernel.unprivileged_userns_clone=1" },
  { "/proc/sys/user/(max_%w+_namespaces) is (%d+)", "sysctl -w user.%1=15000 (it is %2)" },
  { "apparmor_restrict_unprivileged_userns",
    "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for nslua with the rule \"userns,\"" },
  { "came with Linux ([%d.]+), and this is", "Linux %1 or newer" },
  { "filter of system calls", "a container without that filter (docker run --security-opt seccomp=unconfined), or a kernel with it" },
  { "covered in part", "a container whose /proc is not masked (docker run --security-opt systempaths=unconfined, podman run --security-opt unmask=ALL)" },
  { "add the line (%S+) there", "the line %1 in /etc/subuid and in /etc/subgid" },
  { "newuidmap", "the programs newuidmap and newgidmap (package uidmap or shadow-utils), setuid root" },
  { "RLIMIT_NPROC is (%d+)", "ulimit -u with more than %1" },
  { "the pids cgroup (%S+)", "a larger pids.max in %1" },
  { "chroot", "nslua started outside of the chroot" },
}

return function(result, check)
  local text = (result.hint or "") .. " " .. result.error
  for _, entry in ipairs(remedies) do
    local pattern, helps = entry[1], entry[2]
    local first, last = text:find(pattern)
    if first then return (text:sub(first, last):gsub(pattern, helps)) end
  end
  if result.errno == sys.ENODEV and check.module then
    return "modprobe " .. check.module .. ", or a kernel that has it"
  end
  if result.errno == sys.EPERM and result.error:find "^unshare%(CLONE_NEWUSER%)" then
    return "a container or a security policy that allows user namespaces (docker run --security-opt seccomp=unconfined)"
  end
end
