"""The JSON API of an OCG's people and identifiers."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.members.schemas import IdentifierOut, MemberOut, ReceiptOut
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.people import identifiers, members
from broadhurst.capabilities.register.rules.receipts import Receipt
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


@router.get("/ocgs/{ref}/people", summary="The people of an OCG", response=api.items_of(MemberOut))
def people(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.all_of(members().filter(ocg=ocg), as_member)


@router.get(
    "/ocgs/{ref}/identifiers",
    summary="The identifiers of an OCG",
    response=api.items_of(IdentifierOut),
)
def used(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.all_of(identifiers().filter(ocg=ocg), as_identifier)


def as_member(member: Membership) -> MemberOut:
    return MemberOut(
        person=member.person.ref,
        name=member.person.name,
        aliases=member.person.aliases,
        born_on=member.person.born_on,
        sex=member.person.sex,
        category=member.category,
        part=member.part,
        is_exploited=member.is_exploited,
        needs_safeguarding=member.needs_safeguarding,
        checks=[as_receipt(receipt) for receipt in member.receipts],
    )


def as_identifier(identifier: Identifier) -> IdentifierOut:
    return IdentifierOut(
        ref=identifier.ref,
        person=identifier.person.ref if identifier.person else None,
        kind=identifier.kind,
        value=identifier.value,
        checks=[as_receipt(receipt) for receipt in identifier.receipts],
    )


def as_receipt(receipt: Receipt) -> ReceiptOut:
    return ReceiptOut(
        receipt=receipt.ref,
        hit_count=receipt.hit_count,
        referred=receipt.referred,
        answer=receipt.answer,
        not_checked=list(receipt.not_checked),
        caveat=receipt.caveat,
    )
