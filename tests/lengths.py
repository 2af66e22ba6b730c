"""How long the property tests run: BROADHURST_TESTS is `quick`, `full`, `deep` or `soak`.

Without it they run `full`, as before a change lands. `make test-deep` runs more histories of the
state machines: 10,000 steps in all.
"""

import os

LENGTH = os.environ.get("BROADHURST_TESTS", "full")
FACTORS = {"quick": 0.25, "full": 1, "deep": 1, "soak": 100}
HISTORIES = {"quick": 0.25, "full": 1, "deep": 11, "soak": 25}
STEPS = {"quick": 1, "full": 1, "deep": 1, "soak": 4}
BY_DEFAULT = 100  # examples of a property that says no number


def examples(full: int) -> int:
    """Return how many examples to try, out of the number in a full run."""
    return max(2, round(full * FACTORS[LENGTH]))


def histories(full: int) -> int:
    """Return how many histories a state machine tries, out of the number in a full run.

    A soak takes the machines and the other histories through more than 100,000 steps in all. That
    is 100 times a full run.
    """
    return max(2, round(full * HISTORIES[LENGTH]))


def steps(full: int) -> int:
    """Return how many steps a history may have, out of the number in a full run."""
    return full * STEPS[LENGTH]
