"""JSON API of board packs."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.board_packs.lists import BOARD_PACKS
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.counting import counted
from broadhurst.capabilities.board_packs.queries.pack_on_paper import PACK_COPY
from broadhurst.capabilities.board_packs.queries.packs import packs
from broadhurst.capabilities.board_packs.queries.summaries import summary_of
from broadhurst.capabilities.board_packs.schemas import (
    BoardPackDetailOut,
    BoardPackOut,
    PackFigureOut,
    PackMonthOut,
    PackRecordOut,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import refuse_query
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.record_copies.api import add_downloads
from broadhurst.foundation.record_copies.commands.download_record import LATER

router = Router(tags=["board packs"])
add_downloads(router, "/board-packs/{ref}/copy", PACK_COPY)


@router.get("/board-packs", **lists.listing(BOARD_PACKS, "List your board packs", BoardPackOut))
def listed(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, BOARD_PACKS, as_json)


@router.get(
    "/board-packs/{ref}",
    summary="One board pack, with its figures as of a day and its records as they are today",
    response=BoardPackDetailOut,
)
def one(request: ActingRequest, ref: str, as_of: date | None = None) -> HttpResponse:
    pack = _found(request, ref)
    day = as_of or clock.today()
    refuse_query([LATER] if day > clock.today() else [], "as_of")
    count = counted(request.actor, pack, day)
    return api.answer(
        BoardPackDetailOut(
            **_fields(pack),
            since=count.since,
            as_of=count.as_of,
            counted=[
                PackFigureOut(
                    name=figure.now.name, title=figure.now.title, in_words=figure.now.in_words,
                    before=figure.before.in_words, change=figure.change, scope=figure.now.scope,
                    method=figure.now.method,
                    months=[
                        PackMonthOut(month=label, in_words=month.in_words)
                        for label, month in figure.months
                    ],
                )
                for figure in count.figures
            ],
            summaries=[_summary(ref) for ref in pack.records],
        )
    )  # fmt: skip


def _found(request: ActingRequest, ref: str) -> BoardPack:
    return api.find(request, packs(), ref=ref)


def _summary(ref: str) -> PackRecordOut:
    summary = summary_of(ref)
    facts = {label: str(text) for label, text in summary.facts if text}
    return PackRecordOut(ref=summary.ref, title=summary.title, facts=facts)


def _fields(pack: BoardPack) -> dict[str, Any]:
    return {name: getattr(pack, name) for name in BoardPackOut.model_fields}


def as_json(pack: BoardPack) -> BoardPackOut:
    return BoardPackOut(**_fields(pack))
