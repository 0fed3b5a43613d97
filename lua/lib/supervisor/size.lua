-- Sizes in bytes, as people write them: 4096, "64K", "10M", "1.5G".

local BYTES = { [""] = 1, K = 2 ^ 10, M = 2 ^ 20, G = 2 ^ 30, T = 2 ^ 40 }

local size = { says = 'a size (a number of bytes, or as "64K", "10M", "1G")' }

-- read gives the bytes of a size, or nil where it is none. K is 1024; "10M",
-- "10MB" and "10MiB" are the same.
function size.read(value)
  if type(value) == "string" then
    local number, unit, suffix = value:upper():match "^(%d+%.?%d*)([KMGT]?)(I?B?)$"
    if not number or suffix == "I" or suffix == "IB" and unit == "" then return nil end
    value = math.floor(number * BYTES[unit])
  end
  if type(value) ~= "number" or value < 0 or value ~= math.floor(value) or value > 2 ^ 53 then return nil end
  return value
end

return size
