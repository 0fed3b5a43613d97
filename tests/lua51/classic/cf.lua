-- Celsius and Fahrenheit, as in lua-5.1's test directory.
for c0 = -20, 49, 10 do
  io.write("C ")
  for c = c0, c0 + 9 do io.write(string.format("%3.0f ", c)) end
  io.write("\nF ")
  for c = c0, c0 + 9 do io.write(string.format("%3.0f ", (9 / 5) * c + 32)) end
  io.write("\n\n")
end
print(string.format("%5.1f|%-8.3f|%+d|% d|%05d|%x|%X|%o|%e|%g", 36.6, 1 / 3, 5, 5, 42, 255, 255, 8, 12345.678, 0.0001))
