"""API for own entries (by reference, not listed), the stop list and flags."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.deconfliction.api.schemas import (
    EntryDetailOut,
    EntryOut,
    FlagOut,
    StopOut,
    WithdrawnOut,
)
from broadhurst.capabilities.deconfliction.lists.entries import FLAGS, STOPS
from broadhurst.capabilities.deconfliction.models import Entry, Flag, Stopped
from broadhurst.capabilities.deconfliction.queries.entries import flags, own_entries
from broadhurst.capabilities.deconfliction.queries.on_entry import OnEntry, on_entry
from broadhurst.capabilities.deconfliction.queries.schemas import ValueOut
from broadhurst.capabilities.deconfliction.rules.doors import objections_to_read_stops
from broadhurst.capabilities.deconfliction.targets.naming import entered
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/deconfliction/entered/{ref}", summary="An entry of your own unit", response=EntryDetailOut
)
def entry(request: ActingRequest, ref: str) -> HttpResponse:
    own_entry = api.find(request, own_entries(request.actor), ref=ref)
    return api.answer(as_entry_detail(own_entry, on_entry(own_entry, request.actor)))


@router.get(
    "/deconfliction/stop-list",
    **api.refusing(lists.listing(STOPS, "Values that are never matched", StopOut), 403),
)
def stop_list(request: ActingRequest) -> HttpResponseBase:
    if objections := objections_to_read_stops(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))
    return lists.listed(request, STOPS, as_stop)


@router.get(
    "/deconfliction/flags",
    **lists.listing(FLAGS, "Flags on checks and events, for desks and auditors", FlagOut),
)
def listed_flags(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, FLAGS, as_flag)


@router.get("/deconfliction/flags/{ref}", summary="One flag", response=FlagOut)
def one_flag(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_flag(api.find(request, flags(), ref=ref)))


def as_gone(ref: str) -> WithdrawnOut:
    return WithdrawnOut(
        withdrawn=ref,
    )


def as_entry(entry: Entry) -> EntryOut:
    return EntryOut(
        ref=entry.ref,
        expires_at=entry.expires_at,
    )


def as_entry_detail(entry: Entry, hits: OnEntry) -> EntryDetailOut:
    return EntryDetailOut(
        **as_entry(entry).model_dump(),
        kind=entry.kind,
        title=entry.title,
        ocg=entry.ocg_ref or None,
        matter=entry.matter or None,
        is_silent=entry.is_silent,
        registered_at=entry.registered_at,
        submitted=[ValueOut(kind=kind, value=text) for kind, text in entered(entry.submitted)],
        hits=[side.ref for side in hits.told],
        on_the_same_written_otherwise=[side.ref for side in hits.otherwise],
        to_review=[side.ref for side in hits.to_review],
        of_hits=hits.words or None,
    )


def as_stop(stopped: Stopped) -> StopOut:
    return StopOut(
        ref=stopped.ref,
        kind=stopped.kind,
        value=stopped.label,
        reason=stopped.reason,
        added_at=stopped.added_at,
        lifted_at=stopped.lifted_at,
    )


def as_flag(flag: Flag) -> FlagOut:
    return FlagOut(
        ref=flag.ref,
        rule=flag.rule,
        officer=flag.officer.username,
        unit=flag.unit.key,
        counts=flag.counts,
        raised_at=flag.raised_at,
        answer=flag.answer or None,
        answered_at=flag.answered_at,
    )
