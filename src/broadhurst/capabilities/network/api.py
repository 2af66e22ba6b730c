"""Endpoints of networks: what is linked, a path between two, and files."""

from collections.abc import Callable
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router

from broadhurst.capabilities.network.commands.export_network import FORMATS, export_network
from broadhurst.capabilities.network.commands.keep_layout import KeepLayoutForm, keep_layout
from broadhurst.capabilities.network.commands.reset_layout import ResetLayoutForm, reset_layout
from broadhurst.capabilities.network.queries.layouts import kept_layout, key_of
from broadhurst.capabilities.network.queries.network import network_of, network_of_unit
from broadhurst.capabilities.network.rules.graph import MOST_STEPS, Network, objections_to_path
from broadhurst.capabilities.network.schemas import (
    KeptLayoutOut,
    NetworkOut,
    NetworkPathOut,
    as_edge,
    as_network,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.problems import refuse_query
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["network"])
Steps = Annotated[
    int, Query(ge=0, le=MOST_STEPS, description="How many steps away to include OCGs.")
]
End = Annotated[
    str, Query(description="The references of the two ends, to find a path between them.")
]
Format = Literal["csv", "graphml", "svg", "png"]
FILE = api.refusing(
    api.file("Download a network as CSV, GraphML, SVG or PNG", *FORMATS.values()), 409
)


@router.get("/network", summary="The network of the OCGs of your unit", response=NetworkOut)
def of_unit(
    request: ActingRequest, steps: Steps = 0, start: End = "", end: End = ""
) -> HttpResponse:
    return _answer(network_of_unit(request.actor, steps), start, end)


@router.get("/network/file", **FILE)
def file_of_unit(request: ActingRequest, format: Format = "csv", steps: Steps = 0) -> HttpResponse:
    return _file(request, None, steps, format)


@router.get("/ocgs/{ref}/network", summary="The network around an OCG", response=NetworkOut)
def of_ocg(
    request: ActingRequest, ref: str, steps: Steps = 1, start: End = "", end: End = ""
) -> HttpResponse:
    return _answer(network_of(_find(request, ref), steps), start, end)


@router.get("/ocgs/{ref}/network/file", **FILE)
def file_of_ocg(
    request: ActingRequest, ref: str, format: Format = "csv", steps: Steps = 1
) -> HttpResponse:
    return _file(request, _find(request, ref), steps, format)


@router.post(
    "/ocgs/{ref}/network/keep-layout",
    **api.verb(KeepLayoutForm, "Keep your layout of a network", answer=KeptLayoutOut),
)
def kept(request: ActingRequest, ref: str) -> HttpResponse:
    return _arranged(request, KeepLayoutForm, keep_layout, _find(request, ref))


@router.post(
    "/ocgs/{ref}/network/reset-layout",
    **api.verb(ResetLayoutForm, "Reset your layout of a network", answer=KeptLayoutOut),
)
def reset(request: ActingRequest, ref: str) -> HttpResponse:
    return _arranged(request, ResetLayoutForm, reset_layout, _find(request, ref))


@router.post(
    "/network/keep-layout",
    **api.verb(
        KeepLayoutForm, "Keep your layout of the network of your unit", answer=KeptLayoutOut
    ),
)
def kept_of_unit(request: ActingRequest) -> HttpResponse:
    return _arranged(request, KeepLayoutForm, keep_layout, request.actor.unit)


@router.post(
    "/network/reset-layout",
    **api.verb(
        ResetLayoutForm, "Reset your layout of the network of your unit", answer=KeptLayoutOut
    ),
)
def reset_of_unit(request: ActingRequest) -> HttpResponse:
    return _arranged(request, ResetLayoutForm, reset_layout, request.actor.unit)


def _arranged(
    request: ActingRequest,
    form: type[CommandForm],
    command: Callable[..., Ocg | Unit],
    about: Ocg | Unit,
) -> HttpResponse:
    def as_json(row: Ocg | Unit) -> KeptLayoutOut:
        return KeptLayoutOut(about=key_of(row), spots=kept_layout(request.actor, row))

    return api.ask(request, form, command, as_json=as_json, about=about)


def _find(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def _answer(network: Network, start: str, end: str) -> HttpResponse:
    """Answer a network, with the path between two of its things if two are given."""
    answer = as_network(network)
    if start or end:
        first, other = network.find(start), network.find(end)
        refuse_query(objections_to_path(first, other))
        path = network.path(first.ref, other.ref) if first and other else None
        links = [as_edge(network, edge) for edge in path or ()]
        answer.path = NetworkPathOut(found=path is not None, links=links)
    return api.answer(answer)


def _file(request: ActingRequest, ocg: Ocg | None, steps: int, form: str) -> HttpResponse:
    return downloads.endpoint(
        request, export_network, {"ocg": ocg}, content_type=FORMATS[form], steps=steps, form=form
    )
