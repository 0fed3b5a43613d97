print(os.difftime(5, 3), os.difftime(3, 5), os.difftime(1e9), os.difftime("7", "2"))
print(os.difftime(5.9, 3.1), os.difftime(0), os.difftime(-1, 1))
print(os.difftime(2^52, 1), os.difftime(os.time(), os.time() - 60) >= 60)
print(pcall(os.difftime)) print(pcall(os.difftime, {})) print(pcall(os.difftime, 1, {})) print(pcall(os.difftime, nil, 1)) print(os.difftime(1, nil))
