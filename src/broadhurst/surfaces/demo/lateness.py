"""When the actions of the demo are completed: most in time, some late."""

from datetime import date, timedelta
from random import Random

# The longest delay. Actions that were due recently are overdue when the demo is loaded, but none
# has been overdue for years.
LATEST = timedelta(days=24)


def done_on(random: Random, due: date, today: date) -> date:
    """Return the day when an action set today is completed."""
    late = random.choice((-6, -4, -3, -2, -1, 0, 5, 12))
    if random.random() < 0.93:
        return max(due + timedelta(days=late), today + timedelta(days=18))
    return due + LATEST
