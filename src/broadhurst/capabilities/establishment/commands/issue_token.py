"""Issue an API token or a calendar's address for your own posting."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from broadhurst.capabilities.establishment.rules.usernames import objections_to_issue_token
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import ApiToken
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.doors.tokens import digest, new_secret
from broadhurst.foundation.doors.wall import CALENDAR
from broadhurst.foundation.govuk.fields import ChoiceField, NumberField, TextField
from broadhurst.foundation.workflow import refuse_if


class IssueTokenForm(CommandForm):
    opens = ChoiceField(
        label="Who will use it?",
        choices=ApiToken.Opens.choices,
        hints={"calendar": "For example, Outlook. It shows references, not names."},
        initial=ApiToken.Opens.API,
        required=False,
    )
    label = TextField(label="What the token is for", max_length=80)
    days = NumberField(label="Days it lasts", min_value=1, max_value=366)

    def clean_opens(self) -> str:
        """Return what the token opens: the API, if that was left out."""
        return self.cleaned_data["opens"] or ApiToken.Opens.API


@dataclass(frozen=True)
class NewToken:
    """A token's reference, and its secret or its calendar's address, which is shown only once."""

    ref: str
    secret: str

    def __str__(self) -> str:
        """Return what a terminal prints, so that a script can keep the secret."""
        return self.secret


@command
@for_readers
def issue_token(
    *, actor: Actor, label: str, days: int, opens: str = ApiToken.Opens.API
) -> NewToken:
    """Issue a token that acts as you in this posting, or the address of your calendar.

    It is shown once and cannot be read again.
    """
    refuse_if(objections_to_issue_token(days))

    secret = new_secret()
    token = ApiToken.objects.create(
        ref=new_reference("TOK"),
        posting=actor.posting,
        label=label,
        opens=opens,
        digest=digest(secret),
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
    )

    record(
        actor,
        "token.issued",
        actor.officer.username,
        dossier=None,
        label=label,
        days=days,
        opens=opens,
    )
    is_calendar = opens == ApiToken.Opens.CALENDAR
    return NewToken(token.ref, calendar_address(secret) if is_calendar else secret)


def calendar_address(secret: str) -> str:
    """Return the address that a calendar program is given."""
    return f"{settings.SITE_URL}{CALENDAR}{secret}.ics"
