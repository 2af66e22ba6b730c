"""An organisation's posts and money: beyond a day, by month, by year, and without a line."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.funding.models import Line, Post
from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.capabilities.funding.queries.posts import as_values, line_value, open_on, posts
from broadhurst.capabilities.funding.rules import cover, years
from broadhurst.foundation.agencies.models import Agency

MONTHS = 24


@dataclass(frozen=True)
class Outlook:
    """The posts funded beyond the day `beyond`, as known on `today`.

    `ending` are the lines that pay on `beyond` and not on the day after.
    """

    recipient: Agency
    today: date
    beyond: date
    whole: cover.Cliff
    capabilities: list[cover.Cliff]
    lines: list[Line]
    ending: list[Line]
    posts: list[cover.Post]

    @property
    def days_left(self) -> int:
        """The days from today to the last day; negative if it has passed."""
        return (self.beyond - self.today).days


def outlook(recipient: Agency, today: date, beyond: date) -> Outlook:
    """Work out the outlook of an organisation, in a few queries however many posts it has."""
    its_lines = list(lines().filter(recipient=recipient))
    rows = posts().filter(open_on(today), recipient=recipient)
    values = as_values(rows, today)
    return Outlook(
        recipient,
        today,
        beyond,
        cover.cliff("All posts", values, today, beyond),
        cover.by_capability(values, today, beyond),
        its_lines,
        [line for line in its_lines if line.first_day <= beyond and line.ends_on == beyond],
        values,
    )


def month_starts(first: date, count: int = MONTHS) -> list[date]:
    """Return the first days of months, from the month of a day on."""
    months = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def funded_by_month(
    values: Sequence[cover.Post], first: date
) -> list[tuple[date, int, int]]:  # fmt: skip
    """Return, for each month, the posts funded on its first day, and those by confirmed lines."""
    return [
        (
            day,
            sum(post.state_on(day) == cover.FUNDED for post in values),
            sum(post.state_on(day, confirmed=True) == cover.FUNDED for post in values),
        )
        for day in month_starts(first)
    ]


def money_by_year(rows: Sequence[Line], today: date) -> list[tuple[str, int, int]]:
    """Return, for each financial year, the pence of confirmed lines and of the others.

    Each line's amount is spread over its days. A line that ended pays until its end.
    """
    confirmed: dict[str, int] = defaultdict(int)
    others: dict[str, int] = defaultdict(int)
    for line in rows:
        tally = confirmed if line.is_confirmed_as_of(today) else others
        spread = years.by_year(line.amount, line.first_day, line.last_day, line.ends_on)
        for year, pence in spread.items():
            tally[year] += pence
    return [(year, confirmed[year], others[year]) for year in sorted({*confirmed, *others})]


@dataclass(frozen=True)
class Lost:
    """A post that loses money in a scenario."""

    post: Post
    loss: cover.Loss


@dataclass(frozen=True)
class Scenario:
    """The effect of a line that ends on `last_day`. It is felt on the day `felt`.

    `money` is the pence that would no longer be paid.
    """

    line: Line
    last_day: date
    felt: date
    money: int
    lost: list[Lost]

    @property
    def closing(self) -> list[Lost]:
        """The posts that nothing else pays for."""
        return [lost for lost in self.lost if lost.loss.closes]

    @property
    def short(self) -> list[Lost]:
        """The posts that other lines pay in part."""
        return [lost for lost in self.lost if not lost.loss.closes]

    @property
    def capabilities(self) -> list[tuple[str, int, int]]:
        """Each capability with its posts that close and those that are short."""
        names = sorted({lost.loss.post.capability for lost in self.lost})

        def count(rows: list[Lost], name: str) -> int:
            return sum(lost.loss.post.capability == name for lost in rows)

        return [(name, count(self.closing, name), count(self.short, name)) for name in names]


def scenario(line: Line, last_day: date, today: date) -> Scenario:
    """Work out which posts lose money if a line ends on a day. Nothing is written."""
    rows = {
        post.ref: post
        for post in posts().filter(
            open_on(today), recipient=line.recipient_id, rests__line=line, rests__share__gt=0
        )
    }
    tried = line_value(line, today)
    felt, losses = cover.losses(as_values(rows.values(), today), tried, last_day)
    left = years.left_after(line.amount, line.first_day, line.last_day, last_day)
    past_end = years.left_after(line.amount, line.first_day, line.last_day, line.ends_on)
    lost = [Lost(rows[loss.post.ref], loss) for loss in losses]
    return Scenario(line, last_day, felt, max(left - past_end, 0), lost)
