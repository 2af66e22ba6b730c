"""What a corrected date of birth does to a referral that is open. Pure."""

from datetime import date
from typing import Any

from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.safeguarding.rules.consent import objections_to_consent


def is_child_corrected(
    was: bool, *, born_before: date | None, born_on: date | None, sent_on: date
) -> bool:
    """A child on the day of the referral, by a corrected date of birth; else as it was judged."""
    if born_on is None or born_on == born_before:
        return was
    return register.is_under_18(born_on, sent_on)


def is_other_referral(referral: Any, *, is_child: bool) -> bool:
    """Whether a corrected date of birth asks for another consent or destination.

    Nobody but the referrer can say that consent was given, so such a referral is made again. So is
    one without a name: a correction does not give a name away.
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
