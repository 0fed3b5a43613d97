-- The table that nslua -m supervisor status prints.
local sys = require "sys"
local duration = require "supervisor.duration"

local status = {}

-- ending is how the last process of a service ended.
local function ending(service)
  if service.signo then return sys.signame(service.signo) end
  return service.code and "exit " .. service.code or "-"
end

-- reason is why it is not up, and when it will be tried again.
local function reason(service)
  local text = service.reason or ""
  if service.next then
    text = text .. ", again in " .. (service.next < 1 and "<1s" or duration.brief(math.ceil(service.next)))
  end
  return text
end

local HEALTH = { [true] = "healthy", [false] = "unhealthy" }

local COLUMNS = {
  { "NAME", function(s) return s.name end },
  { "STATE", function(s) return s.state end },
  { "PID", function(s) return s.pid and tostring(s.pid) or "-" end, right = true },
  { "UPTIME", function(s) return s.uptime and duration.brief(s.uptime) or "-" end, right = true },
  { "RESTARTS", function(s) return tostring(s.restarts) end, right = true },
  { "LAST", ending },
  { "HEALTH", function(s) return HEALTH[s.healthy] or "-" end },
  { "REASON", reason },
}

local RED, GREEN, YELLOW, DIM = 31, 32, 33, 2

local COLOURS = {
  up = GREEN, failed = RED, parked = RED, backoff = YELLOW, starting = YELLOW, stopping = YELLOW,
  waiting = YELLOW, down = DIM, done = DIM, unhealthy = RED,
}

-- painted gives a cell its colour; the blanks that fill it have none.
local function painted(cell, word)
  local colour = COLOURS[word]
  return colour and ("\27[%dm%s\27[0m%s"):format(colour, word, cell:sub(#word + 1)) or cell
end

-- rows are the cells of all services, which are text of one line.
local function rows(services)
  local rows = { {} }
  for i, column in ipairs(COLUMNS) do rows[1][i] = column[1] end
  for _, service in ipairs(services) do
    local row = {}
    for i, column in ipairs(COLUMNS) do row[i] = column[2](service):gsub("%c+", " ") end
    rows[#rows + 1] = row
  end
  return rows
end

-- lines sets rows as lines, with each column as wide as it must be.
local function lines(rows, coloured)
  local widths, result = {}, {}
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do widths[i] = math.max(widths[i] or 0, #cell) end
  end
  for r, row in ipairs(rows) do
    local cells = {}
    for i, cell in ipairs(row) do
      local fill = (" "):rep(widths[i] - #cell)
      local full = COLUMNS[i].right and fill .. cell or i < #row and cell .. fill or cell
      cells[i] = coloured and r > 1 and painted(full, cell) or full
    end
    result[r] = table.concat(cells, "  "):gsub(" +$", "")
  end
  return result
end

-- counts says how many services are in which state: 2 up, 1 failed.
local function counts(services)
  local count, order = {}, {}
  for _, service in ipairs(services) do
    if not count[service.state] then order[#order + 1] = service.state end
    count[service.state] = (count[service.state] or 0) + 1
  end
  for i, state in ipairs(order) do order[i] = count[state] .. " " .. state end
  return #order > 0 and table.concat(order, ", ") or "no services"
end

-- heading is the line about the supervisor itself.
local function heading(stats)
  local line = ("supervisor, pid %d"):format(stats.pid)
  if stats.began then
    line = line .. os.date(", since %Y-%m-%d %H:%M:%S", stats.began)
  end
  if stats.ending then line = line .. ", shutting down (" .. stats.ending .. ")" end
  return line .. ": " .. counts(stats.services)
end

-- text is a status, as the control socket gives it, for people.
function status.text(stats, coloured)
  local text = { heading(stats) }
  if #stats.services > 0 then
    for _, line in ipairs(lines(rows(stats.services), coloured)) do text[#text + 1] = line end
  end
  return table.concat(text, "\n") .. "\n"
end

return status
