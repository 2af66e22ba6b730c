"""API for checks and receipts."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.deconfliction.api.schemas import (
    CheckDetailOut,
    CheckHitOut,
    CheckOut,
    ConfirmedHitOut,
    LineOut,
    LinesOut,
    TargetCheckOut,
    VerifiedOut,
)
from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.commands.verify import Verified
from broadhurst.capabilities.deconfliction.forms.target import CheckLinesForm, CheckTargetForm
from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries.checks import (
    DisclosedHit,
    bulk_check_of,
    hits_told,
    since_confirmed,
)
from broadhurst.capabilities.deconfliction.queries.entries import checks_made
from broadhurst.capabilities.deconfliction.writes.check_lines import LineResult, check_lines
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get("/ocgs/{ref}/checks", **api.listing("The checks of an OCG", CheckOut))
def checks(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.listed(request, ocg.checks.all(), by="-made_at", as_json=as_check)


@router.get(
    "/deconfliction/checks", **api.listing("The checks that you can see, newest first", CheckOut)
)
def listed_checks(request: ActingRequest) -> HttpResponse:
    return api.listed(request, checks_made(), by="-made_at", as_json=as_check)


@router.post(
    "/deconfliction/checks",
    **api.verb(CheckTargetForm, "Check a target", 201, answer=TargetCheckOut),
)
def check_one(request: ActingRequest) -> HttpResponse:
    """`entry` is the reference of the new entry.

    Use it to read, renew or withdraw the entry.
    """
    return api.ask(request, CheckTargetForm, check_target, as_json=with_entry, status=201)


@router.post(
    "/deconfliction/checks/lines",
    **api.verb(CheckLinesForm, "Check a target on each line", answer=LinesOut),
)
def check_each(request: ActingRequest) -> HttpResponse:
    """Each line is a check of its own, with a receipt of its own.

    A line that fits several kinds is not checked. Write the kind and a colon before it:
    `imei: 35209900176148`.
    """
    return api.ask(request, CheckLinesForm, check_lines, as_json=as_lines)


@router.get(
    "/deconfliction/checks/{ref}", summary="A receipt with its answer", response=CheckDetailOut
)
def check_made(request: ActingRequest, ref: str) -> HttpResponse:
    made = api.find(request, checks_made(), ref=ref)
    confirmed = [as_confirmed(side) for side in since_confirmed([made])[made.ref]]
    return api.answer(with_hits(made).model_copy(update={"confirmed_since": confirmed}))


def as_check(check: Check) -> CheckOut:
    return CheckOut(
        receipt=check.ref,
        occasion=check.occasion,
        made_at=check.made_at,
        entries=check.entries,
        hit_count=check.hit_count,
        referred=check.referred,
        answer=check.answer,
        not_checked=check.not_checked,
        caveat=check.caveat,
    )


def with_hits(check: Check) -> CheckDetailOut:
    """Return a check with its hits; null if they are at another address."""
    hits, bulk = hits_told(check), bulk_check_of(check)
    return CheckDetailOut(
        **as_check(check).model_dump(),
        hits=None if hits is None else [as_check_hit(hit) for hit in hits],
        bulk_check=bulk.ref if bulk else None,
        confirmed_since=[],  # a desk cannot have confirmed a hit of a new check
    )


def with_entry(check: Check) -> TargetCheckOut:
    """Return a new check with its entry, which later views of the receipt leave out."""
    return TargetCheckOut(**with_hits(check).model_dump(), entry=check.entered)


def as_lines(results: list[LineResult]) -> LinesOut:
    return LinesOut(items=[as_line(result) for result in results])


def as_line(result: LineResult) -> LineOut:
    return LineOut(
        line=result.line.text,
        kinds=list(result.line.kinds),
        check=with_entry(result.made) if result.made else None,
        reason=result.reason or None,
    )


def as_check_hit(disclosed: DisclosedHit) -> CheckHitOut:
    return CheckHitOut(
        ref=disclosed.hit.ref,
        kind=disclosed.hit.kind,
        kinds=disclosed.hit.kinds,
        match=disclosed.hit.words,
        strength=disclosed.hit.strength,
        other_agency=disclosed.body,
        other_contact=disclosed.other_contact,
    )


def as_confirmed(side: HitSide) -> ConfirmedHitOut:
    """Return a referred hit that a desk has confirmed, and when both units learned."""
    disclosed = DisclosedHit(side.hit, side.other_unit.agency.name, side.other_contact)
    return ConfirmedHitOut(**as_check_hit(disclosed).model_dump(), told_at=side.raised_at)


def as_verified(verified: Verified) -> VerifiedOut:
    return VerifiedOut(
        receipt=verified.receipt,
        issued_on=verified.issued_on,
    )
