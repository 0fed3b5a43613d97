#!/usr/bin/env lua
-- A first line for the kernel, and comments in every place.
local --[[ here ]] x --[==[ and
there ]==] = -- at the end
1 --
print(x --[[ in a call ]], 2 -- of two lines
) ---- more
print(#"--", '--[[', [[--]], "-" .. "-") --[[]] print "after" --[==[]==] print "again"
return --[[nothing]] -- end
