"""Read chief officers: their posts, and who held them, as of a day.

Everyone who signs in can read posts and appointments: they are public facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from broadhurst.capabilities.establishment.queries.posts import (
    standing_appointments,
    standing_posts,
)
from broadhurst.capabilities.establishment.rules.appointments import (
    counts_against_autonomy,
    held_beside,
)
from broadhurst.capabilities.establishment.rules.chief_officers import (
    Facts,
    Holder,
    Responsibility,
    Verdict,
    paragraph,
    verdict,
    why,
)
from broadhurst.capabilities.establishment.rules.cover import (
    Stretch,
    covered_since,
    is_held_on,
    last_day_of_any,
    stretches,
)
from broadhurst.foundation.agencies.models import (
    Agency,
    Appointment,
    Post,
    Region,
    RegionMember,
    in_force_on,
)
from broadhurst.foundation.govuk.words import in_sentence


@dataclass(frozen=True)
class PostCover:
    """A post, and who held it each day."""

    post: Post
    days: list[Stretch[Responsibility]]


@dataclass(frozen=True)
class Cover:
    """The chief officers' posts of an organisation as of a day, and who held them.

    `facts` are about the posts with responsibility for the ROCU. They are None if the organisation
    is not a ROCU.
    """

    agency: Agency
    as_of: date
    posts: list[PostCover]
    facts: Facts | None
    region: Region | None = None

    @cached_property
    def verdict(self) -> Verdict | None:
        return verdict(self.facts.holders) if self.facts and self.facts.days else None

    @cached_property
    def paragraph(self) -> str:
        return paragraph(self.facts) if self.facts else ""

    @property
    def since(self) -> date | None:
        """The first day with somebody responsible for the ROCU, and no gap after it."""
        return covered_since(self.facts.days) if self.facts else None


def covers_of(agencies: Sequence[Agency], as_of: date) -> list[Cover]:
    """Return the posts of organisations, with their holders and the holders' other posts.

    The number of queries is the same for any number of organisations.
    """
    posts = list(standing_posts().filter(agency__in=agencies, from_on__lte=as_of))
    appointments = standing_appointments().filter(from_on__lte=as_of)
    held: dict[int, list[Appointment]] = defaultdict(list)
    for appointment in appointments.filter(post__in=posts):
        held[appointment.post_id].append(appointment)
    officers = {appointment.officer_id for several in held.values() for appointment in several}
    of_officer: dict[int, list[Appointment]] = defaultdict(list)
    for appointment in appointments.filter(officer__in=officers):
        of_officer[appointment.officer_id].append(appointment)
    regions = _regions(agencies, as_of)
    return [
        _cover(
            agency,
            [post for post in posts if post.agency_id == agency.pk],
            held,
            of_officer,
            as_of,
            regions.get(agency.pk),
        )
        for agency in agencies
    ]


def cover_of(agency: Agency, as_of: date) -> Cover:
    """Return the posts of one organisation, and who held them."""
    return covers_of([agency], as_of)[0]


def with_posts(as_of: date) -> list[Agency]:
    """Return the organisations that had a post by a day, and every ROCU of that day."""
    posts = standing_posts().filter(from_on__lte=as_of)
    rows = Agency.objects.filter(pk__in=posts.values("agency"))
    rocus = Agency.objects.filter(in_force_on(as_of), kind=Agency.Kind.ROCU)
    return list((rows | rocus).order_by("name"))


def regions_without(agencies: Iterable[Agency], as_of: date) -> list[Region]:
    """Return the regions of a day with none of these organisations in them."""
    members = RegionMember.objects.filter(in_force_on(as_of))
    with_officer = members.filter(agency__in=list(agencies))
    rows = Region.objects.filter(pk__in=members.values("region"))
    return list(rows.exclude(pk__in=with_officer.values("region")).order_by("name"))


def responsibilities_of(cover: Cover) -> list[Responsibility]:
    """Return every post that a ROCU's chief officers of the day held then, in any organisation."""
    holders = cover.facts.holders if cover.facts else ()
    return [
        responsibility for holder in holders for responsibility in (holder.held, *holder.beside)
    ]


def _regions(agencies: Sequence[Agency], as_of: date) -> dict[int, Region]:
    members = RegionMember.objects.filter(in_force_on(as_of), agency__in=agencies)
    return {member.agency_id: member.region for member in members.select_related("region")}


def _cover(
    agency: Agency,
    posts: list[Post],
    held: dict[int, list[Appointment]],
    of_officer: dict[int, list[Appointment]],
    as_of: date,
    region: Region | None,
) -> Cover:
    sentences = [
        PostCover(
            post, stretches([post], [_told(appointment) for appointment in held[post.pk]], as_of)
        )
        for post in posts
    ]
    is_rocu = agency.kind == Agency.Kind.ROCU
    facts = None
    if is_rocu:
        responsible = [post for post in posts if post.kind == Post.Kind.ROCU]
        appointments = [appointment for post in responsible for appointment in held[post.pk]]
        rocu = f"{region.name} ROCU" if region else agency.short_name
        facts = _facts(rocu, responsible, appointments, of_officer, as_of)
    return Cover(agency, as_of, sentences, facts, region)


def _facts(
    named: str,
    posts: list[Post],
    appointments: list[Appointment],
    of_officer: dict[int, list[Appointment]],
    as_of: date,
) -> Facts:
    days = stretches(posts, [_told(appointment) for appointment in appointments], as_of)
    holders = [
        Holder(
            _told(appointment),
            tuple(
                _told(other)
                for other in of_officer[appointment.officer_id]
                if other.pk != appointment.pk and is_held_on(other, as_of)
            ),
        )
        for appointment in appointments
        if is_held_on(appointment, as_of)
    ]
    own_since = _own_since(days, appointments, of_officer, as_of)
    return Facts(named, as_of, days, holders, own_since)


def _own_since(
    days: list[Stretch[Responsibility]],
    appointments: list[Appointment],
    of_officer: dict[int, list[Appointment]],
    as_of: date,
) -> date | None:
    """Return since when no holder has had a force responsibility, without a gap in the post."""
    since = covered_since(days)
    if since is None:
        return None
    last: date | None = None
    for appointment in appointments:
        # Only days count when the officer held both.
        both = [
            _Both(
                max(appointment.from_on, other.from_on),
                _first_end(appointment.until_on, other.until_on),
            )
            for other in held_beside(appointment, of_officer[appointment.officer_id])
            if other.pk != appointment.pk and _told(other).counts
        ]
        ended = last_day_of_any(both, since, as_of)
        last = max(filter(None, (last, ended)), default=None)
    if last == as_of:
        return None
    return max(since, last + timedelta(days=1)) if last else since


@dataclass(frozen=True)
class _Both:
    """The days when an officer held two posts."""

    from_on: date
    until_on: date | None


def _first_end(first: date | None, second: date | None) -> date | None:
    return min(filter(None, (first, second)), default=None)


def _told(appointment: Appointment) -> Responsibility:
    post = appointment.post
    in_force = post.agency.kind == Agency.Kind.POLICE_FORCE
    is_cover = appointment.basis != Appointment.Basis.SUBSTANTIVE
    return Responsibility(
        ref=appointment.ref,
        officer=appointment.officer.name,
        title=post.title,
        organisation=post.agency.name,
        cover=in_sentence(appointment.get_basis_display()) if is_cover else "",
        from_on=appointment.from_on,
        until_on=appointment.until_on,
        counts=counts_against_autonomy(post.kind, in_force=in_force),
        why=why(post.kind, in_force=in_force),
    )
