for i = 0, 20 do print(i, math.sin(i), math.cos(i), math.exp(i / 3), math.log(i + 1), math.sqrt(i), math.tan(i), math.atan(i), i ^ 1.5, math.log10(i + 1), math.sinh(i / 4), math.tanh(i / 4)) end
