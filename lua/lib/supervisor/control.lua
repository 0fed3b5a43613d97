-- The control socket: how a running supervisor is asked and told, by nslua -m
-- supervisor and by whoever else speaks its protocol:
--
--     $ printf 'status\n' | socat -t9 - UNIX:/run/app.sock
--
-- Version 1. Both sides send lines that end in "\n". The supervisor begins with
-- "hello 1 PID". A request is one line, of words between single spaces: what to do,
-- options, and names of services or "all". They are answered one after the other:
--
--     status [NAME…]                         all services if none is named
--     start|stop|restart [--no-wait] NAME…   waits until it is done
--     logs [--lines=N] [--follow] [NAME…]
--     reload [--no-wait]
--     shutdown [--no-wait]
--
-- An answer is any number of these lines, the last of them being "end":
--
--     status JSON      what S:stats() gives
--     log NAME TEXT    a line that the service has printed, as it is
--     out JSON         a string for who asked
--     err JSON         a string about what went wrong
--     end STATUS       0 done, 1 not done, 2 no such request or service
--
-- A connection that is closed before "end" tells that the supervisor has ended.
local sys = require "sys"
local socket = require "supervisor.control.socket"
local connection = require "supervisor.control.connection"
local requests = require "supervisor.control.requests"

local control = {}
control.__index = control

local MOST = 200  -- connections at once
local BATCH = 64  -- that are accepted before the rest of the supervisor has its turn

-- guarded calls fn for a client. An error in it, which is a fault of this program, must
-- not take the supervisor with it: the connection ends.
local function guarded(client, fn, ...)
  local arguments = { n = select("#", ...), ... }
  local ok, failure = xpcall(function() fn(unpack(arguments, 1, arguments.n)) end, debug.traceback)
  if ok then return end
  requests.tell(client, "err", "internal error, please report it: " .. tostring(failure))
  client:close()
end

-- open listens at a path for requests to a supervisor, within the loop that it waits
-- in. It gives the server, or nil and why there can be none.
function control.open(path, supervisor, loop)
  local listening, message, errno = socket.listen(path)
  if not listening then return nil, "the control socket: " .. message, errno end
  local self = setmetatable({ socket = listening, supervisor = supervisor, loop = loop, connections = {} }, control)
  self.began = sys.clock_gettime(sys.CLOCK_REALTIME)
  self.spare = sys.open("/dev/null", sys.O_RDONLY)
  self.on = {
    line = function(client, line) guarded(client, requests.answer, self, client, line) end,
    overlong = function(client)
      requests.refuse(client, "the request is too long")
      client:close()
    end,
    dropped = function(client, n)
      requests.tell(client, "err", n .. " lines are left out, which came faster than they were read")
    end,
    closed = function(client) self:forget(client) end,
  }
  self.loop:watch(listening.fd, sys.EPOLLIN, function() self:accept() end)
  return self
end

-- accept takes in those who wait to be. Where there is no descriptor left for one, the
-- oldest who asks nothing has to go; or the spare one serves to turn him away, because
-- he would be ready for ever.
function control:accept()
  for _ = 1, BATCH do
    local fd, _, errno = sys.accept4(self.socket.fd, sys.SOCK_NONBLOCK)
    if fd then
      self:welcome(fd)
    elseif errno ~= sys.EMFILE and errno ~= sys.ENFILE then
      return
    elseif not self:evict() then
      if self.spare then sys.close(self.spare) end
      fd = sys.accept4(self.socket.fd, sys.SOCK_NONBLOCK)
      if fd then sys.close(fd) end
      self.spare = sys.open("/dev/null", sys.O_RDONLY)
    end
  end
end

-- welcome greets who has connected, if that is the supervisor's own user or root:
-- the file's permissions say the same, as long as nobody changes them.
function control:welcome(fd)
  local uid = socket.peer(fd).uid
  if uid ~= 0 and uid ~= sys.geteuid() then
    sys.send(fd, ('err "uid %s may not control the supervisor of uid %d"\nend 1\n'):format(uid, sys.geteuid()),
      sys.MSG_DONTWAIT + sys.MSG_NOSIGNAL)
    return sys.close(fd)
  end
  if #self.connections >= MOST and not self:evict() then return sys.close(fd) end
  local client = connection.new(fd, self.loop, self.on)
  table.insert(self.connections, client)
  client:say(("hello %d %d"):format(socket.VERSION, sys.getpid()))
end

-- evict closes the oldest connection on which nothing is being answered.
function control:evict()
  for _, client in ipairs(self.connections) do
    if not client.busy then
      client:close()
      return true
    end
  end
end

-- forget is called when a connection is over.
function control:forget(client)
  if client.cancel then client.cancel() end
  for i, other in ipairs(self.connections) do
    if other == client then return table.remove(self.connections, i) end
  end
end

-- each calls what the answers that are not complete have of that name.
local function each(self, name, event)
  for _, client in ipairs { unpack(self.connections) } do
    if client[name] then guarded(client, client[name], event) end
  end
end

-- told must be called with each event that hooks are told.
function control:told(event) each(self, "told", event) end

-- look must be called when something may have changed, as often as once in a turn:
-- it looks whether what somebody waits for has come.
function control:look() each(self, "look") end

-- close ends all connections and removes the socket.
function control:close()
  self.loop:unwatch(self.socket.fd)
  socket.release(self.socket)
  for _, client in ipairs { unpack(self.connections) } do client:close() end
  if self.spare then sys.close(self.spare) end
end

return control
