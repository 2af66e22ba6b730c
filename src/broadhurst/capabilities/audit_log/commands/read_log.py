"""Read the audit log, for one of the purposes that the law allows. Each reading is logged too."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from broadhurst.capabilities.audit_log.queries import (
    PLACES,
    LogPage,
    Search,
    officers_of,
    page_of_log,
)
from broadhurst.capabilities.audit_log.rules.reading import (
    PURPOSES,
    as_subject,
    objections_to_read,
    objections_to_search,
)
from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, command, record_each
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.cursors import Place, opened
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    MultiChoiceField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if

HINTS = {
    "collection": "Something new was recorded",
    "alteration": "A record or an account was changed",
    "consultation": "A record was opened, searched for or counted",
    "disclosure": "Something was given out or downloaded",
    "combination": "Records were compared or merged",
    "erasure": "Something was deleted",
    "refusal": "Something was refused, or a record was not found",
}


class ReadLogForm(CommandForm):
    purpose = ChoiceField(
        label="Purpose",
        choices=PURPOSES,
        help_text="The law allows no other purpose (Data Protection Act 2018, section 62).",
    )
    case_reference = TextField(
        label="Case reference",
        help_text="For example, the number of your inquiry. Do not enter names.",
        max_length=40,
        width=20,
        required=False,
    )
    officer = OfficerField(
        label="Officer",
        help_text="The officer who acted. You can also choose people who have left.",
        required=False,
    )
    reference = TextField(
        label="Record or account",
        help_text="A reference like OCG-7K3QF2, or the username of an account.",
        max_length=50,
        width=20,
        required=False,
    )
    kinds = MultiChoiceField(
        label="Kinds of entry",
        choices=Event.Kind.choices,
        hints=HINTS,
        help_text="Select none to see all kinds.",
        required=False,
    )
    since = DateField(label="First day", help_text="For example, 27 3 2026", required=False)
    until = DateField(label="Last day", help_text="For example, 27 4 2026", required=False)
    after = TextField(label="Where the next page begins", widget=forms.HiddenInput, required=False)

    def narrow_choices(self) -> None:
        self.fields["officer"].queryset = officers_of(self.actor)  # type: ignore[attr-defined]

    def clean_after(self) -> Place | None:
        """Return the place where the next page begins, or None for the first page."""
        cursor = self.cleaned_data["after"]
        place = opened(cursor, PLACES)
        if cursor and place is None:
            raise forms.ValidationError("The next page is out of date. Search again.")
        return place


@for_roles(objections_to_read)
@command
def read_log(
    *,
    actor: Actor,
    purpose: str,
    case_reference: str = "",
    officer: Officer | None = None,
    reference: str = "",
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    after: Place | None = None,
) -> LogPage:
    """Read who did what and when in your organisation, without the content of records."""
    subject = as_subject(reference)
    refuse_if(
        objections_to_read(actor.roles)
        or objections_to_search(
            names_officer=officer is not None, subject=subject, since=since, until=until
        )
    )
    search = Search(officer, subject, kinds, since, until)
    page = page_of_log(search, after)
    # Another auditor sees that the log was read, the purpose and the subject. The rest is for the
    # reader alone.
    detail: dict[str, Any] = {
        "purpose": dict(PURPOSES)[purpose], "case_reference": case_reference,
        "kinds": ", ".join(Event.Kind(kind).label for kind in kinds),
        "since": since, "until": until, "next_page": after is not None or None,
        "officer": officer.name if officer else None, "subject": subject,
    }  # fmt: skip
    names = [officer.username if officer else "", subject]
    record_each(
        actor, "audit_log.read", [About(name, (), detail) for name in names if name],
        dossier=None, kind=Event.Kind.CONSULTATION,
    )  # fmt: skip
    return page
