"""Pages of the people and identifiers of an OCG."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from broadhurst.capabilities.deconfliction.queries.resting import open_hits_resting_on
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
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.queries.people import identifiers, members
from broadhurst.capabilities.register.rules.receipts import Receipt, beside_a_page
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def add_member_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        AddMemberForm,
        add_member,
        ocg=ocg,
        title="Add a person",
        submit="Save person",
        another=(),
        go_to=reverse("dossier:ocg_people", args=[ref]),
        done=partial(_added, request),
    )


def add_identifier_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        AddIdentifierForm,
        add_identifier,
        ocg=ocg,
        title="Add an identifier",
        submit="Save identifier",
        another=("kind",),
        go_to=reverse("dossier:ocg_people", args=[ref]),
        done=lambda identifier: _checked("The identifier is added.", identifier.receipts),
    )


def _about_member(request: ActingRequest, ref: str) -> dict[str, Any]:
    member = web.find(request, members(), person__ref=ref)
    go_to = reverse("dossier:ocg_people", args=[member.ocg.ref])
    return {"member": member, "go_to": go_to, "context": _with_warnings(member)}


def _with_warnings(row: Membership | Identifier) -> dict[str, Any]:
    """Return the warnings to show above the form.

    They name the work that depends on the row.
    """
    return {"above": "members/_warnings.html", "warnings": open_hits_resting_on(row)}


def edit_member_page(request: ActingRequest, ref: str) -> HttpResponse:
    return web.ask(
        request,
        EditMemberForm,
        edit_member,
        title="Correct a person’s details",
        submit="Save changes",
        done=partial(_edited, request),
        **_about_member(request, ref),
    )


def _about_removal(request: ActingRequest, ref: str) -> dict[str, Any]:
    about = _about_member(request, ref)
    used = list(about["member"].person.identifiers.all())
    about["context"] |= {"above": "members/_removal.html", "used": used, "danger": True}
    return about


def _about_identifier(request: ActingRequest, ref: str) -> dict[str, Any]:
    identifier = web.find(request, identifiers(), ref=ref)
    go_to = reverse("dossier:ocg_people", args=[identifier.ocg.ref])
    return {"identifier": identifier, "go_to": go_to, "context": _with_warnings(identifier)}


def _added(request: ActingRequest, member: Membership) -> str:
    _prompt_referral(request, member)
    return _checked("The person is added.", member.receipts)


def _edited(request: ActingRequest, member: Membership) -> str:
    _prompt_referral(request, member)
    return _corrected(member.receipts, "The person’s details are corrected.")


def _prompt_referral(request: ActingRequest, member: Membership) -> None:
    """Warn about a person at risk, with links to refer them or record why not."""
    if not member.needs_safeguarding:
        return
    person = member.person
    warning = format_html(
        '{} {}. <a class="govuk-notification-banner__link" href="{}?{}">Start a safeguarding '
        'referral</a> or <a class="govuk-notification-banner__link" href="{}">say why none is '
        "needed</a>.",
        person.name,
        "is a child" if person.is_child else "may be exploited",
        reverse("safeguarding:refer", args=[member.ocg.ref]),
        urlencode({"person": person.ref}),
        reverse("safeguarding:no_referral", args=[person.ref]),
    )
    messages.warning(request, warning)


def _corrected(receipts: Sequence[Receipt], done: str) -> str:
    """Return the done message, with the check result if there was a new check."""
    return _checked(done, receipts) if receipts else done


def _checked(done: str, receipts: Sequence[Receipt]) -> str:
    """Return the done message with the check result and a link to each receipt."""
    links = format_html_join(
        "",
        ' <a class="govuk-notification-banner__link" href="{}">See receipt {}</a>',
        (
            (reverse("deconfliction:check_made", args=[receipt.ref]), receipt.ref)
            for receipt in receipts
        ),
    )
    return format_html("{} {}{}", done, beside_a_page(receipts), links)


remove_member_page = web.verb(
    RemoveMemberForm,
    remove_member,
    _about_removal,
    "Remove a person",
    "Remove person",
    "The person is removed. The history below shows how they were recorded.",
)
edit_identifier_page = web.verb(
    EditIdentifierForm,
    edit_identifier,
    _about_identifier,
    "Correct an identifier",
    "Save changes",
    lambda identifier: _corrected(identifier.receipts, "The identifier is corrected."),
)
remove_identifier_page = web.verb(
    RemoveIdentifierForm,
    remove_identifier,
    _about_identifier,
    "Remove an identifier",
    "Remove identifier",
    "The identifier is removed. The history below shows it.",
)
