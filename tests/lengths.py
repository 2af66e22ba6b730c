"""How long the property tests run: BROADHURST_TESTS is `quick`, `full` (default) or `soak`."""

import os

LENGTH = os.environ.get("BROADHURST_TESTS", "full")
FACTORS = {"quick": 0.25, "full": 1, "soak": 100}
STEPS = {"quick": 1, "full": 1, "soak": 10}
BY_DEFAULT = 100  # examples of a property that says no number


def examples(full: int) -> int:
    """Return how many examples to try, of so many in a full run."""
    return max(2, round(full * FACTORS[LENGTH]))


def steps(full: int) -> int:
    """Return how many steps a history may have, of so many in a full run.

    A soak takes a state machine through more than 100,000 steps: 1,000 times a full run.
    """
    return full * STEPS[LENGTH]
