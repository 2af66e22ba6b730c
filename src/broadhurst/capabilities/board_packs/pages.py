"""Pages of board packs: the list, one as it is today, and one for each command."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.board_packs.commands.edit_board_pack import (
    EditBoardPackForm,
    edit_board_pack,
)
from broadhurst.capabilities.board_packs.commands.make_board_pack import (
    MakeBoardPackForm,
    make_board_pack,
)
from broadhurst.capabilities.board_packs.commands.remove_board_pack import (
    RemoveBoardPackForm,
    remove_board_pack,
)
from broadhurst.capabilities.board_packs.lists import BOARD_PACKS
from broadhurst.capabilities.board_packs.queries.pack_on_paper import on_paper
from broadhurst.capabilities.board_packs.queries.packs import packs
from broadhurst.capabilities.board_packs.rules import objections_to_make
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.documents import page_html
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.lists.page import show
from broadhurst.foundation.record_copies.commands.download_record import LATER

for_makers = refused_by_role(
    objections_to_make,
    title="You cannot make board packs",
    back="insight:insight",
    link_text="Insight",
)


class PackDayForm(forms.Form):
    as_of = DateField(label="As of", required=False)

    def clean_as_of(self) -> date | None:
        """Refuse a day that has not come."""
        day: date | None = self.cleaned_data["as_of"]
        if day and day > clock.today():
            raise forms.ValidationError(LATER)
        return day


@for_makers
def board_packs_page(request: ActingRequest) -> HttpResponseBase:
    """List the packs of the officer."""
    return show(request, BOARD_PACKS, "board_packs/board_packs.html")


@for_makers
def make_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        MakeBoardPackForm,
        make_board_pack,
        title="Make a board pack",
        submit="Make board pack",
        go_to=lambda pack: reverse("board_packs:board_pack", args=[pack.ref]),
        done=lambda pack: f"{pack.name} is made. You can make it again on any day.",
        context={"back": reverse("board_packs:board_packs")},
    )


def board_pack_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a pack as it is today or on a day, in the words of its document."""
    pack = web.find(request, packs(), ref=ref)
    form = PackDayForm(request.GET or None)
    on = form.cleaned_data["as_of"] if form.is_valid() else None
    html = page_html(on_paper(request.actor, pack, on))
    context = {
        "form": form,
        "query": f"?as_of={on}" if on else "",
        "pack": pack,
        "shown": html,
        "may_change": not objections_to_make(request.actor.roles),
    }
    status = 422 if form.errors else 200
    return render(request, "board_packs/board_pack.html", context, status=status)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    pack = web.find(request, packs(), ref=ref)
    back = reverse("board_packs:board_pack", args=[ref])
    return {"pack": pack, "go_to": back, "context": {"caption": pack.name, "back": back}}


def _to_remove(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about(request, ref) | {"go_to": reverse("board_packs:board_packs")}


edit_page = web.verb(
    EditBoardPackForm, edit_board_pack, _about,
    "Correct this board pack", "Save correction", "The board pack is corrected.",
)  # fmt: skip
remove_page = web.verb(
    RemoveBoardPackForm, remove_board_pack, _to_remove,
    "Remove this board pack", "Remove board pack", "The board pack is removed.", danger=True,
)  # fmt: skip
