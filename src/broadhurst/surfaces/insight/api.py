"""API endpoints for figures of organisations, or of records the reader can see."""

from datetime import date

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope, scope_choices
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.capabilities.register.figures import ocgs_in_districts, ocgs_in_no_district
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import refuse_query
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import Figure, Scope
from broadhurst.foundation.figure.change import change
from broadhurst.surfaces.insight import queries
from broadhurst.surfaces.insight.schemas import (
    DistrictCountOut,
    DistrictsOut,
    FigureDetailOut,
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
    day = _last_day(since, as_of)
    chosen = _scope(request, scope, day)
    if not chosen.is_of_organisations:
        items = [_of_seen_records(item) for item in queries.seen(since, day)]
    else:
        counted = queries.table(request.actor, chosen, since, day)
        items = [
            _of_organisations(line.whole, list(zip(counted.parts, line.parts, strict=True)))
            for line in counted.lines
        ]
        items += [_of_seen_records(item) for item in queries.for_everyone(since, day)]
    scopes = [ScopeOut(key=key, name=name) for key, name in scope_choices(request.actor, day)]
    return api.answer(FiguresOut(scope=chosen.key, scopes=scopes, items=items))


@router.get(
    "/ocgs-by-district",
    summary="Active OCGs that you can see, by district, as of a day",
    response=DistrictsOut,
)
def by_district(request: ActingRequest, as_of: date | None = None) -> HttpResponse:
    day = as_of or clock.today()
    items = [
        DistrictCountOut(district=row.key, name=row.name, force=row.force, ocgs=row.ocgs)
        for row in ocgs_in_districts(day)
    ]
    return api.answer(DistrictsOut(as_of=day, in_no_district=ocgs_in_no_district(day), items=items))


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
    compare: date | None = None,
) -> HttpResponse:
    if name not in FIGURES:
        raise Http404
    day = _last_day(since, as_of)
    opened = queries.opened(request.actor, name, _scope(request, scope, day), since, day)
    stored = opened.figure.as_json()
    then = _then(request, name, scope, opened.figure, compare) if compare else None
    body = {
        **stored,
        "then": then.as_json() if then else None,
        "change": change(then, opened.figure) if then else "",
        "parts": _parts(opened.parts),
        "records": [FigureRecordOut(ref=r.ref, text=r.text, href=r.href) for r in opened.records],
        "held_elsewhere": held_elsewhere(stored, opened.records),
    }
    return api.answer(FigureDetailOut.model_validate(body))


def _then(request: ActingRequest, name: str, scope: str, now: Figure, other: date) -> Figure:
    refuse_query(rules.objections_to_compare(other, today=clock.today()))
    since, day = queries.earlier_period(now.since, now.as_of, other)
    return queries.opened(request.actor, name, _scope(request, scope, day), since, day).figure


def _last_day(since: date | None, as_of: date | None) -> date:
    """Return the last day of a period. Raises Problem if it starts after that day."""
    day = as_of or clock.today()
    refuse_query(rules.objections_to_count(is_allowed=True, since=since, as_of=day), "since")
    return day


def _scope(request: ActingRequest, key: str, day: date) -> Scope:
    scope = chosen_scope(request.actor, key, day)
    if scope is None:
        raise Http404
    return scope


def _of_seen_records(figure: Figure) -> FigureRowOut:
    return FigureRowOut.model_validate(
        {**figure.as_json(), "parts": [], "record_count": figure.behind}
    )


def _of_organisations(whole: Figure, parts: list[tuple[Scope, Figure]]) -> FigureRowOut:
    return FigureRowOut.model_validate(
        {**whole.as_json(), "parts": _parts(parts), "record_count": None}
    )


def _parts(parts: list[tuple[Scope, Figure]]) -> list[FigurePartOut]:
    """Return the figure of each organisation, or nothing if the scope is only one."""
    if len(parts) < 2:
        return []
    return [
        FigurePartOut(scope=scope.key, name=scope.name, value=figure.value, said=figure.said)
        for scope, figure in parts
    ]
