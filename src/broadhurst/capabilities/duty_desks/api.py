"""The API of the duty desk and the rota."""

from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from broadhurst.capabilities.deconfliction.models import Duty, Hit, HitSide, Review
from broadhurst.capabilities.deconfliction.queries.schemas import HitOut, ValueOut
from broadhurst.capabilities.deconfliction.queries.shapes import as_hit
from broadhurst.capabilities.deconfliction.targets.naming import Named
from broadhurst.capabilities.duty_desks.commands.export_labels import (
    ExportLabelsForm,
    export_labels,
)
from broadhurst.capabilities.duty_desks.disclosure import Label
from broadhurst.capabilities.duty_desks.lists import DESK_HITS
from broadhurst.capabilities.duty_desks.queries.desks import (
    Rota,
    hit_of_desk,
    reasons_of,
    rotas,
    sides_seen_by_desk,
)
from broadhurst.capabilities.duty_desks.queries.review_groups import ReviewGroup, reviews
from broadhurst.capabilities.duty_desks.queries.verdicts import VerdictCount, Verdicts, verdicts_of
from broadhurst.capabilities.duty_desks.queries.waterfall import waterfall_for_desks
from broadhurst.capabilities.duty_desks.rules import (
    MOST_MONTHS,
    USUAL_MONTHS,
    WHY_BY_SCRIPT,
    objections_to_read_verdicts,
)
from broadhurst.capabilities.duty_desks.schemas import (
    DutyOut,
    DutySetOut,
    GapOut,
    HitReviewOut,
    LabelOut,
    LabelsOut,
    OpenReviewOut,
    RotaOut,
    SideOut,
    VerdictCountOut,
    VerdictsOut,
    WaterfallOut,
    WhyOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["duty_desks"])


@router.get(
    "/desk", **lists.listing(DESK_HITS, "The open hits of the units that your desk serves", HitOut)
)
def desk(request: ActingRequest) -> HttpResponseBase:
    """Hits that nobody has acknowledged are first, the soonest due at the top."""
    return lists.listed(request, DESK_HITS, as_hit)


@router.get(
    "/desk/reviews",
    summary="The possible matches that your desk reviews, oldest first",
    response=api.items_of(OpenReviewOut),
)
def open_reviews(request: ActingRequest) -> HttpResponse:
    rows = [as_open_review(hit, group) for group in reviews() for hit in group.hits]
    return api.all_of(rows, lambda row: row)


@router.get(
    "/desk/verdicts",
    summary="Count the verdicts on your desk's hits of people",
    **api.refusing({"response": VerdictsOut}, 403),
)
def verdicts(
    request: ActingRequest, months: Annotated[int, Query(ge=1, le=MOST_MONTHS)] = USUAL_MONTHS
) -> HttpResponse:
    """The period begins with the first day of a month. The current month counts as one."""
    if objections := objections_to_read_verdicts(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))
    return api.answer(as_verdicts(verdicts_of(request.actor.unit, months)))


@router.get(
    "/hits/{ref}/why", summary="Why the two match, for the desks of both sides", response=WhyOut
)
def why(request: ActingRequest, ref: str) -> HttpResponse:
    hit = api.find(request, hit_of_desk(request.actor), ref=ref)
    reasons = reasons_of(hit)
    return api.answer(
        WhyOut(
            ref=hit.ref,
            sides=[as_side(*side) for side in sides_seen_by_desk(hit)],
            waterfall=WaterfallOut(**waterfall_for_desks(reasons)) if reasons else None,
            why=None if reasons else hit.why_unweighed,
        )
    )


@router.get(
    "/rota", summary="List duties and gaps in the next 7 days", response=api.items_of(RotaOut)
)
def rota(request: ActingRequest) -> HttpResponse:
    return api.all_of(rotas(request.actor.unit), as_rota)


@router.post(
    "/labels/export", **api.verb(ExportLabelsForm, "Export labels for training", answer=LabelsOut)
)
def labels(request: ActingRequest) -> HttpResponse:
    return api.ask(request, ExportLabelsForm, export_labels, as_json=as_labels)


def as_open_review(hit: Hit, group: ReviewGroup) -> OpenReviewOut:
    return OpenReviewOut(
        ref=hit.ref,
        kind=hit.kind,
        match=hit.words,
        strength=hit.strength,
        likelihood=hit.likelihood or None,
        state=hit.state,
        raised_at=hit.raised_at,
        together=group.mark if group.others else None,
        is_gone=group.is_gone(hit),
    )


def as_verdicts(counted: Verdicts) -> VerdictsOut:
    return VerdictsOut(
        items=[as_verdict_count(row) for row in counted.rows],
        desk=counted.desk.key,
        since=counted.since,
        as_of=counted.as_of,
        scope=counted.scope,
        why_by_script=WHY_BY_SCRIPT,
        together=as_verdict_count(counted.together),
    )


def as_verdict_count(row: VerdictCount) -> VerdictCountOut:
    return VerdictCountOut(
        script=row.script,
        way=row.way,
        same=row.same,
        not_same=row.not_same,
        undecided=row.undecided,
        decided=row.decided,
        not_same_of_decided=row.not_same_of_decided,
    )


def as_side(side: HitSide, shared: list[Named]) -> SideOut:
    return SideOut(
        unit=side.unit.key,
        ocg=side.ocg_ref or None,
        entry=side.entry.ref if side.entry else None,
        title=side.entry.title if side.entry else None,
        is_gone=bool(side.entry_gone_notice),
        shared=[ValueOut(kind=kind, value=text) for kind, text in shared],
    )


def as_review(review: Review) -> HitReviewOut:
    return HitReviewOut(
        ref=review.hit.ref,
        decision=review.decision,
        reviewed_at=review.reviewed_at,
        also=list(review.also),
    )


def as_duty(duty: Duty) -> DutyOut:
    return DutyOut(
        unit=duty.unit.key,
        contact=duty.contact,
        superior=duty.superior.username,
        superior_contact=duty.superior_contact,
        from_at=duty.from_at,
        until_at=duty.until_at,
    )


def as_set(duty: Duty) -> DutySetOut:
    return DutySetOut(**as_duty(duty).model_dump(), gave_way=list(duty.gave_way))


def as_rota(rota: Rota) -> RotaOut:
    return RotaOut(
        unit=rota.unit.key,
        otherwise=rota.unit.duty_contact,
        duties=[as_duty(duty) for duty in rota.duties],
        gaps=[GapOut(from_at=since, until_at=until) for since, until in rota.gaps],
    )


def as_labels(exported: list[Label]) -> LabelsOut:
    return LabelsOut(items=[LabelOut(**label) for label in exported])
