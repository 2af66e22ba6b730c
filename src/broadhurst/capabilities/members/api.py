"""Endpoints of an OCG's people and identifiers."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.members.commands.add_identifier import (
    AddIdentifierForm,
    add_identifier,
)
from broadhurst.capabilities.members.commands.add_member import AddMemberForm, add_member
from broadhurst.capabilities.members.commands.edit_identifier import (
    EditIdentifierForm,
    edit_identifier,
)
from broadhurst.capabilities.members.commands.edit_member import EditMemberForm, edit_member
from broadhurst.capabilities.members.commands.remove_identifier import (
    RemoveIdentifierForm,
    remove_identifier,
)
from broadhurst.capabilities.members.commands.remove_member import (
    RemoveMemberForm,
    remove_member,
)
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


@router.post(
    "/ocgs/{ref}/add-member",
    **api.verb(AddMemberForm, "Add a person to an OCG", 201, answer=MemberOut),
)
def member(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, AddMemberForm, add_member, as_json=as_member, status=201, ocg=ocg)


@router.post(
    "/people/{ref}/edit", **api.verb(EditMemberForm, "Correct a person's details", answer=MemberOut)
)
def edit_person(request: ActingRequest, ref: str) -> HttpResponse:
    membership = _find_member(request, ref)
    return api.ask(request, EditMemberForm, edit_member, as_json=as_member, member=membership)


@router.post(
    "/people/{ref}/remove",
    **api.verb(RemoveMemberForm, "Remove a person from an OCG", answer=MemberOut),
)
def remove_person(request: ActingRequest, ref: str) -> HttpResponse:
    membership = _find_member(request, ref)
    return api.ask(request, RemoveMemberForm, remove_member, as_json=as_member, member=membership)


@router.post(
    "/ocgs/{ref}/add-identifier",
    **api.verb(AddIdentifierForm, "Add an identifier", 201, answer=IdentifierOut),
)
def identifier(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(
        request, AddIdentifierForm, add_identifier, as_json=as_identifier, status=201, ocg=ocg
    )


@router.post(
    "/identifiers/{ref}/edit",
    **api.verb(EditIdentifierForm, "Correct an identifier", answer=IdentifierOut),
)
def edit_thing(request: ActingRequest, ref: str) -> HttpResponse:
    identifier = _find_identifier(request, ref)
    return api.ask(
        request, EditIdentifierForm, edit_identifier, as_json=as_identifier, identifier=identifier
    )


@router.post(
    "/identifiers/{ref}/remove",
    **api.verb(RemoveIdentifierForm, "Remove an identifier", answer=IdentifierOut),
)
def remove_thing(request: ActingRequest, ref: str) -> HttpResponse:
    identifier = _find_identifier(request, ref)
    return api.ask(
        request,
        RemoveIdentifierForm,
        remove_identifier,
        as_json=as_identifier,
        identifier=identifier,
    )


def _find_member(request: ActingRequest, ref: str) -> Membership:
    return api.find(request, members(), person__ref=ref)


def _find_identifier(request: ActingRequest, ref: str) -> Identifier:
    return api.find(request, identifiers(), ref=ref)


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
