-- A million calls of io.write.
for i = 1, 1000000 do io.write("line ", i, "\n") end
