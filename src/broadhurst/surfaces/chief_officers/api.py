"""API endpoints of chief officers, for everyone who signs in."""

from datetime import date

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.establishment.queries.chief_officers import (
    Cover,
    cover_of,
    covers_of,
    responsibilities_of,
    with_posts,
)
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, Appointment, Post
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.chief_officers import queries
from broadhurst.surfaces.chief_officers.schemas import (
    ChiefOfficersDetailOut,
    ChiefOfficersOut,
    CoverFlagOut,
    HeldOut,
    PostHeldOut,
    ResponsibilityOut,
)

router = Router(tags=["chief officers"])


@router.get(
    "/chief-officers",
    summary="The chief officers for each ROCU and other organisation, as of a day",
    response=api.items_of(ChiefOfficersOut),
)
def chief_officers(request: ActingRequest, as_of: date | None = None) -> HttpResponse:
    day = as_of or clock.today()
    return api.all_of(covers_of(with_posts(day), day), _as_cover)


@router.get(
    "/chief-officers/{ref}",
    summary="The posts of one organisation and their holders, as of a day",
    response=ChiefOfficersDetailOut,
)
def of_organisation(request: ActingRequest, ref: str, as_of: date | None = None) -> HttpResponse:
    agency = api.find(request, Agency.objects.exclude(kind=Agency.Kind.SYSTEM), key=ref)
    posts, appointments = queries.recorded_in(agency)
    lost_posts, lost_appointments = queries.in_error(agency)
    answer = ChiefOfficersDetailOut(
        **_as_cover(cover_of(agency, as_of or clock.today())).model_dump(),
        posts=[_as_post(post) for post in (*posts, *lost_posts)],
        appointments=[_as_held(held) for held in (*appointments, *lost_appointments)],
    )
    return api.answer(answer)


def _as_cover(cover: Cover) -> ChiefOfficersOut:
    verdict = cover.verdict
    return ChiefOfficersOut(
        key=cover.agency.key,
        name=cover.agency.name,
        kind=cover.agency.kind,
        region=cover.region.key if cover.region else None,
        as_of=cover.as_of,
        paragraph=cover.paragraph,
        since=cover.since,
        own_since=cover.facts.own_since if cover.facts else None,
        is_autonomous=verdict.is_autonomous if verdict else None,
        reason=verdict.reason if verdict else "",
        responsibilities=[
            ResponsibilityOut(
                appointment=responsibility.ref,
                officer=responsibility.officer,
                post=responsibility.title,
                organisation=responsibility.organisation,
                cover=responsibility.cover,
                from_on=responsibility.from_on,
                until_on=responsibility.until_on,
                counts_against_autonomy=responsibility.counts,
                why=responsibility.why,
            )
            for responsibility in responsibilities_of(cover)
        ],
        flags=[
            CoverFlagOut(
                kind=flag.kind,
                post=flag.post,
                since=flag.since,
                last=flag.last,
                days=flag.days,
                is_current=flag.is_current,
                officers=list(flag.officers),
            )
            for flag in queries.flags_of(cover)
        ],
    )


def _as_post(post: Post) -> PostHeldOut:
    return PostHeldOut(
        ref=post.ref,
        title=post.title,
        responsibility=post.kind,
        from_on=post.from_on,
        until_on=post.until_on,
        corrected_because=post.corrected_because,
        withdrawn_because=post.withdrawn_because,
    )


def _as_held(held: Appointment) -> HeldOut:
    return HeldOut(
        ref=held.ref,
        post=held.post.ref,
        officer=held.officer.name,
        basis=held.basis,
        from_on=held.from_on,
        until_on=held.until_on,
        corrected_because=held.corrected_because,
        withdrawn_because=held.withdrawn_because,
    )
