#!/usr/bin/env python3
"""A centre of many types and groups, each with skills drawn at random: how large a search for staff may be.

    many_skills.py [TYPES GROUPS [SEED]] >skills.cfg     default: 65 types, 89 groups, the size of the largest example of Cezik and L'Ecuyer (2008)

One period, a day of one steady state after a day run in. All work takes 6 minutes on average, patience 5 minutes, exponential. An agent costs 1 and a
twentieth more for each skill beyond the first: it is printed in the first line as --cost asks for it. Whoever knows least takes a contact first."""
import random
import sys

DEAREST_SKILL, SKILLS_MAX = 0.05, 8
LEAST_PER_HOUR, MOST_PER_HOUR = 8, 120


def skills_of_groups(draw, n_types, n_groups):
    """The types that each group serves; every type has two groups at least."""
    skills = [set(draw.sample(range(n_types), draw.randint(1, min(SKILLS_MAX, n_types)))) for _ in range(n_groups)]
    for i in range(n_types):
        while sum(i in known for known in skills) < min(2, n_groups):
            draw.choice(skills).add(i)
    return skills


def scenario(n_types, n_groups, seed):
    draw = random.Random(seed)
    skills = skills_of_groups(draw, n_types, n_groups)
    rates = [LEAST_PER_HOUR * (MOST_PER_HOUR / LEAST_PER_HOUR) ** draw.random() for _ in range(n_types)]
    cost = ",".join(f"g{g}={1 + DEAREST_SKILL * (len(known) - 1):.2f}" for g, known in enumerate(skills))
    lines = [f"// --cost {cost}", f'title = "{n_types} types, {n_groups} groups";',
             'clock: { open = "00:00-24:00"; interval = "24 h"; };', "types: {"]
    for i, rate in enumerate(rates):
        able = sorted((g for g, known in enumerate(skills) if i in known), key=lambda g: (len(skills[g]), g))
        groups = ", ".join(f'"g{g}"' for g in able)
        lines.append(f'  t{i}: {{ arrivals: {{ per_hour = {rate:.1f}; }}; talk: {{ dist = "exponential"; mean = "6 min"; }}; '
                     f'patience: {{ dist = "exponential"; mean = "5 min"; }}; target: {{ service_level = "80 %"; within = "20 s"; }}; groups = ({groups}); }};')
    lines += ["};", "groups: {"] + [f"  g{g}: {{ staff = 1; }};" for g in range(n_groups)] + ["};", "run: { replications = 4; seed = 1; run_in = 1; };"]
    return "\n".join(lines)


if __name__ == "__main__":
    TYPES, GROUPS, SEED = (list(map(int, sys.argv[1:])) + [65, 89, 1][len(sys.argv) - 1:])[:3]
    print(scenario(TYPES, GROUPS, SEED))
