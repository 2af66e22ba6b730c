"""Rules on open referrals after a date of birth is corrected. Pure."""

from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.correcting import is_under_18
from broadhurst.capabilities.safeguarding.rules.consent import objections_to_consent


def is_child_corrected(
    was_child: bool, *, born_before: date | None, born_on: date | None, sent_on: date
) -> bool:
    """Whether the person was a child when referred, by a corrected date of birth.

    If the date is unknown or unchanged, the first judgement stays.
    """
    if born_on is None or born_on == born_before:
        return was_child
    return is_under_18(born_on, sent_on)


def is_other_referral(referral: Any, *, is_child: bool) -> bool:
    """Whether a corrected date of birth needs another consent or destination.

    Only the referrer can say that consent was given, so such a referral must be made again. The
    same goes for a referral without a name, because a correction must not disclose the name.
    """
    return (
        not referral.person_name
        or (is_child and referral.destination == "adult_mash")
        or bool(
            objections_to_consent(
                referral.consent,
                referral.consent_reason,
                is_child=is_child,
                destination=referral.destination,
                name=referral.person_name,
                reference=referral.external_reference,
            )
        )
    )
