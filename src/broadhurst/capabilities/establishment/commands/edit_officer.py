"""Correct an officer's name, grade or email address."""

from typing import Any

from broadhurst.capabilities.establishment.queries.accounts import is_system, locked_account
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_system_account,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import EmailField, TextField
from broadhurst.foundation.workflow import refuse_if


class EditOfficerForm(CommandForm):
    prefills = True

    name = TextField(label="Full name", max_length=80, autocomplete="off")
    grade = TextField(label="Rank or grade", required=False, max_length=60)
    email = EmailField(
        label="Email address",
        help_text="The officer chooses which notifications go there.",
        required=False,
        autocomplete="off",
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the account locked."""
        return subject | {"officer": locked_account(actor, subject["officer"])}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["officer"], name)


@command
def edit_officer(
    *, actor: Actor, officer: Officer, name: str, grade: str = "", email: str = ""
) -> Officer:
    """Correct an officer's name, rank or grade, and the address that emails go to."""
    officer = locked_account(actor, officer)
    own_agency, agency = actor.agency.pk, officer.agency_id
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=agency)
        + objections_to_system_account(is_system=is_system(officer))
    )

    before = _described(officer)
    officer.name, officer.grade, officer.email = name, grade, email
    officer.save(update_fields=["name", "grade", "email"])

    record(
        actor,
        "officer.edited",
        officer.username,
        dossier=None,
        tell=[officer],
        was=before,
        now=_described(officer),
    )
    return officer


def _described(officer: Officer) -> str:
    return ", ".join(filter(None, (officer.name, officer.grade, officer.email)))
