-- The client's side of the control socket; control.lua has the protocol.
local sys = require "sys"
local json = require "nslua.json"
local socket = require "supervisor.control.socket"

local conversation = {}
conversation.__index = conversation

local PATIENCE = 5000 -- ms, for a supervisor to greet

-- greeted reads who is there.
local function greeted(self)
  local line = self:line()
  if not line then
    self:close()
    return nil, ("the supervisor at %s has closed the connection: has it too many?"):format(self.path), 1
  end
  local version = line:match "^hello (%d+)"
  if version == tostring(socket.VERSION) then return self end
  self:close()
  if version then
    local message = "the supervisor at %s speaks version %s of the protocol, and not %d"
    return nil, message:format(self.path, version, socket.VERSION), 1
  end
  local refusal = json.decode(line:match "^err (.*)$" or "")
  return nil, refusal or ("what answers at %s is no supervisor of nslua"):format(self.path), 1
end

-- begin connects with the supervisor at a path. It gives a conversation, or nil,
-- a message and an exit status: 3 where there is no supervisor.
function conversation.begin(path)
  local fd, message, errno = socket.connect(path)
  if errno == sys.ENOENT then
    return nil, ("no supervisor at %s: there is no such socket"):format(path), 3
  elseif errno == sys.ECONNREFUSED then
    return nil, ("no supervisor at %s: nobody listens there any more"):format(path), 3
  elseif not fd then
    return nil, message, 1
  end
  local self = setmetatable({ fd = fd, path = path, received = "", pid = socket.peer(fd).pid or 0 }, conversation)
  if sys.poll({ { fd = fd, events = sys.POLLIN } }, PATIENCE) == 0 then
    self:close()
    return nil, ("the supervisor at %s, pid %d, does not answer: is it stopped?"):format(path, self.pid), 1
  end
  return greeted(self)
end

-- line reads one, and gives nil when there is no more.
function conversation:line()
  while true do
    local line, rest = self.received:match "^([^\n]*)\n(.*)$"
    if line then
      self.received = rest
      return line
    end
    local bytes = sys.read(self.fd, 65536)
    if not bytes or bytes == "" then return nil end
    self.received = self.received .. bytes
  end
end

-- ask makes a request, and calls told[what] for each line of the answer: with the
-- value of the JSON and its text, and told.log with a name and a line. It gives the
-- exit status, or nil when the supervisor has ended before the answer has.
function conversation:ask(request, told)
  sys.send(self.fd, request .. "\n", sys.MSG_NOSIGNAL)
  for line in function() return self:line() end do
    local what, value = line:match "^(%l+) (.*)$"
    if what == "end" then
      return tonumber(value)
    elseif what == "log" then
      told.log(value:match "^(%S+) (.*)$")
    elseif told[what] then
      told[what](json.decode(value), value)
    end
  end
end

-- outlast waits until the supervisor has closed the connection.
function conversation:outlast()
  while self:line() do end
end

-- close ends the connection.
function conversation:close() sys.close(self.fd) end

return conversation
