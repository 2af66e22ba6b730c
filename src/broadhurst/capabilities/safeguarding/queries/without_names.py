"""Referrals of an OCG without the person, for an LRO from a partner organisation."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.database.prepared import send

COLUMNS = (
    "ref", "is_child", "threat_to_life", "destination", "team_id", "holder_id", "stage", "sent_at",
    "ack_due_on", "decision_due_on", "decision", "outcome",
)  # fmt: skip
WITHOUT_NAMES = "SELECT * FROM safeguarding_without_names(%s)"


def without_names(ocg: Ocg) -> list[Referral]:
    """Return the referrals of an OCG that the reader sees in part, newest first.

    They are not saved rows: the person, the consent and every reason are missing. The list is empty
    for a reader who sees the OCG whole, who reads the referrals themselves.
    """
    found = [
        Referral(**dict(zip(COLUMNS, row, strict=True)))
        for row in send(WITHOUT_NAMES, [ocg.ref]).rows()
    ]
    teams = Unit.objects.in_bulk({one.team_id for one in found})
    holders = Officer.objects.in_bulk({one.holder_id for one in found})
    for one in found:
        one.team, one.holder = teams[one.team_id], holders[one.holder_id]
    return found
