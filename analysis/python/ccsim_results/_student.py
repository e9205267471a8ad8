"""Quantiles of Student's t distribution, without SciPy."""
from __future__ import annotations

import functools
import math


def _log_beta_half(a: float) -> float:
    """log B(a, 1/2). For large a the difference of two logarithms of gamma would lose its digits: an asymptotic series instead."""
    if a < 20:
        return math.lgamma(a) + math.lgamma(0.5) - math.lgamma(a + 0.5)
    series = -1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5) + 17 / (14336 * a**7)
    return 0.5 * math.log(math.pi) - (0.5 * math.log(a) + series)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (Lentz's method; Numerical Recipes, 6.4)."""
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    value = d
    for m in range(1, 100000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for coefficient in (even, odd):
            d = 1 + coefficient * d
            c = 1 + coefficient / c
            d = 1 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def _two_sided(t: float, degrees: float) -> float:
    """P(|T| <= t)."""
    a, b = 0.5 * degrees, 0.5
    square = t * t
    x, rest = degrees / (degrees + square), square / (degrees + square)
    front = math.exp(a * -math.log1p(square / degrees) + b * math.log(rest) - _log_beta_half(a)) if rest > 0 else 0.0
    if x < (a + 1) / (a + b + 2):
        return 1 - front * _fraction(a, b, x) / a
    return front * _fraction(b, a, rest) / b


@functools.lru_cache(maxsize=4096)
def t_quantile(confidence: float, degrees: int) -> float:
    """Half of the interval that holds a share `confidence` of Student's t; NaN below one degree of freedom."""
    if degrees < 1 or not 0 < confidence < 1:
        return math.nan
    low, high = 0.0, 1.0
    while _two_sided(high, degrees) < confidence:
        low, high = high, 2 * high
    for _ in range(200):  # bisection: certain, and each quantile is asked for once
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        if _two_sided(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
