-- Dynamic programming: knapsack, edit distance, longest subsequence, change.
local function knapsack(items, cap) local best = {} for w = 0, cap do best[w] = 0 end for _, it in ipairs(items) do for w = cap, it[1], -1 do best[w] = math.max(best[w], best[w - it[1]] + it[2]) end end return best[cap] end
print(knapsack({ { 12, 4 }, { 2, 2 }, { 1, 1 }, { 4, 10 }, { 1, 2 } }, 15))
local function distance(a, b) local d = {} for i = 0, #a do d[i] = { [0] = i } end for j = 0, #b do d[0][j] = j end for i = 1, #a do for j = 1, #b do d[i][j] = math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a:byte(i) == b:byte(j) and 0 or 1)) end end return d[#a][#b] end
print(distance("kitten", "sitting"), distance("", "abc"), distance("flaw", "lawn"), distance("same", "same"))
local function lcs(a, b) if a == "" or b == "" then return "" end local memo = {} local function go(i, j) if i > #a or j > #b then return "" end local k = i * 1000 + j if not memo[k] then if a:sub(i, i) == b:sub(j, j) then memo[k] = a:sub(i, i) .. go(i + 1, j + 1) else local x, y = go(i + 1, j), go(i, j + 1) memo[k] = #x >= #y and x or y end end return memo[k] end return go(1, 1) end
print(lcs("AGGTAB", "GXTXAYB"), lcs("ABCBDAB", "BDCABA"))
local function change(n, coins) local ways = { [0] = 1 } for i = 1, n do ways[i] = 0 end for _, c in ipairs(coins) do for i = c, n do ways[i] = ways[i] + ways[i - c] end end return ways[n] end
print(change(100, { 1, 5, 10, 25, 50 }), change(1000, { 1, 2, 5, 10, 20, 50, 100, 200 }))
local function pascal(n) local row = { 1 } for i = 1, n do print((" "):rep(2 * (n - i)) .. table.concat(row, "   ")) local nextrow = { 1 } for j = 2, #row do nextrow[j] = row[j - 1] + row[j] end nextrow[#row + 1] = 1 row = nextrow end end
pascal(6)
