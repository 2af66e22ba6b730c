"""Words about the chief officers for a ROCU: autonomy, and one paragraph. Pure.

Recommendation 2 (HMICFRS, 18 February 2021) asks that a chief officer is appointed with
responsibility for each ROCU, "as far as practicable working autonomously of force
responsibilities".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from broadhurst.capabilities.establishment.rules.cover import Stretch, covered_since, gaps
from broadhurst.capabilities.establishment.rules.organisations import day
from broadhurst.foundation.govuk.words import count, joined

MOST_LISTED = 3  # more gaps or covers are counted instead of listed
NOBODY = "Nobody holds the post, so nobody can work autonomously of force responsibilities."


@dataclass(frozen=True)
class Responsibility:
    """A post that an officer held, in any organisation.

    `why` says in words why it counts against autonomy, or why not. `cover` is empty if the
    appointment is substantive.
    """

    ref: str
    officer: str
    title: str
    organisation: str
    cover: str
    from_on: date
    until_on: date | None
    counts: bool
    why: str

    @property
    def in_words(self) -> str:
        return f"{self.title}, {self.organisation}"


@dataclass(frozen=True)
class Holder:
    """An officer in a ROCU's post, and the other posts that they held on the same day."""

    held: Responsibility
    beside: tuple[Responsibility, ...]

    @property
    def counting(self) -> list[Responsibility]:
        return [other for other in self.beside if other.counts]


@dataclass(frozen=True)
class Verdict:
    """Whether the chief officers of a day work autonomously. None: nobody holds the post."""

    is_autonomous: bool | None
    reason: str


@dataclass(frozen=True)
class Facts:
    """The chief officers for a ROCU up to a day.

    `days` cover all its posts of chief officer. From `own_since` on, somebody held such a post
    every day, and no holder had a force responsibility. It is None if that is not true now.
    """

    rocu: str
    as_of: date
    days: Sequence[Stretch[Responsibility]]
    holders: Sequence[Holder]
    own_since: date | None


def why(kind: str, *, in_force: bool) -> str:
    """Say why a responsibility counts against autonomy, or why it does not."""
    if kind == "other":
        return "another post in a force" if in_force else "a post outside a force"
    return {
        "force": "a force responsibility",
        "counter_terrorism": "counter-terrorism, held in a force",
        "national_lead": "a national lead",
    }.get(kind, "responsibility for a ROCU")


def verdict(holders: Sequence[Holder]) -> Verdict:
    """Return whether those who hold the post work autonomously, and the reason."""
    if not holders:
        return Verdict(None, NOBODY)
    counting = [holder for holder in holders if holder.counting]
    reasons = " ".join(_reason(holder) for holder in counting or holders)
    return Verdict(not counting, reasons)


def _reason(holder: Holder) -> str:
    officer, counting = holder.held.officer, holder.counting
    if counting:
        listed = joined([f"{duty.in_words} ({duty.why})" for duty in counting])
        return f"{officer} also holds {listed}. This counts against autonomy."
    if holder.beside:
        listed = joined([f"{duty.in_words} ({duty.why})" for duty in holder.beside])
        return f"{officer} also holds {listed}. This does not count against autonomy."
    return f"{officer} holds no other responsibility."


def paragraph(facts: Facts) -> str:
    """Compose one paragraph that can be read out, with nothing in it but the facts."""
    if not facts.days:
        return f"No post of chief officer is recorded for the {facts.rocu} by {day(facts.as_of)}."
    if not facts.days[-1].is_current:
        first, last = day(facts.days[0].since), day(facts.days[-1].last)
        return (
            f"The {facts.rocu} had a post of chief officer from {first} to {last}. It has none now."
        )
    sentences = [*_opening(facts), *_holders(facts), *_past_gaps(facts), *_past_cover(facts)]
    return " ".join(sentences)


def _opening(facts: Facts) -> list[str]:
    """Say since when there is a chief officer, or that there is none."""
    since, own_since = covered_since(facts.days), facts.own_since
    if since is None:
        return _vacant(facts)
    if own_since == since:
        return [f"The {facts.rocu} has had a chief officer of its own since {day(since)}."]
    if own_since:
        return [
            f"The {facts.rocu} has had a chief officer since {day(since)}, and one without force "
            f"responsibilities since {day(own_since)}."
        ]
    return [
        f"The {facts.rocu} has had a chief officer since {day(since)}, but does not have one "
        "without force responsibilities."
    ]


def _vacant(facts: Facts) -> list[str]:
    gap = facts.days[-1]
    sentences = [
        f"Nobody is chief officer for the {facts.rocu}. "
        f"The post has been vacant since {day(gap.since)} ({count(gap.days, 'day')})."
    ]
    if len(facts.days) == 1:
        return [*sentences, "Nobody has held it yet."]
    names = joined([holder.officer for holder in facts.days[-2].holders])
    return [*sentences, f"{names} held it until {day(gap.since - timedelta(days=1))}."]


def _holders(facts: Facts) -> list[str]:
    sentences = (
        [f"{len(facts.holders)} officers hold the post at once."] if len(facts.holders) > 1 else []
    )
    for holder in facts.holders:
        sentences += _holder(holder)
    return sentences


def _holder(holder: Holder) -> list[str]:
    held, counting = holder.held, holder.counting
    cover = f" as {held.cover} since {day(held.from_on)}" if held.cover else ""
    none = "" if counting else ", and holds no force responsibility"
    sentences = [f"{held.officer} holds the post of {held.title}{cover}{none}."]
    if counting:
        noun = "a force responsibility" if len(counting) == 1 else "force responsibilities"
        listed = joined(
            [
                f"{responsibility.in_words}, since {day(responsibility.from_on)}"
                for responsibility in counting
            ]
        )
        sentences.append(f"{held.officer} also holds {noun}: {listed}.")
    others = [responsibility for responsibility in holder.beside if not responsibility.counts]
    if others:
        listed = joined([f"{duty.in_words} ({duty.why})" for duty in others])
        sentences.append(f"{held.officer} also holds {listed}.")
    return sentences


def _past_gaps(facts: Facts) -> list[str]:
    past = [gap for gap in gaps(facts.days) if not gap.is_current]
    if not past:
        return []
    if len(past) > MOST_LISTED:
        total = sum(gap.days for gap in past)
        return [
            f"Nobody held the post on {count(total, 'day')} in {len(past)} gaps, the last from "
            f"{_span(past[-1])}."
        ]
    listed = joined([f"from {_span(gap)} ({count(gap.days, 'day')})" for gap in past])
    return [f"Nobody held the post {listed}."]


def _past_cover(facts: Facts) -> list[str]:
    """Say when the post was held as cover alone, before today's holders."""
    now = {holder.held for holder in facts.holders}
    past = [
        stretch
        for stretch in facts.days
        if stretch.holders and all(holder.cover for holder in stretch.holders)
        and not now.intersection(stretch.holders)
    ]  # fmt: skip
    if len(past) > MOST_LISTED:
        return [f"It was held as acting or temporary cover {len(past)} times before."]
    return [
        f"{joined([f'{held.officer} held it as {held.cover}' for held in stretch.holders])} from "
        f"{_span(stretch)}."
        for stretch in past
    ]


def _span(stretch: Stretch[Responsibility]) -> str:
    return f"{day(stretch.since)} to {day(stretch.last)}"
