-- Planets for some hundred steps: the last digits show how floats are computed.
local PI = math.pi
local SOLAR, DAYS = 4 * PI * PI, 365.24
local bodies = {
  { x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = SOLAR },
  { x = 4.84143144246472090, y = -1.16032004402742839, z = -0.103622044471123109, vx = 0.00166007664274403694 * DAYS, vy = 0.00769901118419740425 * DAYS, vz = -0.0000690460016972063023 * DAYS, mass = 0.000954791938424326609 * SOLAR },
  { x = 8.34336671824457987, y = 4.12479856412430479, z = -0.403523417114321381, vx = -0.00276742510726411 * DAYS, vy = 0.00499852801234917238 * DAYS, vz = 0.0000230417297573763929 * DAYS, mass = 0.000285885980666130812 * SOLAR },
}
local function energy()
  local e = 0
  for i, b in ipairs(bodies) do
    e = e + 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz)
    for j = i + 1, #bodies do
      local c = bodies[j]
      local dx, dy, dz = b.x - c.x, b.y - c.y, b.z - c.z
      e = e - b.mass * c.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end
local function advance(dt)
  for i, b in ipairs(bodies) do
    for j = i + 1, #bodies do
      local c = bodies[j]
      local dx, dy, dz = b.x - c.x, b.y - c.y, b.z - c.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (d2 * d2 ^ 0.5)
      b.vx, b.vy, b.vz = b.vx - dx * c.mass * mag, b.vy - dy * c.mass * mag, b.vz - dz * c.mass * mag
      c.vx, c.vy, c.vz = c.vx + dx * b.mass * mag, c.vy + dy * b.mass * mag, c.vz + dz * b.mass * mag
    end
  end
  for _, b in ipairs(bodies) do b.x, b.y, b.z = b.x + dt * b.vx, b.y + dt * b.vy, b.z + dt * b.vz end
end
print(("%.15f"):format(energy()))
for _ = 1, 300 do advance(0.01) end
print(("%.15f"):format(energy()))
for _, b in ipairs(bodies) do print(("%.17g %.17g %.17g"):format(b.x, b.vy, b.z)) end
