-- What stands before the lines of each service: its name, as wide as the longest,
-- in a colour of its own where the output is a terminal that has them.
local sys = require "sys"

local prefix = {}
prefix.__index = prefix

-- Dark blue is left out, which nobody can read on black.
local COLOURS = { 36, 33, 32, 35, 31, 96, 93, 92, 95, 91, 94 }
local RESET = "\27[0m"

-- coloured tells whether output to a descriptor is to have colours: wanted is true,
-- false, or "auto" (nil), where no-color.org and the terminal are asked.
function prefix.coloured(wanted, fd)
  if wanted == true or wanted == false then return wanted end
  local term = sys.getenv "TERM" or ""
  if term == "" or term == "dumb" or (sys.getenv "NO_COLOR" or "") ~= "" then return false end
  return fd ~= nil and sys.isatty(fd)
end

-- width gives how many columns a name takes, near enough: its characters.
function prefix.width(name)
  return #name:gsub("[\128-\191]", "")
end

-- new makes the prefix of a name, so many columns wide. place, its place in the
-- order of definition, decides the colour; without there is none. stamped puts the
-- time before the name.
function prefix.new(name, columns, place, stamped)
  local text = name .. (" "):rep(columns - prefix.width(name)) .. " | "
  local colour = place and RESET .. "\27[" .. COLOURS[(place - 1) % #COLOURS + 1] .. "m" or ""
  return setmetatable({ colour = colour, text = text .. (place and RESET or ""), stamped = stamped }, prefix)
end

-- put puts the prefix before each of some whole lines. On a terminal a carriage
-- return must not lead back over it: what redraws its line does so behind it. A
-- coloured prefix takes back first what the line before has left on.
function prefix:put(lines, time, terminal)
  local before = self.colour .. (self.stamped and os.date("%H:%M:%S ", time) or "") .. self.text
  local again = before:gsub("%%", "%%%%")
  if terminal and lines:find("\r", 1, true) then
    lines = lines:gsub("\r+\n", "\n"):gsub("\r+", "\r" .. again)
  end
  return before .. lines:sub(1, -2):gsub("\n", "\n" .. again) .. "\n"
end

return prefix
