"""The posts that are funded on a day, and those that close without a line. Pure.

These are plain values, read from the rows once, so that any day can be worked out without a query.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.funding.rules.years import DAY, notice

WHOLE = 100  # per cent
FUNDED, PARTLY, NOT_FUNDED, TENURE_ENDED = "funded", "partly", "not_funded", "tenure_ended"
NO_CAPABILITY = "No capability"


@dataclass(frozen=True)
class Line:
    """A funding line: `last_day` is the day it really ends, early or not."""

    ref: str
    first_day: date
    last_day: date
    is_confirmed: bool
    confirmed_on: date | None = None

    def runs_on(self, day: date) -> bool:
        """Return whether the line pays on a day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Post:
    """A post: the lines it rests on, each with the share in per cent that the line pays."""

    ref: str
    rests: tuple[tuple[Line, int], ...] = ()
    tenure_ends: date | None = None
    capability: str = NO_CAPABILITY

    def share_on(self, day: date, *, without: str = "", confirmed: bool = False) -> int:
        """Return the per cent of the post that is paid on a day, at most 100.

        `without` leaves out the line with this reference. `confirmed` counts confirmed lines only.
        """
        shares = (
            share
            for line, share in self.rests
            if line.runs_on(day) and line.ref != without and (line.is_confirmed or not confirmed)
        )
        return min(sum(shares), WHOLE)

    def state_on(self, day: date, *, without: str = "", confirmed: bool = False) -> str:
        """Return whether the post is funded on a day. A tenure that ended comes first."""
        if self.tenure_ends is not None and self.tenure_ends < day:
            return TENURE_ENDED
        share = self.share_on(day, without=without, confirmed=confirmed)
        return FUNDED if share == WHOLE else PARTLY if share else NOT_FUNDED


@dataclass(frozen=True)
class Cliff:
    """The posts of a capability, or of all, on the day after `beyond`.

    `confirmed` counts the posts that confirmed lines pay in full. `unconfirmed` is the per cent of
    the money of today's posts that rests on lines not confirmed, or None if there is none.
    `notice` is the shortest notice in days of the lines that pay on the day after, or None.
    `waiting` counts the lines that pay then and are not confirmed.
    """

    name: str
    posts: int
    funded: int
    partly: int
    not_funded: int
    tenure_ended: int
    confirmed: int
    unconfirmed: int | None
    notice: int | None
    waiting: int

    @property
    def percent(self) -> int | None:
        """The share of posts funded beyond the day, or None without posts."""
        return round(WHOLE * self.funded / self.posts) if self.posts else None


def cliff(name: str, posts: Sequence[Post], today: date, beyond: date) -> Cliff:
    """Count the posts that are funded beyond a day, and how many of them by confirmed lines."""
    after = beyond + DAY
    states = [post.state_on(after) for post in posts]
    lines = {
        line.ref: line for post in posts for line, share in post.rests if share
        if line.runs_on(after)
    }  # fmt: skip
    notices = [
        days for line in lines.values()
        if line.is_confirmed and (days := notice(line.confirmed_on, after)) is not None
    ]  # fmt: skip
    return Cliff(
        name=name,
        posts=len(posts),
        funded=states.count(FUNDED),
        partly=states.count(PARTLY),
        not_funded=states.count(NOT_FUNDED),
        tenure_ended=states.count(TENURE_ENDED),
        confirmed=sum(post.state_on(after, confirmed=True) == FUNDED for post in posts),
        unconfirmed=unconfirmed_share(posts, today),
        notice=min(notices, default=None),
        waiting=sum(not line.is_confirmed for line in lines.values()),
    )


def by_capability(posts: Iterable[Post], today: date, beyond: date) -> list[Cliff]:
    """Return the cliff of each capability, in order of its name."""
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        groups[post.capability].append(post)
    return [cliff(name, groups[name], today, beyond) for name in sorted(groups)]


def unconfirmed_share(posts: Iterable[Post], day: date) -> int | None:
    """Return the per cent of a day's funding that unconfirmed lines pay, or None."""
    shares = [
        (share, line.is_confirmed)
        for post in posts
        for line, share in post.rests
        if line.runs_on(day)
    ]
    paid = sum(share for share, _ in shares)
    open_ones = sum(share for share, is_confirmed in shares if not is_confirmed)
    return round(WHOLE * open_ones / paid) if paid else None


@dataclass(frozen=True)
class Loss:
    """The money that a post loses without a line: the per cent paid before and after."""

    post: Post
    before: int
    after: int

    @property
    def closes(self) -> bool:
        """Whether nothing else pays for the post."""
        return self.after == 0


def losses(posts: Iterable[Post], line: Line, last_day: date) -> tuple[date, list[Loss]]:
    """Return what each post loses if a line ends on `last_day`, and the day it is felt.

    It is felt on the day after, or on the line's first day if it has not begun by then. Posts
    whose tenure ended by then lose nothing. No post loses anything after the line's own last day.
    """
    felt = max(last_day + DAY, line.first_day)
    lost = [
        Loss(post, post.share_on(felt), post.share_on(felt, without=line.ref))
        for post in posts
        if post.state_on(felt) != TENURE_ENDED
    ]
    return felt, [loss for loss in lost if loss.after < loss.before]


def most_covered(spans: Iterable[tuple[date, date, int]]) -> int:
    """Return the largest sum of shares that fall on one day. A span is (first, last, share)."""
    valid = [span for span in spans if span[0] <= span[1]]
    return max(
        (sum(share for first, last, share in valid if first <= day <= last) for day, _, _ in valid),
        default=0,
    )
