"""The checksum behind a result file: FNV-1a, 64 bits, over the bytes that the superblock of HDF5 states.

HDF5 has checksums for its indexes only; a flipped bit in a small variable would be another figure.
"""
from __future__ import annotations

import os
from typing import BinaryIO

import numpy as np

from ._errors import ResultError

SIGNATURE = b"\x89HDF\r\n\x1a\n"
MARK = b"ccsimsum"
SUPERBLOCK_BYTES = 48  # of version 2
START = 0xCBF29CE484222325
PRIME = 0x100000001B3
CHUNK = 1 << 16
_POWERS = np.multiply.accumulate(np.full(CHUNK, PRIME, dtype=np.uint64))  # prime^1, prime^2, ... modulo 2^64


def fnv1a(sum_: int, data: bytes) -> int:
    """The sum goes on over the bytes.

    A step is sum = (sum ^ byte) * prime. The xor moves the lowest 8 bits only, so it is the addition of some d, and n steps are
    sum * prime^n + d_1 prime^n + d_2 prime^(n - 1) + ...: a product of vectors, once the lowest 8 bits before each step are known.
    Those depend on nothing above them, and bit k of the next is bit k of this, xor the byte's, xor what the bits below carry: one
    running xor for each bit.
    """
    for first in range(0, len(data), CHUNK):
        part = np.frombuffer(data, dtype=np.uint8, count=min(CHUNK, len(data) - first), offset=first)
        low = np.zeros(len(part), dtype=np.uint8)  # the lowest bits before each step, known up to bit k
        for k in range(8):
            bit = np.uint8(1 << k)
            mixed = low ^ (part & np.uint8((1 << k) - 1))  # multiplied by the prime, as far as bit k can see
            steps = ((mixed * np.uint8(PRIME & 0xFF)) ^ part) & bit
            before = np.empty_like(steps)
            before[0] = sum_ & int(bit)
            before[1:] = steps[:-1]
            low |= np.bitwise_xor.accumulate(before)
        added = (low ^ part).astype(np.uint64) - low.astype(np.uint64)
        n = len(part)
        total = int(np.sum(added * _POWERS[n - 1 :: -1], dtype=np.uint64))
        sum_ = (sum_ * int(_POWERS[n - 1]) + total) & 0xFFFFFFFFFFFFFFFF
    return sum_


def check(file: BinaryIO, path: str) -> bool:
    """Raise ResultError for what is no HDF5, is truncated, or does not match its seal.

    A tool that has changed the file has dropped the seal with it. Returns whether there is one.
    """
    size = os.fstat(file.fileno()).st_size
    head = file.read(SUPERBLOCK_BYTES)
    if not head:
        raise ResultError(f"{path}: is empty")
    if head[: len(SIGNATURE)] != SIGNATURE[: len(head)]:
        raise ResultError(f"{path}: is no HDF5 file, so no result of ccsim")
    if len(head) < SUPERBLOCK_BYTES:
        raise ResultError(f"{path}: is truncated: {size} bytes")
    if head[8] != 2:
        return False
    length = int.from_bytes(head[28:36], "little")
    if size < length:
        raise ResultError(f"{path}: is truncated: {size} bytes of {length}")
    if size == length:
        return False
    sum_, left = fnv1a(START, head), length - len(head)
    while left > 0:
        part = file.read(min(left, 1 << 22))
        if not part:
            raise ResultError(f"{path}: is truncated: it became shorter while it was read")
        sum_ = fnv1a(sum_, part)
        left -= len(part)
    if file.read(16) != MARK + sum_.to_bytes(8, "little"):
        raise ResultError(f"{path}: is damaged: its bytes do not match its checksum")
    return True
