-- A mistake in standard input.
print(loadfile()) print(pcall(dofile))
