"""The JSON API of safeguarding."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.lists import REFERRALS
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.capabilities.safeguarding.queries.referral_on_paper import REFERRAL_COPY
from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.capabilities.safeguarding.queries.without_names import without_names
from broadhurst.capabilities.safeguarding.schemas import (
    NamelessReferralOut,
    NotReferredOut,
    ReferralOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.record_copies.api import add_downloads

router = Router(tags=["safeguarding"])
add_downloads(router, "/referrals/{ref}/copy", REFERRAL_COPY)


@router.get("/referrals", **lists.listing(REFERRALS, "List the referrals you can see", ReferralOut))
def list_referrals(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, REFERRALS, as_referral)


@router.get("/referrals/{ref}", summary="One referral", response=ReferralOut)
def one_referral(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_referral(api.find(request, referrals(), ref=ref)))


@router.get(
    "/ocgs/{ref}/referrals",
    summary="The referrals of an OCG, without names",
    response=api.items_of(NamelessReferralOut),
)
def referrals_of_ocg(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.all_of(without_names(ocg), as_nameless)


def as_referral(referral: Referral) -> ReferralOut:
    """Return the referral as the receiving team may read it: nothing of the OCG."""
    return ReferralOut(
        ref=referral.ref,
        person=referral.person_name or None,
        is_child=referral.is_child,
        threat_to_life=referral.threat_to_life,
        destination=referral.destination,
        team=referral.team.key,
        consent=referral.consent,
        stage=referral.stage,
        holder=referral.holder.username,
        external_reference=referral.external_reference,
        sent_at=referral.sent_at,
        ack_due_on=referral.ack_due_on,
        acknowledged_at=referral.acknowledged_at,
        decision_due_on=referral.decision_due_on,
        decision=referral.decision,
        decided_on=referral.decided_on,
        decided_at=referral.decided_at,
        authority=referral.authority,
        authority_reference=referral.authority_reference,
        next_chase_on=referral.next_chase_on,
        outcome=referral.outcome,
        closed_at=referral.closed_at,
        withdrawn_at=referral.withdrawn_at,
        withdrawn_because=referral.withdrawn_because,
    )


def as_nameless(referral: Referral) -> NamelessReferralOut:
    return NamelessReferralOut(
        ref=referral.ref,
        is_child=referral.is_child,
        threat_to_life=referral.threat_to_life,
        destination=referral.destination,
        team=referral.team.key,
        stage=referral.stage,
        holder=referral.holder.username,
        sent_at=referral.sent_at,
        ack_due_on=referral.ack_due_on,
        decision_due_on=referral.decision_due_on,
        decision=referral.decision,
        outcome=referral.outcome,
    )


def as_decided(not_referred: NotReferred) -> NotReferredOut:
    return NotReferredOut(
        person=not_referred.person.ref,
        because=not_referred.because,
        recorded_at=not_referred.recorded_at,
    )
