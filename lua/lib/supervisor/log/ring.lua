-- The last pieces of a service's output, kept for those who ask afterwards. A piece
-- is what one read brought: whole lines. The bound is in bytes and in pieces,
-- because a piece costs memory however short it is.
local ring = {}
ring.__index = ring

local BYTES, PIECES = 64 * 1024, 512

-- new makes an empty one. Memory is taken as pieces come.
function ring.new()
  return setmetatable({ texts = {}, times = {}, streams = {}, first = 0, count = 0, bytes = 0 }, ring)
end

-- forget drops the oldest piece.
local function forget(self)
  local slot = self.first % PIECES + 1
  self.bytes = self.bytes - #self.texts[slot]
  self.texts[slot] = false
  self.first, self.count = self.first + 1, self.count - 1
end

-- add puts a piece of whole lines at the end; the oldest make room for it.
function ring:add(time, stream, text)
  if self.count == PIECES then forget(self) end
  local slot = (self.first + self.count) % PIECES + 1
  self.texts[slot], self.times[slot], self.streams[slot] = text, time, stream
  self.count, self.bytes = self.count + 1, self.bytes + #text
  while self.bytes > BYTES and self.count > 1 do forget(self) end
end

-- split gives the lines of a piece as a list of tables of time, stream and text.
function ring.split(time, stream, text)
  local lines = {}
  for line in text:gmatch "([^\n]*)\n" do
    lines[#lines + 1] = { time = time, stream = stream, text = line }
  end
  return lines
end

-- lines gives the last n lines (nil: all there are), the oldest first.
function ring:lines(n)
  local pieces, wanted = {}, n or math.huge
  for i = self.first + self.count - 1, self.first, -1 do
    if wanted <= 0 then break end
    local slot = i % PIECES + 1
    local piece = ring.split(self.times[slot], self.streams[slot], self.texts[slot])
    pieces[#pieces + 1] = piece
    wanted = wanted - #piece
  end
  local result, skip = {}, math.max(0, -wanted)
  for i = #pieces, 1, -1 do
    for _, line in ipairs(pieces[i]) do
      if skip > 0 then skip = skip - 1 else result[#result + 1] = line end
    end
  end
  return result
end

return ring
