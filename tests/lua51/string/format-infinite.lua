local inf, nan = 1/0, 0/0
print(("%f %g %e %G"):format(inf, inf, -inf, -inf), ("%5.1f|%-6g|%06g|%+g|% g"):format(inf, inf, inf, inf, inf))
print(("%f"):format(nan):gsub("-", ""), ("%E"):format(nan):gsub("-", ""))
print(("%8f|%08f|%-8f|"):format(inf, -inf, inf))
print(("%d"):format(nan), ("%x"):format(nan), ("%d"):format(-inf))
