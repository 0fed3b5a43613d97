-- The text of a small file, such as those of /proc and of cgroups.
local sys = require "sys"

-- text gives what the file at a path holds, or nil, message, errno.
return function(path)
  local fd, message, errno = sys.open(path, sys.O_RDONLY)
  if not fd then return nil, message, errno end
  local all
  all, message, errno = sys.read_all(fd)
  sys.close(fd)
  return all, message, errno
end
