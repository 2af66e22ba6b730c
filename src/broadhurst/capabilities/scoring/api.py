"""The JSON API of scoring schemes and review policies, and of why an OCG was in a tier."""

from datetime import date

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Cadence, Ocg, Scheme
from broadhurst.capabilities.scoring.commands.draft_cadence import DAYS
from broadhurst.capabilities.scoring.queries.effect import Effect, effect_of
from broadhurst.capabilities.scoring.queries.policies import cadences, schemes
from broadhurst.capabilities.scoring.queries.tier_on import TierOn, tier_on
from broadhurst.capabilities.scoring.schemas import (
    CadenceOut,
    EffectOut,
    SchemeOut,
    TierChangeOut,
    TierMoveOut,
    TierOnOut,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["scoring"])


@router.get(
    "/schemes", summary="The versions of the scoring scheme", response=api.items_of(SchemeOut)
)
def list_schemes(request: ActingRequest) -> HttpResponse:
    return api.all_of(schemes(), as_scheme)


@router.get("/cadences", summary="The review policies", response=api.items_of(CadenceOut))
def list_cadences(request: ActingRequest) -> HttpResponse:
    return api.all_of(cadences(), as_cadence)


@router.get("/schemes/{ref}", summary="A version of the scoring scheme", response=SchemeOut)
def one_scheme(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_scheme(api.find(request, schemes(), ref=ref)))


@router.get("/schemes/{ref}/effect", summary="The effect of a scheme on tiers", response=EffectOut)
def effect(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_effect(effect_of(api.find(request, schemes(), ref=ref))))


@router.get("/ocgs/{ref}/tier", summary="Why an OCG was in a tier on a day", response=TierOnOut)
def tier(request: ActingRequest, ref: str, on: date | None = None) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.answer(as_tier_on(tier_on(ocg, min(on or clock.today(), clock.today()))))


def as_scheme(scheme: Scheme) -> SchemeOut:
    return SchemeOut(
        ref=scheme.ref,
        version=scheme.version,
        name=scheme.name,
        stage=scheme.stage,
        from_on=scheme.from_on,
        criteria=scheme.criteria,
        bands=scheme.bands,
        source=scheme.source,
        because=scheme.because,
    )


def as_cadence(cadence: Cadence) -> CadenceOut:
    return CadenceOut(
        ref=cadence.ref,
        stage=cadence.stage,
        from_on=cadence.from_on,
        days={name: getattr(cadence, name) for name in DAYS},
        because=cadence.because,
    )


def as_effect(effect: Effect) -> EffectOut:
    return EffectOut(
        ocgs=effect.ocgs,
        moves=[TierMoveOut(was=was, now=now, ocgs=ocgs) for was, now, ocgs in effect.moves],
        changed=effect.changed,
        changes=[
            TierChangeOut(
                ref=change.ref,
                name=change.name,
                was=change.was,
                now=change.now,
                unknowns=change.unknowns,
            )
            for change in effect.changes
        ],
    )


def as_tier_on(tier: TierOn) -> TierOnOut:
    assessment = tier.assessment
    moderation = assessment.moderation if assessment else None
    return TierOnOut(
        day=tier.day,
        state=tier.state,
        tier=tier.tier,
        band=moderation.band if moderation else "",
        assessment=assessment.ref if assessment else None,
        scheme=(assessment.scheme if assessment else tier.scheme).version,
        scores=assessment.scores if assessment else {},
        confidence=assessment.confidence if assessment else {},
        scored_by=assessment.scored_by.username if assessment else "",
        moderated_by=moderation.moderated_by.username if moderation else "",
        review_due_on=moderation.review_due_on if moderation else None,
        is_past_review=tier.is_past_review,
        waited=tier.waited,
        cadence=tier.cadence.ref,
    )
