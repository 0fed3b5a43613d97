-- Where a user's own code is: what an error about a configuration begins with.

-- place gives "app.lua:7", the line that is being run in the nearest function
-- on the stack that is no part of the libraries of nslua; a call that goes over
-- several lines is at the first of them. It gives nil where there is none: a tail
-- call, as an expression at the prompt is, has no line.
return function()
  for level = 2, math.huge do
    local info = debug.getinfo(level, "Sl")
    if not info then return nil end
    if info.currentline > 0 and info.source:sub(1, 11) ~= "@nslua/lib/" then
      return info.source:gsub("^[@=]", "") .. ":" .. info.currentline
    end
  end
end
