"""Pages to send, look at, correct, save and discard the text of register entries."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.inspections.rules.findings import objections_to_record
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
from broadhurst.capabilities.inspectorate_register.queries.readings import readings
from broadhurst.capabilities.inspectorate_register.queries.shown import (
    may_change,
    may_save,
    shown,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def readings_page(request: ActingRequest) -> HttpResponseBase:
    """List the texts that the reader's unit sent."""
    may_send = not objections_to_record(request.actor.roles)
    template = "inspectorate_register/readings.html"
    return show(request, READINGS, template, may_send=may_send)


def send_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        SendEntriesForm,
        send_entries,
        title="Read entries of the inspectorate’s register",
        submit="Read entries",
        go_to=lambda reading: reverse("inspectorate_register:reading", args=[reading.ref]),
        done="Check how we read the entries. Nothing is recorded yet.",
        context={
            "above": "inspectorate_register/_how.html",
            "back": reverse("inspectorate_register:readings"),
        },
    )


def reading_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show how a text is read, what cannot be read, and what is recorded already."""
    reading = web.find(request, readings(), ref=ref)
    now = shown(request.actor, reading)
    context = {
        "reading": reading,
        "shown": now,
        "may_save": may_save(request.actor, reading, now),
        "may_change": may_change(request.actor, reading),
    }
    return render(request, "inspectorate_register/reading.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    reading = web.find(request, readings(), ref=ref)
    return {"reading": reading, "go_to": reverse("inspectorate_register:reading", args=[ref])}


edit_page = web.verb(
    EditEntriesForm,
    edit_entries,
    _about,
    "Correct the text of the entries",
    "Read entries again",
    "The text is changed. Nothing is recorded yet.",
)
save_page = web.verb(
    SaveReadingForm,
    save_reading,
    _about,
    "Save these entries",
    "Save all entries",
    "All entries are saved.",
)
discard_page = web.verb(
    DiscardReadingForm,
    discard_reading,
    _about,
    "Discard these entries",
    "Discard entries",
    "The entries are discarded. Nothing was recorded from them.",
)
