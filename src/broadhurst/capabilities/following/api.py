"""The JSON API of followed OCGs: list them and what changed on them."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.following.models import Follow
from broadhurst.capabilities.following.queries import by_dossier, changes_in, follows_of
from broadhurst.capabilities.following.schemas import ChangeOut, FollowedOcgOut, ReadOut
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.words import words

router = Router(tags=["following"])


@router.get("/followed", summary="OCGs that you follow", response=api.items_of(FollowedOcgOut))
def followed(request: ActingRequest) -> HttpResponse:
    return api.all_of(follows_of(request.actor), as_follow)


@router.get(
    "/followed/changes", **api.listing("Changes by others to the OCGs that you follow", ChangeOut)
)
def changes(request: ActingRequest) -> HttpResponse:
    follow_of = by_dossier(follows_of(request.actor))

    def as_change(event: Event) -> ChangeOut:
        followed_by = follow_of[event.dossier_id or 0]
        return ChangeOut(
            ocg=followed_by.ocg.ref,
            at=event.at,
            verb=event.verb,
            officer=event.officer.username,
            words=words(event),
            is_read=event.at <= followed_by.read_at,
        )

    return api.listed(request, changes_in(follow_of, request.actor), by="-at", as_json=as_change)


def as_follow(row: Follow) -> FollowedOcgOut:
    return as_begun(row.ocg)


def as_begun(ocg: Ocg) -> FollowedOcgOut:
    return FollowedOcgOut(ref=ocg.ref, name=ocg.name, is_followed=True)


def as_ended(ocg: Ocg) -> FollowedOcgOut:
    return FollowedOcgOut(ref=ocg.ref, name=ocg.name, is_followed=False)


def as_count(count: int) -> ReadOut:
    return ReadOut(count=count)
