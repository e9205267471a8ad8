#!/usr/bin/python3
"""fit_bank_demand.py - parameters of random demand from counts by interval: fit_bank_demand.py COUNTS.csv

COUNTS.csv has the columns datetime (ISO 8601) and calls, such as the counts of 5 minutes of a large North American bank, 2003 (bank_calls of the R package
fpp3). Prints what scenarios/bank_demand.cfg is made of. Given the weekday and the half-hour, the variance of a count beyond Poisson is taken apart into a factor of
the day and a factor of the half-hour that remembers the one before: cov(i, j) = a + b phi^|i - j|, by least squares over all pairs of half-hours."""

import csv
import sys
from datetime import datetime

import numpy as np
from scipy.optimize import least_squares

OPEN_MIN, SLOTS, SLOT_MIN, NOON_SLOT = 7 * 60, 28, 30, 10


def read(path):
    """Counts by day and half-hour, and the weekday of each."""
    days = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            when = datetime.fromisoformat(row["datetime"])
            slot = (when.hour * 60 + when.minute - OPEN_MIN) // SLOT_MIN
            if 0 <= slot < SLOTS:
                days.setdefault(when.date(), np.zeros(SLOTS))[slot] += float(row["calls"])
    dates = sorted(days)
    return np.array([days[d] for d in dates]), np.array([d.weekday() for d in dates])


def sd_and_correlation(counts, expected, correction):
    """Of the sums before and after noon, given the weekday."""
    parts = [counts[:, s].sum(1) / expected[:, s].sum(1) - 1 for s in (slice(0, NOON_SLOT), slice(NOON_SLOT, SLOTS))]
    cov = [[(correction * x * y).mean() for y in parts] for x in parts]
    return cov[0][0] ** 0.5, cov[1][1] ** 0.5, cov[0][1] / (cov[0][0] * cov[1][1]) ** 0.5


def main(path):
    counts, weekday = read(path)
    kinds = sorted(set(weekday))
    mean = {k: counts[weekday == k].mean(0) for k in kinds}
    n = {k: (weekday == k).sum() for k in kinds}
    expected = np.array([mean[k] for k in weekday])
    correction = np.array([n[k] / (n[k] - 1) for k in weekday])
    ratio = counts / expected - 1
    beyond = (correction[:, None, None] * ratio[:, :, None] * ratio[:, None, :]).mean(0) - np.diag((1 / expected).mean(0))
    i, j = np.triu_indices(SLOTS)
    weight = np.sqrt(expected.mean(0)[i] * expected.mean(0)[j])

    def off(p):
        return (p[0] + p[1] * p[2] ** np.abs(i - j) - beyond[i, j]) * weight

    a, b, phi = least_squares(off, [0.003, 0.002, 0.9], bounds=([0, 0, 0], [0.1, 0.1, 0.999])).x
    morning, afternoon, correlation = sd_and_correlation(counts, expected, correction)
    print("days %d, calls a day by weekday %s" % (len(counts), ", ".join("%.0f" % mean[k].sum() for k in kinds)))
    print("day factor: cv %.3f; interval factor: cv %.3f, memory %.2f" % (a ** 0.5, b ** 0.5, phi))
    print("in the data: sd before noon %.3f, after %.3f, correlation %.2f" % (morning, afternoon, correlation))
    print("variance to mean of the half-hours: %s" % ", ".join(
        "%.1f" % x for x in (correction[:, None] * (counts - expected) ** 2).mean(0) / expected.mean(0)))


if __name__ == "__main__":
    main(sys.argv[1])
