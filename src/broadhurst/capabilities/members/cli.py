"""Commands for the people and identifiers of an OCG, in the register's group."""

from collections.abc import Callable
from typing import Any

import click

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
from broadhurst.capabilities.register.rules.receipts import in_words
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm

Verb = tuple[str, type[CommandForm], Callable[..., Any], dict[str, cli.Find], Callable[[Any], str]]


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_member(actor: Actor, ref: str) -> Membership | None:
    """Return a membership by the person's reference."""
    return cli.find(actor, members(), person__ref=ref)


def an_identifier(actor: Actor, ref: str) -> Identifier | None:
    return cli.find(actor, identifiers(), ref=ref)


def added_member(member: Membership) -> str:
    return f"{checked(member)}{referral_prompt(member)}"


def corrected_member(member: Membership) -> str:
    return f"{corrected(member)}{referral_prompt(member)}"


def referral_prompt(member: Membership) -> str:
    """Return a prompt to refer a person at risk, or to record why not."""
    if not member.needs_safeguarding:
        return ""
    return (
        "\nThis person is a child or may be exploited. Start a safeguarding referral: broadhurst "
        f"safeguarding refer {member.ocg.ref} --person {member.ref}\n"
        f"Or say why none is needed: broadhurst safeguarding no-referral {member.ref}"
    )


def checked(added: Membership | Identifier) -> str:
    """Return an added row and the result of its check."""
    return f"{added} ({added.ref})\n{in_words(added.receipts)}"


def corrected(row: Membership | Identifier) -> str:
    """Return a corrected or removed row, and the result of its new check, if any."""
    result = f"\n{in_words(row.receipts)}" if row.receipts else ""
    return f"{row} ({row.ref}){result}"


VERBS: tuple[Verb, ...] = (
    ("add-member", AddMemberForm, add_member, {"ocg": an_ocg}, added_member),
    ("edit-member", EditMemberForm, edit_member, {"member": a_member}, corrected_member),
    ("remove-member", RemoveMemberForm, remove_member, {"member": a_member}, corrected),
    ("add-identifier", AddIdentifierForm, add_identifier, {"ocg": an_ocg}, checked),
    (
        "edit-identifier",
        EditIdentifierForm,
        edit_identifier,
        {"identifier": an_identifier},
        corrected,
    ),
    (
        "remove-identifier",
        RemoveIdentifierForm,
        remove_identifier,
        {"identifier": an_identifier},
        corrected,
    ),
)

group = click.Group("register")
for name, form_class, then, finds, says in VERBS:
    group.add_command(cli.verb(name, form_class, then, finds=finds, says=says))
