"""Check what is added, and let entries and referrals follow what is corrected."""

from typing import Any

from broadhurst.capabilities.deconfliction.writes.check_added import check_added
from broadhurst.capabilities.deconfliction.writes.follow_ocg import follow_correction
from broadhurst.capabilities.members.writes.enter import enter_member
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.rules.receipts import Receipt
from broadhurst.capabilities.safeguarding.writes.follow_person import follow_person
from broadhurst.foundation.access.actor import Actor


def check(actor: Actor, ocg: Ocg, added: Membership | Identifier) -> list[Receipt]:
    """Check an added person or identifier. Return its receipt, if it was checked."""
    made = check_added(actor=actor, ocg=ocg, added=added)
    return [made] if made else []


def enter_and_check_member(*, actor: Actor, ocg: Ocg, **person: Any) -> Membership:
    """Enter and check a person of an OCG that the caller has locked.

    The caller has asked about likely duplicates.
    """
    member = enter_member(actor=actor, ocg=ocg, **person)
    member.receipts = check(actor, ocg, member)
    return member


def follow(actor: Actor, ocg: Ocg, correction: Correction) -> list[Receipt]:
    """Correct the entries and open referrals. Return the receipt of a new check, if any."""
    made = follow_correction(actor=actor, ocg=ocg, correction=correction)
    follow_person(actor=actor, ocg=ocg, correction=correction)
    return [made] if made else []
