-- Random numbers that are the same in every Lua: the generator of Park and Miller.

-- random gives a source for a seed.
return function(seed)
  local state = (seed * 7919 + 12345) % 2147483646 + 1
  local source = {}

  -- next gives a number in [0, 1).
  function source.next()
    state = state * 16807 % 2147483647
    return (state - 1) / 2147483646
  end

  -- below gives a whole number from 0 to n - 1.
  function source.below(n)
    return math.floor(source.next() * n)
  end

  function source.chance(probability)
    return source.next() < probability
  end

  function source.one_of(list)
    return list[1 + source.below(#list)]
  end

  for _ = 1, 10 do source.next() end
  return source
end
