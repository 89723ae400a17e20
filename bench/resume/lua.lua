-- SPDX-License-Identifier: MIT
-- The sum of n squares by a coroutine: see lua.c and ../interpreter.h.

local function squares(n)
	return coroutine.wrap(function()
		for i = 0, n - 1 do
			coroutine.yield(i * i)
		end
	end)
end

for line in io.lines() do
	local n, sum, start = tonumber(line), 0, os.clock()

	for square in squares(n) do
		sum = sum + square
	end
	print(math.floor((os.clock() - start) * 1e9 + 0.5) .. " " .. sum)
	io.flush()
end
