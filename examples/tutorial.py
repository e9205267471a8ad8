"""A working day with ccsim in Python: from a text to a decision. Each step builds on the one before; read it from top to bottom, and run it:

    PYTHONPATH=analysis/python python3 examples/tutorial.py

`tests/python/test_tutorial.py` runs it as it stands.
"""
from concurrent.futures import ThreadPoolExecutor

import ccsim

# 1. A scenario is a text, in a file (ccsim.load) or here. One desk, two hundred calls a day, five agents.
DESK = """
title = "A desk";
clock: { open = "09:00-17:00"; interval = "30 min"; };
types: { help: {
    arrivals: { per_hour = 52.4; };
    talk: { dist = "exponential"; mean = 250; };
    wrap: { dist = "exponential"; mean = 30; };
    patience: { dist = "exponential"; mean = 180; };
    target: { service_level = 0.8; within = 20; };
}; };
groups: { desk: { staff = 5; }; };
run: { replications = 50; seed = 3; };
"""
desk = ccsim.parse(DESK, name="desk")
print(desk.explain().splitlines()[0])

# 2. What the closed formula says first. It knows no opening hour: every moment is as any other.
rough = ccsim.erlang(per_hour=52.4, handle_s=280, agents=5, patience_s=180)
print(f"Erlang A: {rough.service_level:.1%} within 20 s, {rough.p_abandoned:.1%} abandon")

# 3. What the simulation says, with its interval of confidence, and by half-hour.
today = desk.run()
level = today.figure("service_level")
print(f"simulated: {level.mean:.1%}, between {level.low:.1%} and {level.high:.1%}")
day = today.frame(by="interval", metric="service_level", entity="all")
print(day[["interval", "mean", "low", "high"]].head(3))

# 4. What single days are like: one day in ten is worse than this.
values, weights = today.observations("service_level")
print(f"days: {sorted(values)[len(values) // 10]:.1%} or worse, one in ten")

# 5. What would help? The same customers meet each variant, so that small differences are seen.
choices = ccsim.compare(desk, "one more: staff of desk +1", "shorter: aht -10 %", "busy: volume +10 %", replications=100)
print(choices.differences(metric=["service_level", "asa_s"], entity="all")[["config", "metric", "difference", "half_width", "verdict"]])

# 6. How far does each go? A grid of volume and agents; every point has the same random numbers.
grid = ccsim.sweep(desk, {"volume": [0.9, 1.0, 1.1], "groups.desk.staff": [5, 6, 7]}, responses=["service_level"], replications=30)
print(grid.points().pivot(index="groups.desk.staff", columns="volume", values="mean").round(3))

# 7. What is wrong is told with its line, what is doubtful as a warning.
try:
    ccsim.parse(DESK.replace("per_hour", "per_hours"), name="desk")
except ccsim.ScenarioError as error:
    print(f"line {error.line}: {error.messages[0]}")

# 8. A search of one's own: the fewest agents whose day reaches the target. Scenarios of their own run at once.
with ThreadPoolExecutor(2) as pool:
    staffed = {n: desk.change({"groups.desk.staff": n}) for n in range(5, 9)}
    levels = dict(zip(staffed, pool.map(lambda one: one.run(30, threads=1).figure("service_level").low, staffed.values())))
print("agents that surely reach 80 %:", min(n for n, low in levels.items() if low >= 0.8))
