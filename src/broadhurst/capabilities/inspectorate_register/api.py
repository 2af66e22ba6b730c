"""API of the inspectorate's register: send the text of entries, look at it, correct and save it."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.inspectorate_register.commands.discard import (
    DiscardReadingForm,
    discard_reading,
)
from broadhurst.capabilities.inspectorate_register.commands.edit import (
    EditEntriesForm,
    edit_entries,
)
from broadhurst.capabilities.inspectorate_register.commands.save import (
    SaveReadingForm,
    save_reading,
)
from broadhurst.capabilities.inspectorate_register.commands.send import (
    SendEntriesForm,
    send_entries,
)
from broadhurst.capabilities.inspectorate_register.lists import READINGS
from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.readings import readings
from broadhurst.capabilities.inspectorate_register.queries.shown import ShownEntry, shown
from broadhurst.capabilities.inspectorate_register.schemas import (
    ReadingDetailOut,
    ReadingOut,
    RegisterEntryOut,
    RegisterRefusalOut,
    RegisterUpdateOut,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["inspections"])
TEXT = {"text": {"type": "string", "description": "The text of the entries."}}


@router.get(
    "/inspectorate-register",
    **lists.listing(READINGS, "List the texts of register entries that your unit sent", ReadingOut),
)
def list_readings(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, READINGS, as_reading)


@router.post(
    "/inspectorate-register",
    **api.verb(
        SendEntriesForm, "Send the text of register entries", 201,
        answer=ReadingDetailOut, in_json=TEXT,
    ),
)  # fmt: skip
def send(request: ActingRequest) -> HttpResponse:
    return api.ask(
        request, SendEntriesForm, send_entries, as_json=_in_full(request.actor), status=201
    )


@router.get(
    "/inspectorate-register/{ref}",
    summary="The text of register entries, and how it is read",
    response=ReadingDetailOut,
)
def one_reading(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(_in_full(request.actor)(_find(request, ref)))


@router.post(
    "/inspectorate-register/{ref}/edit",
    **api.verb(EditEntriesForm, "Correct a text of register entries", answer=ReadingDetailOut),
)
def edit(request: ActingRequest, ref: str) -> HttpResponse:
    reading, as_json = _find(request, ref), _in_full(request.actor)
    return api.ask(request, EditEntriesForm, edit_entries, as_json=as_json, reading=reading)


@router.post(
    "/inspectorate-register/{ref}/save",
    **api.verb(SaveReadingForm, "Save all register entries of a text", answer=ReadingDetailOut),
)
def save(request: ActingRequest, ref: str) -> HttpResponse:
    reading, as_json = _find(request, ref), _in_full(request.actor)
    return api.ask(request, SaveReadingForm, save_reading, as_json=as_json, reading=reading)


@router.post(
    "/inspectorate-register/{ref}/discard",
    **api.verb(DiscardReadingForm, "Discard a text of register entries", answer=ReadingOut),
)
def discard(request: ActingRequest, ref: str) -> HttpResponse:
    reading = _find(request, ref)
    return api.ask(
        request, DiscardReadingForm, discard_reading, as_json=as_reading, reading=reading
    )


def _find(request: ActingRequest, ref: str) -> Reading:
    return api.find(request, readings(), ref=ref)


def as_reading(reading: Reading) -> ReadingOut:
    return ReadingOut(
        ref=reading.ref,
        stage=reading.stage,
        sent_at=reading.sent_at,
        saved_at=reading.saved_at,
        findings_added=reading.added.get("findings", 0),
        updates_added=reading.added.get("updates", 0),
    )


def _in_full(actor: Actor) -> api.AsJson:
    def as_json(reading: Reading) -> ReadingDetailOut:
        now = shown(actor, reading)
        return ReadingDetailOut(
            **as_reading(reading).model_dump(),
            text=reading.text,
            entries=[_as_entry(entry) for entry in now.entries],
            refused=[
                RegisterRefusalOut(
                    place=refusal.place, line=refusal.line, text=refusal.text, reason=refusal.reason
                )
                for refusal in now.refusals
            ],
        )

    return as_json


def _as_entry(entry: ShownEntry) -> RegisterEntryOut:
    matched, section = entry.matched, entry.matched.section
    return RegisterEntryOut(
        number=entry.number,
        place=entry.place,
        body=matched.agency.key if matched.agency else None,
        report=matched.report.ref if matched.report else None,
        finding=matched.finding.key if matched.finding else None,
        kind=section.kind or None,
        finding_number=section.number or None,
        cause_of_concern=entry.concern or None,
        text=section.text,
        source=matched.source or None,
        updates=[
            RegisterUpdateOut(
                place=update.place,
                acted_on=update.acted_on,
                status=update.status or None,
                text=update.text,
                state=update.state,
            )
            for update in entry.updates
        ],
        notes=[f"{place}: {note}" if place else note for place, note in entry.notes],
        problems=matched.problems,
    )
