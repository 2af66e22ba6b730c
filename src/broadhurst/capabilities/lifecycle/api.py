"""The JSON API of an OCG's life."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.lifecycle.queries.shown import life_of
from broadhurst.capabilities.lifecycle.schemas import LifeOut, StageOut
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.statuses import StatusSpan
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


# Before the addresses of one OCG, which have the same form.


@router.get(
    "/ocgs/{ref}/life",
    summary="The statuses of an OCG over time, oldest first",
    response=api.items_of(StageOut),
)
def life(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(life_of(_find_ocg(request, ref)), as_stage)


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def as_life(ocg: Ocg) -> LifeOut:
    return LifeOut(ref=ocg.ref, kind=ocg.kind, name=ocg.name, state=ocg.status, due_on=ocg.due_on)


def as_stage(span: StatusSpan) -> StageOut:
    return StageOut(
        state=span.status,
        reason=span.reason,
        explanation=span.explanation,
        due_on=span.due_on,
        begun_by=span.begun_by.username,
        from_at=span.from_at,
        until_at=span.until_at,
    )
