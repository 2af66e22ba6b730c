"""API endpoints for figures of organisations, or of records the reader can see."""

from datetime import date

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import Figure, Scope
from broadhurst.surfaces.insight import queries
from broadhurst.surfaces.insight.schemas import (
    FigureDetailOut,
    FigureOfOrganisationsOut,
    FigurePartOut,
    FigureRecordOut,
    FigureRowOut,
    FiguresOut,
    ScopeOut,
)

router = Router(tags=["insight"])


@router.get(
    "/figures", summary="Every figure of a scope, over a period, as of a day", response=FiguresOut
)
def figures(
    request: ActingRequest, since: date | None = None, as_of: date | None = None, scope: str = ""
) -> HttpResponse:
    day = as_of or clock.today()
    chosen = _scope(request, scope, day)
    items: list[FigureOfOrganisationsOut | FigureRowOut] = []
    if not chosen.is_of_organisations:
        items += [_short(item) for item in queries.seen(since, day)]
    else:
        counted = queries.table(request.actor, chosen, since, day)
        items += [
            _with_parts(line.whole, list(zip(counted.parts, line.parts, strict=True)))
            for line in counted.lines
        ]
        items += [_short(item) for item in queries.for_everyone(since, day)]
    scopes = [ScopeOut(key=key, name=name) for key, name in queries.choices(request.actor, day)]
    return api.answer(FiguresOut(scope=chosen.key, scopes=scopes, items=items))


@router.get(
    "/figures/{name}",
    summary="One figure of a scope, and the records you may open",
    response=FigureDetailOut,
)
def figure(
    request: ActingRequest,
    name: str,
    since: date | None = None,
    as_of: date | None = None,
    scope: str = "",
) -> HttpResponse:
    if name not in FIGURES:
        raise Http404
    day = as_of or clock.today()
    opened = queries.opened(request.actor, name, _scope(request, scope, day), since, day)
    whole = _with_parts(opened.figure, opened.parts).model_dump()
    records = [FigureRecordOut(ref=r.ref, text=r.text, href=r.href) for r in opened.records]
    held = held_elsewhere(opened.figure.as_json(), opened.records)
    return api.answer(FigureDetailOut(**whole | {"records": records}, held_elsewhere=held))


def _scope(request: ActingRequest, key: str, day: date) -> Scope:
    scope = queries.chosen(request.actor, key, day)
    if scope is None:
        raise Http404
    return scope


def _short(figure: Figure) -> FigureRowOut:
    return FigureRowOut.model_validate({**figure.as_json(), "records": len(figure.records)})


def _with_parts(whole: Figure, parts: list[tuple[Scope, Figure]]) -> FigureOfOrganisationsOut:
    """Return a figure of a scope and its organisations, without the records."""
    by_organisation = [
        FigurePartOut(scope=scope.key, name=scope.name, value=figure.value, said=figure.said)
        for scope, figure in parts
    ]
    shown = by_organisation if len(parts) > 1 else []
    return FigureOfOrganisationsOut.model_validate({**whole.as_json(), "parts": shown})
