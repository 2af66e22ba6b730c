"""Verify that a receipt was issued.

Anyone signed in learns the day, and nothing else.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from broadhurst.capabilities.deconfliction.matching import hits, recent_use
from broadhurst.capabilities.deconfliction.rules.checking import objections_to_verify
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import Refused


@dataclass(frozen=True)
class Verified:
    """A receipt that was issued, and the day of issue."""

    receipt: str
    issued_on: date

    def __str__(self) -> str:
        return f"{self.receipt} was issued on {self.issued_on.day} {self.issued_on:%B %Y}."


class VerifyForm(CommandForm):
    receipt = TextField(
        label="Receipt number", help_text="Like DCN-2021-4K7QF2BX.", max_length=20, width=20
    )


def _as_issued(typed: str) -> str:
    """Normalise a receipt number (spaces, trailing full stop)."""
    bare = "".join(char for char in typed.upper() if char.isalnum())
    parts = re.fullmatch(r"(DCN)(\d{4})(\w+)", bare)
    return "-".join(parts.groups()) if parts else bare


@command
def verify(*, actor: Actor, receipt: str) -> Verified:
    """Return the day that a receipt was issued.

    Each look-up is recorded, and an officer has an hourly limit.
    """
    number = _as_issued(receipt)
    recent_use.serialise_officer(actor.officer)
    attempts = Event.objects.filter(
        Q(verb="receipt.verified") | Q(verb="command.refused", detail__verb="verify"),
        officer=actor.officer,
        at__gt=clock.now() - timedelta(hours=1),
    ).count()
    issued_on = hits.issued_on(number)
    objections = objections_to_verify(attempts, is_issued=issued_on is not None)
    if objections or issued_on is None:
        raise Refused(objections)

    record(
        actor,
        "receipt.verified",
        number,
        dossier=None,
        kind=Event.Kind.CONSULTATION,
        past_the_wall=hits.TO_VERIFY,
    )
    return Verified(number, issued_on)
