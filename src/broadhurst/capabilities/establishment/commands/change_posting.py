"""Change the post and roles of a posting."""

from collections.abc import Sequence
from typing import Any

from broadhurst.capabilities.establishment.commands.post import (
    administrators_to_notify,
    roles_to_give,
)
from broadhurst.capabilities.establishment.queries.accounts import is_system, locked_account
from broadhurst.capabilities.establishment.queries.forms import to_change_posting
from broadhurst.capabilities.establishment.rules.accounts import objections_to_change_roles
from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer_in,
    objections_to_inspect,
    objections_to_roles,
    objections_to_system_account,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Posting, Role
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import MultiChoiceField, TextField
from broadhurst.foundation.workflow import refuse_if

POSTINGS = Posting.objects.select_related("officer", "unit__agency")


class ChangePostingForm(CommandForm):
    prefills = True

    title = TextField(label="Post", help_text="For example, Detective Inspector", max_length=80)
    roles = MultiChoiceField(
        label="Roles",
        help_text="They apply from the next page that the officer opens.",
        choices=Role.choices,
        required=False,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the account and then the posting locked."""
        locked_account(actor, subject["posting"].officer)
        return subject | {"posting": lock(POSTINGS, subject["posting"])}

    def narrow_choices(self) -> None:
        """Start with the current post and roles, and offer roles the actor may give."""
        posting = self.subject["posting"]
        self.fields["roles"].choices = roles_to_give(self.actor)  # type: ignore[attr-defined]
        self.fields["title"].initial = posting.title
        self.fields["roles"].initial = posting.roles


@for_record(to_change_posting)
@command
def change_posting(*, actor: Actor, posting: Posting, title: str, roles: Sequence[str]) -> Posting:
    """Change the post and roles of a posting, from now on."""
    officer = locked_account(actor, posting.officer)
    posting = lock(POSTINGS, posting)
    own_agency, agency = actor.agency.pk, posting.unit.agency_id
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=agency)
        or objections_to_system_account(is_system=is_system(officer))
        or objections_to_roles(actor.roles, roles, is_self=officer == actor.officer)
        + objections_to_inspect(posting.unit.agency.kind, roles)
        + objections_to_change_roles(actor.roles, posting.roles)
    )

    before = in_words(posting.title, posting.roles)
    posting.title, posting.roles = title, list(roles)
    posting.save(update_fields=["title", "roles"])

    record(
        actor, "posting.changed", officer.username, dossier=None,
        tell=[officer, posting.unit, *administrators_to_notify(roles)],
        name=officer.name, unit=posting.unit.name,
        was=before, now=in_words(title, roles),
    )  # fmt: skip
    return posting


def in_words(title: str, roles: Sequence[str]) -> str:
    """Return a post and its roles in words."""
    labels = ", ".join(str(Role(role).label) for role in roles) or "no role"
    return f"{title} ({labels})"
