"""Flags and records of chief officers, for the pages, the API and the terminal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, TextChoices

from broadhurst.capabilities.establishment.queries.chief_officers import Cover, PostCover
from broadhurst.capabilities.establishment.queries.posts import APPOINTMENTS, POSTS
from broadhurst.capabilities.establishment.rules.chief_officers import Responsibility
from broadhurst.capabilities.establishment.rules.cover import Stretch, gaps, overlaps
from broadhurst.foundation.agencies.models import Agency, Appointment, Post
from broadhurst.foundation.govuk.words import count, day


class FlagKind(TextChoices):
    GAP = "gap", "Nobody"
    OVERLAP = "overlap", "Two or more at once"
    COVER = "cover", "Acting or temporary cover"


@dataclass(frozen=True)
class Flag:
    """Days to look at: nobody held a post, more than one did, or only as cover."""

    kind: FlagKind
    post: str
    since: date
    last: date
    days: int
    is_current: bool
    officers: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def in_words(self) -> str:
        """Say who held the post, from when to when."""
        who = ", ".join(self.officers) or "nobody"
        until = "still" if self.is_current else f"to {day(self.last)}"
        return f"{self.post}: {who} from {day(self.since)}, {until} ({count(self.days, 'day')})"


def flags_of(cover: Cover) -> list[Flag]:
    """Return the gaps, overlaps and cover of each post, the latest first."""
    flags = [flag for post in cover.posts for flag in _of_post(post)]
    return sorted(flags, key=lambda flag: (flag.since, flag.post), reverse=True)


def current_flags(cover: Cover) -> list[str]:
    """Return the labels (gap, overlap, cover) that apply to a ROCU on the day shown."""
    days = cover.facts.days if cover.facts else []
    current = [stretch for stretch in days if stretch.is_current]
    labels = []
    if gaps(current):
        labels.append(str(FlagKind.GAP.label))
    if overlaps(current):
        labels.append(str(FlagKind.OVERLAP.label))
    if any(holder.cover for stretch in current for holder in stretch.holders):
        labels.append(str(FlagKind.COVER.label))
    return labels


def _of_post(cover: PostCover) -> Iterable[Flag]:
    title = cover.post.title
    yield from (_flag(FlagKind.GAP, title, stretch) for stretch in gaps(cover.days))
    yield from (_flag(FlagKind.OVERLAP, title, stretch) for stretch in overlaps(cover.days))
    yield from (
        _flag(FlagKind.COVER, title, stretch)
        for stretch in cover.days
        if len(stretch.holders) == 1 and stretch.holders[0].cover
    )


def _flag(kind: FlagKind, title: str, stretch: Stretch[Responsibility]) -> Flag:
    officers = tuple(
        f"{holder.officer} ({holder.cover})" if holder.cover else holder.officer
        for holder in stretch.holders
    )
    return Flag(
        kind, title, stretch.since, stretch.last, stretch.days, stretch.is_current, officers
    )


def recorded_in(agency: Agency) -> tuple[list[Post], list[Appointment]]:
    """Return the posts and appointments that were not withdrawn, with their corrections."""
    posts = POSTS.filter(agency=agency, withdrawn_at=None)
    appointments = APPOINTMENTS.filter(post__agency=agency, withdrawn_at=None)
    return list(posts), list(appointments.order_by("post__title", "-from_on", "-pk"))


def in_error(agency: Agency) -> tuple[list[Post], list[Appointment]]:
    """Return the posts and appointments of an organisation that were withdrawn."""
    withdrawn = Q(withdrawn_at__isnull=False)
    posts = POSTS.filter(withdrawn, agency=agency)
    return list(posts), list(APPOINTMENTS.filter(withdrawn, post__agency=agency))
