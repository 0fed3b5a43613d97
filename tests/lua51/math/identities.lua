local worst = 0
for i = -50, 50 do local x = i / 7 worst = math.max(worst, math.abs(math.sin(x)^2 + math.cos(x)^2 - 1), math.abs(math.exp(math.log(math.abs(x) + 1)) - math.abs(x) - 1) / (math.abs(x) + 1)) end print(worst < 1e-15)
print(math.sin(math.pi / 6), math.cos(math.pi / 3), math.tan(math.pi / 4), math.atan2(1, 1) * 4, math.log10(1000), math.exp(0), math.log(1), math.sqrt(144), math.asin(1) * 2, math.acos(-1))
