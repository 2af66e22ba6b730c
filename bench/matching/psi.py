"""Private set intersection: the cost of a set and of a query.

`python -m bench.matching.psi [SIZE …]` uses sets of 10,000, 100,000 and 1,000,000 made-up phone
numbers. Queries have 1 or 1,000 items, and every tenth is in the set. It uses one core and needs
the extra `psi`.
"""

import sys
from time import perf_counter

from broadhurst.capabilities.federation.protocol import psi
from broadhurst.capabilities.federation.protocol.items import written

SIZES = (10_000, 100_000, 1_000_000)
QUERIES = (1, 1_000)
HEADINGS = ("set", "padded", "set-up s", "µs an item", "set MB", "query", "sent kB", "asked ms",
            "answered ms", "read ms")  # fmt: skip


def phone(number: int) -> str:
    return written("phone", 1, f"+4477{number:08d}")


def asked(served: psi.Served, count: int) -> tuple[float, float, float, float]:
    """Return kB sent, and ms to blind, to answer with proof, and to read."""
    items = [phone(n) if n % 10 == 0 else phone(90_000_000 + n) for n in range(count)]
    began = perf_counter()
    query = psi.Query(items, served.offer.nonce)
    blinded = perf_counter()
    answer = psi.answer(served.key, query.message)
    answered = perf_counter()
    found = query.found(served.offer, answer, psi.MOST_SET)
    read = perf_counter()
    if found != items[::10]:
        raise SystemExit("The intersection is not right.")
    spans = (blinded - began, answered - blinded, read - answered)
    return (len(query.message) / 1e3, *(1e3 * span for span in spans))


def main(sizes: tuple[int, ...]) -> None:
    print("  ".join(f"{heading:>11}" for heading in HEADINGS))
    for size in sizes:
        began = perf_counter()
        served = psi.serve(phone(n) for n in range(size))
        spent = perf_counter() - began
        for count in QUERIES:
            sent, *spans = asked(served, count)
            row = (
                f"{size:,}", f"{served.size:,}", f"{spent:.2f}", f"{1e6 * spent / size:.1f}",
                f"{len(served.offer.message) / 1e6:.2f}", f"{count:,}", f"{sent:.1f}",
                *(f"{span:.1f}" for span in spans),
            )  # fmt: skip
            print("  ".join(f"{cell:>11}" for cell in row), flush=True)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
