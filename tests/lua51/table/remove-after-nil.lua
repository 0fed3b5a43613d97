-- After the last item has been taken away by hand.
local t = {1, 2, 3}
t[#t] = nil
print(#t, table.remove(t), #t)
t[#t + 1] = nil
print(#t, table.remove(t), #t)
t[#t + 1] = nil
print(#t, (table.remove(t)), #t)
t[1] = "again"
print(#t, table.remove(t, 1), #t)
