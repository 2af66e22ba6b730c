"""Referrals of an OCG without the person, as an LRO from a partner organisation sees them."""

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
    """Return the referrals of an OCG for an answer that names nobody, newest first.

    For a reader in part they are no saved rows: the person, the consent and every reason are
    missing. Any other reader gets the referrals that they see.
    """
    unnamed = [
        Referral(**dict(zip(COLUMNS, row, strict=True)))
        for row in send(WITHOUT_NAMES, [ocg.ref]).rows()
    ]
    if not unnamed:
        return list(Referral.objects.filter(ocg=ocg).select_related("team", "holder"))
    teams = Unit.objects.in_bulk({referral.team_id for referral in unnamed})
    holders = Officer.objects.in_bulk({referral.holder_id for referral in unnamed})
    for referral in unnamed:
        referral.team, referral.holder = teams[referral.team_id], holders[referral.holder_id]
    return unnamed
