for _, s in ipairs {"inf", "INF", "-inf", "+Inf", "infinity", "InFiNiTy", "-infinity", " inf "} do print(s, tonumber(s)) end
for _, s in ipairs {"in", "infi", "infinit", "infinityx", "inf1", "na", "nanx", "nan(", "nan(x", "nan(-)", "nan()x", "i n f", "huge"} do print(s, tonumber(s)) end
for _, s in ipairs {"nan", "NaN", "+nan", " nan ", "nan()", "nan(1)", "nan(abc_1)"} do local n = tonumber(s) print(s, n, n ~= n) end
