"""Result files with bytes and values changed by chance, the checksums made anew as somebody with intent would, and what the program makes of
them: it reads them or says that they are damaged (exit status 0 or 65), within 10 s of processor time, and never crashes.

Usage: test_mutations.py [--count 500] [--first 1] [--jobs 1] [--keep FOLDER]

Mutant number N is the same on every machine. With --keep those that fail stay in FOLDER. Of a build with the address sanitizer a report is a
failure too, where the faulty access is ours (of HDF5's own the reading child dies, which is what it is there for), and memory is limited to 1 GB."""
import argparse
import collections
import concurrent.futures
import gzip
import math
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile

try:
    import h5py
    import numpy as np
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

SOURCE = pathlib.Path(os.environ["CCSIM_SOURCE"])
PROGRAM = os.environ["CCSIM_PROGRAM"]
sys.path.insert(0, str(SOURCE / "analysis/python"))
from ccsim_results import _seal  # noqa: E402

COMMANDS = (("show",), ("show", "--json"), ("show", "--by", "interval"), ("compare", "whole.h5"), ("export",), ("report", "-o", "-"))
CPU_S, WALL_S, MEMORY_MB = 10, 300, 1024  # the clock on the wall is for what waits without end; a busy machine is no failure
INTERESTING = (0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1)
NUMBERS = (0.0, 1.0, -1.0, 0.5, 1e-300, 1e300, -1e300, math.nan, math.inf, -math.inf, 2.0**31, 2.0**32 - 1, 2.0**53)
TEXTS = ("", "all", "x" * 5000, "\x1b[31m", "<script>", "%s%n", "é€😀", "2026-13-45T99:99", "\n", "ratio", "type/", "group/zzz")
BLOCKS = re.compile(b"OHDR|OCHK|GCOL|TREE|FRHP|FHDB|BTHD|BTLF")


def rotated(x, k):
    return (x << k | x >> 32 - k) & 0xFFFFFFFF


def lookup3(data):
    """HDF5's checksum of metadata: Jenkins (2006), hashlittle with an initial value of 0."""
    a = b = c = (0xDEADBEEF + len(data)) & 0xFFFFFFFF
    words = struct.unpack(f"<{(len(data) + 11) // 12 * 3}I", data + bytes(-len(data) % 12))
    last = len(words) - 3
    for i in range(0, len(words), 3):
        a, b, c = (a + words[i]) & 0xFFFFFFFF, (b + words[i + 1]) & 0xFFFFFFFF, (c + words[i + 2]) & 0xFFFFFFFF
        if i == last:
            break
        for k in (4, 6, 8, 16, 19, 4):
            a = ((a - c) & 0xFFFFFFFF) ^ rotated(c, k)
            c = (c + b) & 0xFFFFFFFF
            a, b, c = b, c, a
    for k in (14, 11, 25, 16, 4, 14, 24):
        c = ((c ^ b) - rotated(b, k)) & 0xFFFFFFFF
        a, b, c = b, c, a
    return b  # what the last step has made and turned away from c


def parts_of_headers(data):
    """(begin, end) of every part of an object header: its checksum stands behind. "HDF5 File Format Specification", IV.A.1.b."""
    for found in re.finditer(b"OHDR\x02", data):
        at, flags = found.start() + 6, data[found.start() + 5]
        at += 16 * bool(flags & 0x20) + 4 * bool(flags & 0x10)
        width = 1 << (flags & 3)
        first = at + width
        yield from parts_behind(data, found.start(), first, first + int.from_bytes(data[at:first], "little"), 4 + 2 * bool(flags & 4))


def parts_behind(data, begin, at, end, head):
    yield begin, end
    while at + head <= end:
        kind, size = data[at], int.from_bytes(data[at + 1 : at + 3], "little")
        if kind == 0x10:
            there, length = struct.unpack_from("<QQ", data, at + head)
            yield from parts_behind(data, there, there + 4, there + length - 4, head)
        at += head + size


class Base:
    def __init__(self, packed):
        self.name = packed.name
        self.data = gzip.decompress(packed.read_bytes())[: -len(_seal.MARK) - 8]
        self.parts = [(0, 44), *parts_of_headers(self.data)]
        self.blocks = [found.start() for found in BLOCKS.finditer(self.data)]
        wrong = [part for part in self.parts if lookup3(self.data[slice(*part)]) != int.from_bytes(self.data[part[1] : part[1] + 4], "little")]
        if wrong or len(self.parts) < 500:
            raise AssertionError(f"{self.name}: checksums are not where they should be: {wrong[:5]} of {len(self.parts)}")


def place(chance, base, data):
    """Anywhere, or, more often, near the begin of a block of HDF5's own."""
    if chance.random() < 0.3:
        return chance.randrange(12, len(data))
    return min(chance.choice(base.blocks) + int(chance.expovariate(1 / 40)), len(data) - 1)


def overwrite(chance, data, at):
    width = chance.choice((1, 2, 4, 8))
    value = chance.choice(INTERESTING) if chance.random() < 0.6 else chance.getrandbits(64)
    data[at : at + width] = (value & (1 << 8 * width) - 1).to_bytes(width, "little")[: len(data) - at]


def flip(chance, data, at):
    data[at] ^= 1 << chance.randrange(8)


def move(chance, data, at):
    there, n = chance.randrange(len(data)), chance.choice((1, 8, 16, 64, 512))
    piece = data[there : there + n]
    data[at : at + len(piece)] = piece[: len(data) - at]


def insert(chance, data, at):
    data[at:at] = chance.randbytes(chance.choice((1, 2, 8, 16)))


def drop(chance, data, at):
    del data[at : at + chance.choice((1, 2, 8, 16))]


def slip(chance, data, at):
    """Bytes come in and as many fall out a little later: what lies further on stays where it is."""
    n = chance.choice((1, 4, 8))
    end = min(len(data), at + chance.choice((32, 256, 2048)))
    data[at:end] = (chance.randbytes(n) + data[at:end])[: end - at]


def changed_bytes(chance, base):
    data = bytearray(base.data)
    ways = (overwrite, overwrite, flip, move, slip) if chance.random() < 0.9 else (insert, drop)
    for _ in range(1 + min(20, int(chance.expovariate(1 / 3)))):
        chance.choice(ways)(chance, data, place(chance, base, data))
    if len(data) == len(base.data):
        for begin, end in base.parts:
            if data[begin : end + 4] != base.data[begin : end + 4]:
                data[end : end + 4] = lookup3(bytes(data[begin:end])).to_bytes(4, "little")
    return data


def change_value(chance, item):
    values, text = item[...], h5py.check_string_dtype(item.dtype)
    if values.size == 0:
        return
    for _ in range(chance.choice((1, 1, 3, 20))):
        where = np.unravel_index(chance.randrange(values.size), values.shape)
        if text:
            values[where] = chance.choice(TEXTS).encode()
        elif values.dtype.kind == "f":
            with np.errstate(over="ignore"):  # a dimension without values is single precision
                values[where] = chance.choice(NUMBERS)
        else:
            values[where] = chance.getrandbits(chance.choice((1, 8, 32, 8 * values.dtype.itemsize))) & np.iinfo(values.dtype).max
    item[...] = values


def change_attribute(chance, file):
    name = chance.choice(sorted(set(file.attrs) - {"_NCProperties", "ccsim_format"}))
    value = file.attrs[name]
    if isinstance(value, str):
        file.attrs.modify(name, chance.choice((*TEXTS, value[: len(value) // 2], value + value)))
    elif isinstance(value, (np.uint64, np.float64)):
        file.attrs.modify(name, type(value)(chance.getrandbits(64) if isinstance(value, np.uint64) else chance.choice(NUMBERS)))


def changed_values(chance, base, path):
    """What HDF5 finds nothing wrong with: other values, other attributes, variables that are missing."""
    path.write_bytes(base.data)
    with h5py.File(path, "r+") as file:
        names = sorted(name for name, item in file.items() if isinstance(item, h5py.Dataset) and item.shape is not None)
        for _ in range(1 + min(10, int(chance.expovariate(1 / 2)))):
            kind = chance.random()
            if kind < 0.7:
                change_value(chance, file[chance.choice(names)])
            elif kind < 0.9:
                change_attribute(chance, file)
            else:
                del file[names.pop(chance.randrange(len(names)))]
    return bytearray(path.read_bytes())


def sealed(data):
    """With the length and the sum that the superblock and the seal should state."""
    if len(data) >= 48:
        if data[8] == 2:
            data[28:36] = len(data).to_bytes(8, "little")
        data[44:48] = lookup3(bytes(data[:44])).to_bytes(4, "little")
    return bytes(data) + _seal.MARK + _seal.fnv1a(_seal.START, bytes(data)).to_bytes(8, "little")


def make(number, bases, path):
    chance = random.Random(number)
    base = chance.choice(bases)
    data = changed_values(chance, base, path) if chance.random() < 0.3 else changed_bytes(chance, base)
    path.write_bytes(sealed(data))


def ours(report):
    """Whether the first frame that is HDF5's or ours, innermost first, is ours; reports without frames are those of limits."""
    for line in report.splitlines():
        if re.match(r"\s+#\d+ ", line) and ("libhdf5" in line or re.search(r"/(sim|read|file|analysis|study|program)/", line)):
            return "libhdf5" not in line
    return False


def outcome(number, bases, folder):
    """(what happened, None or why that is a failure)"""
    path = folder / f"{number}.h5"
    make(number, bases, path)
    command = COMMANDS[number % len(COMMANDS)]
    env = {**os.environ, "ASAN_OPTIONS": f"{os.environ.get('ASAN_OPTIONS', '')}:hard_rss_limit_mb={MEMORY_MB}:log_path={path}.asan"}
    try:
        done = subprocess.run(["sh", "-c", f'ulimit -c 0; ulimit -t {CPU_S}; exec "$0" "$@"', PROGRAM, *command, path.name], cwd=folder, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=WALL_S)
    except subprocess.TimeoutExpired:
        return "hangs", f"ccsim {' '.join(command)} hangs"
    reports = [log.read_text(errors="replace") for log in folder.glob(f"{path.name}.asan.*")]
    told = f"ccsim {' '.join(command)}: status {done.returncode}\n{done.stderr[-2000:]}"
    if done.returncode not in (0, 65) or "runtime error" in done.stderr:
        return "fails", told + "".join(reports)
    if any(map(ours, reports)) or any("runtime error" in report for report in reports):
        return "fails", told + "".join(reports)
    if done.returncode == 65 and path.name not in done.stderr and "cannot be compared" not in done.stderr:
        return "fails", told + "(the file is not named)"
    if done.returncode == 0:
        return "read", None
    if "so that reading it fails" in done.stderr:
        return "the child died", None
    return ("the child met a limit" if "time or memory that its length allows" in done.stderr else "refused"), None


def attempt(number, bases, folder, keep):
    what, why = outcome(number, bases, folder)
    for path in folder.glob(f"{number}.h5*"):
        if why and keep and path.suffix == ".h5":
            (keep / path.name).write_bytes(path.read_bytes())
        path.unlink()
    return number, what, why


def summary(counts):
    return f"{sum(counts.values())} mutants: " + ", ".join(f"{what} {n}" for what, n in counts.most_common())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    args = parser.parse_args()
    bases = [Base(packed) for packed in sorted((SOURCE / "tests/readers/formats").glob("*.h5.gz"))]
    counts, failures = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        pathlib.Path(folder, "whole.h5").write_bytes(sealed(bytearray(bases[-1].data)))
        jobs = [pool.submit(attempt, number, bases, pathlib.Path(folder), args.keep) for number in range(args.first, args.first + args.count)]
        for job in concurrent.futures.as_completed(jobs):
            number, what, why = job.result()
            counts[what] += 1
            if why:
                failures += 1
                print(f"mutant {number}: {why}\n", flush=True)
            if sum(counts.values()) % 100 == 0:
                print(summary(counts), file=sys.stderr, flush=True)
    print(summary(counts))
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
