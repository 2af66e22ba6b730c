"""API endpoints for figures of organisations, or of records the reader can see."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.figures.behind import held_elsewhere
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, ROOM_OF, ROOMS
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope, scope_choices
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.capabilities.register.figures import ocgs_in_districts, ocgs_in_no_district
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import refuse_query
from broadhurst.foundation.doors.schemas import page_of
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.figure import SEEN, Figure, Scope
from broadhurst.foundation.figure.change import change
from broadhurst.foundation.figure.months import year_before
from broadhurst.surfaces.insight import catalogue, queries
from broadhurst.surfaces.insight.answers import Answer, answers
from broadhurst.surfaces.insight.roles import role_page, role_pages
from broadhurst.surfaces.insight.schemas import (
    DistrictCountOut,
    DistrictsOut,
    FigureCatalogueRowOut,
    FigureDetailOut,
    FigurePartOut,
    FigureRecordOut,
    FigureRowOut,
    FiguresOut,
    FigureWithPartsOut,
    OrganisationShareOut,
    QuestionAnswerOut,
    RoleQuestionsOut,
    ScopeOut,
    TrendMonthOut,
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
    return api.answer(FiguresOut(scope=chosen.key, scopes=_scopes(request, day), items=items))


@router.get(
    "/questions",
    summary="The six questions of a role, answered for a scope",
    response=RoleQuestionsOut,
)
def questions(
    request: ActingRequest,
    role: str = "",
    scope: str = "",
    since: date | None = None,
    as_of: date | None = None,
) -> HttpResponse:
    page = role_page(request.actor, role)
    if page is None:
        raise Http404
    day = _last_day(since, as_of)
    first = since or year_before(day)
    chosen = _scope(request, scope or (SEEN.key if page.of_seen else ""), day)
    answers_shown = answers(request.actor, page, chosen, first, day)
    query = urlencode({"scope": chosen.key, "since": first.isoformat(), "as_of": day.isoformat()})
    return api.answer(
        RoleQuestionsOut(
            role=page.key,
            roles=[role_page.key for role_page in role_pages(request.actor)],
            scope=chosen.key,
            scopes=_scopes(request, day),
            since=first,
            as_of=day,
            items=[_answered(answer, query) for answer in answers_shown],
        )
    )


@router.get(
    "/figure-catalogue",
    summary="All figures by word and by room, a page at a time",
    response=page_of(FigureCatalogueRowOut),
)
def figure_catalogue(
    request: ActingRequest,
    words: str = "",
    room: str = "",
    scope: str = "",
    since: date | None = None,
    as_of: date | None = None,
    compare: date | None = None,
    after: str = "",
) -> HttpResponse:
    if room and room not in ROOMS:
        raise Http404
    day = _last_day(since, as_of)
    chosen = _scope(request, scope, day)
    if compare:
        refuse_query(rules.objections_to_compare(compare, today=clock.today()))
        if chosen_scope(request.actor, chosen.key, compare) is None:
            refuse_query([catalogue.NOT_ALLOWED], "compare")
    names = catalogue.matching(words, room)
    first = since or year_before(day)
    page = catalogue.page_of(request.actor, names, chosen, first, day, after=after, compare=compare)
    return api.page_as_json(request, page, _entry)


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
    summary="One figure of a scope, and the records you can open",
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
        "undated": FIGURES[name].undated,
        "records": [FigureRecordOut(ref=r.ref, text=r.text, href=r.href) for r in opened.records],
        "held_elsewhere": held_elsewhere(stored, opened.records),
    }
    return api.answer(FigureDetailOut.model_validate(body))


def _then(request: ActingRequest, name: str, scope: str, now: Figure, other: date) -> Figure:
    undated = FIGURES[name].undated
    refuse_query(rules.objections_to_compare(other, today=clock.today(), undated=undated))
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


def _entry(entry: catalogue.Entry) -> FigureCatalogueRowOut:
    return FigureCatalogueRowOut.model_validate(
        {
            **entry.figure.as_json(),
            "room": ROOM_OF[entry.measure.name],
            "question": entry.question,
            "undated": entry.measure.undated,
            "then": entry.then.as_json() if entry.then else None,
            "change": entry.change,
        }
    )


def _scopes(request: ActingRequest, day: date) -> list[ScopeOut]:
    return [ScopeOut(key=key, name=name) for key, name in scope_choices(request.actor, day)]


def _answered(answer: Answer, query: str) -> QuestionAnswerOut:
    """Return an answer. `query` has its scope and period, for the address of the records."""
    target, funnel = answer.question.target, answer.funnel
    whole = {**answer.figure.as_json(), "parts": _parts(answer.valued.parts)}
    return QuestionAnswerOut(
        question=answer.question.text,
        answer=answer.sentence,
        target=target.in_words if target else "",
        verdict=answer.verdict,
        records_counted=answer.denominator,
        figure=FigureWithPartsOut.model_validate(whole),
        trend=[TrendMonthOut(month=month, value=value) for month, value in answer.points]
        if answer.has_trend
        else [],
        compared=[
            OrganisationShareOut(
                name=case.label, numerator=case.numerator, many=case.many,
                where="" if funnel.is_empty else funnel.where(case),
            )
            for case in funnel.cases
        ]
        if funnel
        else [],
        not_compared=answer.not_compared,
        undated=answer.measure.undated,
        records=f"/api/v1/figures/{answer.measure.name}?{query}",
    )  # fmt: skip


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
        FigurePartOut(
            scope=scope.key, name=scope.name, value=figure.value, in_words=figure.in_words
        )
        for scope, figure in parts
    ]
