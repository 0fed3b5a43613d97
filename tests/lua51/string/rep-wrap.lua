--deviation: a count that does not fit into C's int is not taken for another
--< true	1
--> false	not enough memory
print(#("x"):rep(2^20))
print(pcall(function() return #("x"):rep(2^40 + 1) end))
print(#(""):rep(2^40))
