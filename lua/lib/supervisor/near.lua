-- "Did you mean": how a message about an unknown name ends.

-- distance counts the letters to insert, to take away, to change, and the
-- neighbours to swap, until a is b.
local function distance(a, b)
  local before, last = {}, {}
  for j = 0, #b do last[j] = j end
  for i = 1, #a do
    local row = { [0] = i }
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same and 0 or 1))
      local swapped = i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j)
      if swapped then row[j] = math.min(row[j], before[j - 2] + 1) end
    end
    before, last = last, row
  end
  return last[#b]
end

local LONGEST = 64 -- bytes; what is longer is no slip of the keyboard

-- near gives ' (did you mean "restart"?)' with the one of names (a list) that word is
-- most like, or "" where it is like none: a third of the letters may differ. shown is
-- the format of the name, "%q" if it is left out.
local function near(word, names, shown)
  if type(word) ~= "string" or #word > LONGEST then return "" end
  local found, least = nil, math.max(1, math.floor(#word / 3)) + 1
  for _, name in ipairs(names) do
    local apart = distance(word:lower(), name:lower())
    if apart < least and apart < #name then found, least = name, apart end
  end
  return found and " (did you mean " .. (shown or "%q"):format(found) .. "?)" or ""
end

return near
