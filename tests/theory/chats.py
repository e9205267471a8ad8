"""chats.py - exact figures of agents who have several contacts in hand: conversations by turns, mail that is put aside."""
import math

import numpy as np


def _stationary(states, rates):
    """Probabilities of a chain with rates (from, to, rate)."""
    at = {s: i for i, s in enumerate(states)}
    q = np.zeros((len(states), len(states)))
    for i, j, rate in rates:
        q[at[i], at[j]] += rate
        q[at[i], at[i]] -= rate
    q[:, 0] = 1
    return dict(zip(states, np.linalg.solve(q.T, np.eye(len(states))[0])))


def turns(per_s, patience_s, work_s, n_turns, answer_s, most, longest=60):
    """One agent: (conversations, turns that the agent owes, waiting). The number of turns is geometric, so that any turn is the last with the same probability; turns are worked on one
    after the other."""
    states = [(j, m, 0) for j in range(most) for m in range(j + 1)] + [(most, m, w) for m in range(most + 1) for w in range(longest + 1)]
    rates = []
    for j, m, w in states:
        if j < most:
            rates.append(((j, m, w), (j + 1, m + 1, 0), per_s))
        elif w < longest:
            rates.append(((j, m, w), (j, m, w + 1), per_s))
        if w > 0:
            rates.append(((j, m, w), (j, m, w - 1), w / patience_s))
        if m < j:
            rates.append(((j, m, w), (j, m + 1, w), (j - m) / answer_s))
        if m > 0:
            rates.append(((j, m, w), (j, m - 1, w), (1 - 1 / n_turns) / work_s))
            over = (j, m, w - 1) if w > 0 else (j - 1, m - 1, 0)  # the next one's first turn is owed at once
            rates.append(((j, m, w), over, 1 / n_turns / work_s))
    p = _stationary(states, rates)

    def mean(f):
        return sum(x * f(*s) for s, x in p.items())

    queue = mean(lambda j, m, w: w)
    owed, served = mean(lambda j, m, w: m), per_s - queue / patience_s
    return {"p_wait": mean(lambda j, m, w: j == most), "p_abandon": queue / patience_s / per_s, "lq": queue,
            "in_hand": mean(lambda j, m, w: j), "busy_agent": mean(lambda j, m, w: j > 0), "working": mean(lambda j, m, w: m > 0),
            "session_s": mean(lambda j, m, w: j) / served, "reply_s": owed / (served * n_turns), "turns": n_turns}


def put_aside(calls_per_s, call_s, mails_per_s, mail_s):
    """Pre-emptive, resumed: for calls it is as if there were no mail (Cobham 1954; White and Christie 1958)."""
    calls, mails = calls_per_s * call_s, mails_per_s * mail_s
    stay = mail_s / (1 - calls) + (calls_per_s * call_s**2 + mails_per_s * mail_s**2) / ((1 - calls) * (1 - calls - mails))
    # Each call that finds a mail worked on, and no call, puts it aside: the agent works on mail for a share `mails` of the time.
    return {"call_wait": call_s * calls / (1 - calls), "mail_stay": stay, "aside_per_mail": calls_per_s * mail_s}


def paused(per_s, work_s, n_agents, n_turns, answer_s, close_s):
    """A conversation queues for each turn, and is away in between for an exponential time that is cut off at `close_s`: nodes of a network with a product form (Jackson 1957; Baskett et al. 1975),
    the first of them M/M/n for messages."""
    closes = math.exp(-close_s / answer_s)
    goes_on = 1 - 1 / n_turns  # after a turn the agent is not done
    visits = 1 / (1 - goes_on * (1 - closes))
    load = per_s * visits * work_s
    b = 1.0
    for n in range(1, n_agents + 1):
        b = load * b / (n + load * b)
    p_wait = n_agents * b / (n_agents - load * (1 - b))
    wait = p_wait * work_s / (n_agents - load)
    away = answer_s * (1 - closes)
    return {"p_wait": p_wait, "wait": wait, "pauses": visits * goes_on, "closed": visits * goes_on * closes, "paused": per_s * visits * goes_on * away,
            "pause_s": away - close_s * closes, "span": visits * (wait + work_s + goes_on * away)}


def side_by_side(per_s, ends_per_s, n_agents, patience_s, fills, longest=60):
    """Agents with j talks end them at ends_per_s[j - 1] altogether. A new one goes to who has the fewest, or the most, and room for it. States: (agents with 0, 1, .. talks, waiting)."""
    most = len(ends_per_s)

    def hands(left, levels):
        return [(left,)] if levels == 1 else [(n,) + rest for n in range(left + 1) for rest in hands(left - n, levels - 1)]

    def moved(state, j, to):
        new = list(state)
        new[j] -= 1
        new[to] += 1
        return tuple(new)

    free = hands(n_agents, most + 1)
    full = (0,) * most + (n_agents,)
    states = [(h, 0) for h in free] + [(full, w) for w in range(1, longest + 1)]
    rates = []
    for h, w in states:
        room = [j for j in range(most) if h[j] > 0]
        if room:
            j = max(room) if fills else min(room)
            rates.append(((h, w), (moved(h, j, j + 1), 0), per_s))
        elif w < longest:
            rates.append(((h, w), (h, w + 1), per_s))
        if w > 0:
            rates.append(((h, w), (h, w - 1), w / patience_s))
        for j in range(1, most + 1):
            if h[j] > 0:
                rates.append(((h, w), (h, w - 1) if w > 0 else (moved(h, j, j - 1), 0), h[j] * ends_per_s[j - 1]))
    p = _stationary(states, rates)

    def mean(f):
        return sum(x * f(*s) for s, x in p.items())

    queue = mean(lambda h, w: w)
    in_hand = mean(lambda h, w: sum(j * h[j] for j in range(most + 1)))
    served = per_s - queue / patience_s
    figures = {"p_wait": mean(lambda h, w: h == full), "p_abandon": queue / patience_s / per_s, "lq": queue, "chats_in_service": in_hand,
               "agents_busy": n_agents - mean(lambda h, w: h[0]), "mean_service_time": in_hand / served}
    return figures | {"agents_with_%d" % j: mean(lambda h, w, j=j: h[j]) for j in range(1, most + 1)}


def chosen(per_s, mean_s, n_agents, same, other, wait):
    """M/M/n, of whose customers more go away the longer they expect to wait: (Q + 1) / (n / mean) while all are busy, a logit of the logarithm of one plus its minutes."""
    def stays(n):
        own = math.exp(same) * (1 + max(0, n - n_agents + 1) * mean_s / n_agents / 60) ** wait
        return own / (own + math.exp(other))

    p = [1.0]
    for n in range(1, 200):
        p.append(p[-1] * per_s * stays(n - 1) * mean_s / min(n, n_agents))
    whole = sum(p)
    stay = sum(x * stays(n) for n, x in enumerate(p)) / whole
    waits = sum(x * stays(n) for n, x in enumerate(p) if n >= n_agents) / whole
    queue = sum(x * (n - n_agents) for n, x in enumerate(p) if n > n_agents) / whole
    return {"deflected": 1 - stay, "p_wait": waits / stay, "wait": queue / (per_s * stay), "talking": per_s * stay * mean_s}


def deflected(per_s, mean_s, n_agents, accept):
    """M/M/n, of whose customers who find all agents busy a share goes away: births at a lower rate from n on."""
    load = per_s * mean_s
    p = [1.0]
    for n in range(1, n_agents + 1):
        p.append(p[-1] * load / n)
    ratio = load * (1 - accept) / n_agents  # of neighbouring states from n on
    whole = sum(p[:-1]) + p[-1] / (1 - ratio)
    all_busy = p[-1] / (1 - ratio) / whole
    queue = p[-1] * ratio / (1 - ratio) ** 2 / whole
    stay = 1 - accept * all_busy
    return {"deflected": accept * all_busy, "asked": all_busy, "p_wait": (1 - accept) * all_busy / stay, "wait": queue / (per_s * stay), "talking": load * stay}
