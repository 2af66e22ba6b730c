"""The door of this room for other instances: their machines alone use it, under an agreement."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.federation.commands.answer_query import (
    Answered,
    AnswerQueryForm,
    answer_query,
)
from broadhurst.capabilities.federation.commands.confirm_hits import (
    Confirmed,
    ConfirmHitsForm,
    confirm_hits,
)
from broadhurst.capabilities.federation.commands.give_pointers import (
    GivePointersForm,
    give_pointers,
)
from broadhurst.capabilities.federation.commands.give_set import GiveSetForm, give_set
from broadhurst.capabilities.federation.commands.take_tokens import (
    Taken,
    TakeTokensForm,
    take_tokens,
)
from broadhurst.capabilities.federation.exchange.base64_fields import as_text
from broadhurst.capabilities.federation.exchange.blinded_sets import commitment
from broadhurst.capabilities.federation.exchange.items import versions
from broadhurst.capabilities.federation.exchange.link import filled
from broadhurst.capabilities.federation.models import BlindedSet, Pointer
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.post("/federation/set", **api.verb(GiveSetForm, "The blinded set in force for you"))
def blinded_set(request: ActingRequest) -> HttpResponse:
    return api.ask(request, GiveSetForm, give_set, as_json=as_set)


@router.post("/federation/queries", **api.verb(AnswerQueryForm, "A query, blinded again", 201))
def query(request: ActingRequest) -> HttpResponse:
    return api.ask(request, AnswerQueryForm, answer_query, as_json=as_answer, status=201)


@router.post("/federation/hits", **api.verb(ConfirmHitsForm, "Who to call about each hit"))
def confirm(request: ActingRequest) -> HttpResponse:
    answer = api.ask(request, ConfirmHitsForm, confirm_hits, as_json=as_confirmed)
    answer.content = filled(answer.content)
    return answer


@router.post("/federation/tokens", **api.verb(TakeTokensForm, "Publish tokens to this hub", 201))
def tokens(request: ActingRequest) -> HttpResponse:
    return api.ask(request, TakeTokensForm, take_tokens, as_json=as_taken, status=201)


@router.post("/federation/pointers", **api.verb(GivePointersForm, "Who shares a token of yours"))
def pointers(request: ActingRequest) -> HttpResponse:
    answer = api.ask(request, GivePointersForm, give_pointers, as_json=as_pointers)
    answer.content = filled(answer.content)
    return answer


def as_set(ours: BlindedSet) -> dict[str, Any]:
    return {
        "ref": ours.ref,
        "made_at": ours.made_at,
        "until_at": ours.until_at,
        "size": ours.size,
        "versions": versions(),
        "nonce": as_text(ours.nonce),
        "commitment": as_text(commitment(ours)),
        "message": as_text(ours.message),
    }


def as_answer(answered: Answered) -> dict[str, Any]:
    return {
        "exchange": answered.exchange,
        "response": as_text(answered.answer.response),
        "proof": as_text(answered.answer.proof),
    }


def as_confirmed(confirmed: Confirmed) -> dict[str, Any]:
    if confirmed.objection:
        raise Problem(409, "Refused", confirmed.objection, [{"message": confirmed.objection}])
    return {"hits": [told._asdict() for told in confirmed.told]}


def as_taken(taken: Taken) -> dict[str, Any]:
    return {"exchange": taken.exchange.ref, "size": taken.exchange.size, "others": taken.others}


def as_pointers(found: list[tuple[Pointer, str]]) -> dict[str, Any]:
    return {
        "pointers": [
            {"ref": one.ref, "day": one.day, "token": bytes(one.token).hex(), "ring": ring}
            for one, ring in found
        ]
    }
