"""report.py - the comparisons as one page, docs/validation.md, and what they say together about the standard errors."""

import math

import numpy as np

import table


class Summary:
    """All comparisons of exact figures together. Those that could not miss (an exact 0, say) are counted apart."""

    def __init__(self, outcomes):
        every = [c for o in outcomes for c in o.comparisons]
        self.n = len(every)
        self.certain = [c for c in every if c.error == 0 and c.reference_error == 0]
        self.judged = [c for c in every if c.error > 0]
        z = np.abs([c.z for c in self.judged]) if self.judged else np.zeros(1)
        self.largest = float(z.max())
        self.beyond = {k: float((z > k).mean()) for k in (1, 2, 3)}
        self.mean_square = float((z**2).mean())
        self.missed = [c for c in every if c.misses()]
        self.contacts = sum(o.contacts for o in outcomes)

    def complaints(self):
        """Honest standard errors give a mean square near 1. Figures of one run depend on each other, so that it scatters: over
        ten sets of other seeds by 0.14."""
        if self.n > 500 and not 0.5 <= self.mean_square <= 1.6:
            yield "the mean square of all differences in standard errors is %.2f, not near 1" % self.mean_square

    def line(self):
        return ("%d comparisons, %d of them exact equalities; of the others the largest |z| is %.2f, beyond 1, 2, 3 are %.1f %%, "
                "%.1f %%, %.2f %% (31.7 %%, 4.6 %%, 0.27 %% expected), mean square %.2f (1 expected); %d missed at first; %.0f million "
                "contacts" % (
                    self.n, len(self.certain), self.largest, 100 * self.beyond[1], 100 * self.beyond[2], 100 * self.beyond[3],
                    self.mean_square, len(self.missed), self.contacts / 1e6))


def _number(x):
    return "%.6g" % x if x else "0"


def _error(c):
    if c.error == 0:
        return "exact"
    return "%.2g %%" % (100 * c.relative_error) if c.reference else "%.2g" % c.error


def _row(c):
    z = "%+.2f" % c.z if c.error else "0"
    if c.confirmed:
        z += " (again, four times as long: %+.2f)" % c.confirmed.z
    reference = _number(c.reference)
    if c.reference_error > 1e-9 * abs(c.reference):
        reference += " ± %.2g" % c.reference_error
    return "| %s | %s | %s | %s | %s |" % (c.name.replace("|", "\\|"), reference, _number(c.value), _error(c), z)


def _section(o):
    case = o.case
    lag1 = max((abs(c.lag1) for c in o.comparisons), default=0.0)
    lines = ["### " + case.name, "", case.about, "", "Expected values: %s." % case.source]
    if case.note:
        lines += ["", case.note]
    kind = "batches" if case.hours else "days of the calendar" if case.days > 1 else "replications"
    lines += ["", "    ccsim run tests/theory/cases/%s.cfg %s -o result.h5" % (case.name, " ".join(o.settings)), "",
              "%s contacts; largest correlation of neighbouring %s %.2f." % ("{:,}".format(o.contacts), kind, lag1), "",
              "| figure | expected | simulated | standard error | difference / standard error |", "|---|---|---|---|---|"]
    return lines + [_row(c) for c in o.comparisons] + [""]


HEAD = """# Validation

Written by `tests/theory/theory.py --write docs/validation.md` with the released program; the same program writes the same page.

Every scenario in `tests/theory/cases` has figures that queueing theory knows exactly, or that another simulator prints. It runs
through the same door as a user's, `ccsim run`, and every figure is formed from the base facts in the result file, so that
conventions that differ (contacts that balk counted apart, or as abandoned) do not matter.

- **Standard error**: the jackknife over observations: batches of a steady run, replications, or days of the calendar (each of them
  a sum over replications). A batch is at least 50 times as long as the system remembers its state; the correlation of neighbouring
  batches is stated with each case.
- **Length**: so long that the standard error is below 0.3 % of shares and service levels and below 1 % of everything
  else{exceptions}.
- **Agreement**: within 4 standard errors of an exact value; within 3.5 of a printed one, with the printed interval (or, where none
  is printed, our error scaled to their number of days) and the rounding of its last digit combined with ours. What is certain
  (nobody abandons where patience has no end) must be equal. A miss counts only if a run of four times the length with a second seed
  misses too.

{summary}.

"""


def page(outcomes, summary, divisor, found):
    """found: what a slightly wrong scenario shows, and the identities."""
    shorter = "" if divisor == 1 else ", divided here by %d" % divisor
    line = summary.line()
    text = HEAD.format(summary=line[0].upper() + line[1:], exceptions=table.EXCEPTIONS + shorter)
    lines = ["## Identities", "", "Checked by `tests/theory/identities.py`, observation by observation, without any tolerance but that "
             "of adding up numbers in another order.", "", "| identity | checks | failed |", "|---|---|---|"]
    lines += ["| %s | %d | %d |" % (what, n, len(failed)) for what, n, failed in found["identities"]]
    lines += ["", "## What the comparisons would notice", "", "Scenarios that are slightly wrong, run at a quarter of the length, and the "
              "figure that is off most: by how many standard errors.", "", "| case | what is wrong | figure | difference |",
              "|---|---|---|---|"]
    lines += ["| %s | `%s` | %s | %.1f |" % row for row in found["notices"]]
    lines += ["", "## Cases", ""]
    for o in outcomes:
        lines += _section(o)
    return text + "\n".join(lines)
