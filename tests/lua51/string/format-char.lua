print(("%c%c%c"):format(76, 117, 97), ("%5c|%-5c|%05c"):format(65, 65, 65))
print(#("%c"):format(0), #("%5c"):format(0), #("%-5c"):format(0), ("%c"):format(65 + 256))
print(("%c"):format("66"), ("%c"):format(67.9), ("%c"):format(-191))
print(pcall(string.format, "%c", "x")) print(pcall(string.format, "%c"))
