"""Open referrals prevent the archiving of an OCG (rule 11)."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals


def still_open(ocg: Ocg) -> list[str]:
    """Return a refusal for each open referral, with the way forward."""
    return [
        f"Safeguarding referral {referral.ref} is open. It must be decided and closed first."
        for referral in open_referrals(ocg)
    ]
