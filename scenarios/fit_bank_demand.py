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
DAY_MEMORY = 0.9  # of the day factor: written, not fitted


def read(path):
    """Counts by day and half-hour, the weekday and the date of each."""
    days = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            when = datetime.fromisoformat(row["datetime"])
            slot = (when.hour * 60 + when.minute - OPEN_MIN) // SLOT_MIN
            if 0 <= slot < SLOTS:
                days.setdefault(when.date(), np.zeros(SLOTS))[slot] += float(row["calls"])
    dates = sorted(days)
    return np.array([days[d] for d in dates]), np.array([d.weekday() for d in dates]), dates


def sd_and_correlation(counts, expected, correction):
    """Of the sums before and after noon, given the weekday."""
    parts = [counts[:, s].sum(1) / expected[:, s].sum(1) - 1 for s in (slice(0, NOON_SLOT), slice(NOON_SLOT, SLOTS))]
    cov = [[(correction * x * y).mean() for y in parts] for x in parts]
    return cov[0][0] ** 0.5, cov[1][1] ** 0.5, cov[0][1] / (cov[0][0] * cov[1][1]) ** 0.5


def of_model(a, b, phi, memory, expected):
    """The same of the model, by its formula; and the correlation of a day with the day before."""
    mean = expected.mean(0)
    slot = np.arange(SLOTS)
    cov = a + b * phi ** np.abs(slot[:, None] - slot) + np.diag(1 / mean)  # Poisson counts besides

    def of(x, y):
        return mean[x] @ cov[x][:, y] @ mean[y] / mean[x].sum() / mean[y].sum()

    day, morning, afternoon = slice(0, SLOTS), slice(0, NOON_SLOT), slice(NOON_SLOT, SLOTS)
    return (of(morning, morning) ** 0.5, of(afternoon, afternoon) ** 0.5,
            of(morning, afternoon) / (of(morning, morning) * of(afternoon, afternoon)) ** 0.5,
            memory * a / of(day, day), 1 + (a + b) * mean)


def day_before(dates, ratio):
    """Correlation of a day's total with that of the weekday before."""
    near = [i for i in range(1, len(dates)) if (dates[i] - dates[i - 1]).days in (1, 3)]
    return np.mean([ratio[i] * ratio[i - 1] for i in near]) / np.mean(ratio ** 2)


def show(variance_to_mean):
    return "%.0f to %.0f" % (variance_to_mean.min(), variance_to_mean.max())


def main(path):
    counts, weekday, dates = read(path)
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
    print("%-40s %8s %8s" % ("", "data", "model"))
    poisson = (correction[:, None] * (counts - expected) ** 2).mean(0) / expected.mean(0)
    data = (morning, afternoon, correlation, day_before(dates, counts.sum(1) / expected.sum(1) - 1), poisson)
    names = ("sd 7:00-12:00, given the weekday", "sd 12:00-21:00", "correlation of the two", "correlation with the day before")
    model = of_model(a, b, phi, DAY_MEMORY, expected)
    for name, x, y in zip(names, data, model):
        print("%-40s %8.3f %8.3f" % (name, x, y))
    print("%-40s %8s %8s" % ("variance to mean of a half-hour", show(data[4]), show(model[4])))


if __name__ == "__main__":
    main(sys.argv[1])
