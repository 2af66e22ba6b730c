"""Scenario: two years of hits, bids, referrals and actions, more of them each month.

Work follows the seasons: less in August and December, more in spring and autumn. So a chart by
month shows a trend and a pattern, not a flat line.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from broadhurst.surfaces.demo.scenario_deconfliction import share_with_another
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.scenario_plans import act_again
from broadhurst.surfaces.demo.scenario_safeguarding import refer_another
from broadhurst.surfaces.demo.scenario_tasking import Tasking, bid_once
from broadhurst.surfaces.demo.script import Script

MONTHS = 24
SEASONS = {3: 1.2, 8: 0.7, 10: 1.2, 11: 1.25, 12: 0.6}  # the share of an ordinary month


def fill_two_years(
    script: Script, lives: list[Life], tasking: Tasking, random: Random, today: date
) -> None:
    """Add the work of the last two years, spread over the OCGs that are worked on."""
    bid = partial(bid_once, tasking=tasking)
    # Each step, with how often it comes in the first month and in the last.
    activities: tuple[tuple[Callable[[Life], None], float, float], ...] = (
        (partial(share_with_another, lives=lives), 1, 4),
        (bid, 1, 3.5),
        (refer_another, 1, 4),
        (act_again, 2, 7),
    )

    def let_one(act: Callable[[Life], None]) -> None:
        able = [
            life
            for life in lives
            if life.is_worked_on and not life.is_kept
            if life.may_bid or act is not bid
        ]
        if able:
            act(random.choice(able))

    for act, first, last in activities:
        for day in _days(random, today, first, last):
            script.on(day, partial(let_one, act), random.randint(8, 16), 30)


def _days(random: Random, today: date, first: float, last: float) -> Iterator[date]:
    """Yield days of the last two years, from `first` in a month to `last`."""
    for past in range(MONTHS, -1, -1):
        month = _months_before(today, past)
        often = SEASONS.get(month.month, 1) * (last - (last - first) * past / MONTHS)
        for _ in range(int(often + random.random())):
            day = month + timedelta(days=random.randint(0, 27))
            if day < today:
                yield day


def _months_before(day: date, months: int) -> date:
    """Return the first day of the month a number of months before a day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def recent_days(random: Random, today: date, day_count: int) -> list[date]:
    """Return days of the last two years when OCGs are registered, more of them each month."""
    shares = ((number + random.random()) / day_count for number in range(day_count))
    ages = (720 * (1 - 0.4 * share - 0.6 * share**0.5) for share in shares)
    return [today - timedelta(days=max(round(age), 12)) for age in ages]
