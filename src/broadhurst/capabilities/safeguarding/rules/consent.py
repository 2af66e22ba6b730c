"""Rules on consent, and on referrals without a name. Pure."""

import re

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

NRM = "nrm"
NO_NAME = "Leave out the person’s name. The referral identifies them already."


def is_without_name(*, is_child: bool, destination: str, consent: str) -> bool:
    """Whether a referral has no name: an adult did not consent to the NRM.

    The duty to notify the Home Office is in Modern Slavery Act 2015 s.52. By s.52 and the
    regulations under it, the report does not identify an adult who does not consent.
    """
    return destination == NRM and not is_child and consent == "refused_duty_to_notify"


def objections_to_name(name: str, *, is_without_name: bool) -> list[str]:
    """A referral with a name is corrected by an officer who can see the name."""
    if name or is_without_name:
        return []
    return at(
        "consent",
        "You cannot see this person’s name, so you cannot add it to the referral. Ask the SIO of "
        "the OCG to correct it.",
    )


def objections_to_consent(
    consent: str, reason: str, *, is_child: bool, destination: str, name: str, reference: str
) -> list[str]:
    """A child needs no consent. An adult's NRM referral needs it (rule 25).

    An adult who refuses is notified without a name, under the duty to notify. Source: Modern
    Slavery Act 2015 s.52, and Modern Slavery: Statutory Guidance for England and Wales.
    """
    objections = at("consent", _consent_for_child(consent) if is_child else [])
    if not is_child:
        objections += at("consent", _consent_for_adult(consent, destination))
    if consent == "not_sought" and not reason.strip():
        objections += at("consent_reason", "Enter the reason consent was not sought.")
    if is_without_name(is_child=is_child, destination=destination, consent=consent):
        for field, text in (("consent_reason", reason), ("external_reference", reference)):
            if names_in(name, text):
                objections += at(field, "They did not consent, so leave out their name.")
    elif names_in(name, reason):
        objections += at("consent_reason", NO_NAME)
    return objections + at("consent_reason", objections_to_text(reason))


def _consent_for_child(consent: str) -> list[str]:
    if consent in ("given", "not_needed"):
        return []
    return ["A child never needs consent to be referred. Choose “Not needed”."]


def _consent_for_adult(consent: str, destination: str) -> list[str]:
    if destination != NRM and consent == "refused_duty_to_notify":
        return ["The duty to notify is to the Home Office. Choose the NRM as the destination."]
    if destination == NRM and consent not in ("given", "refused_duty_to_notify"):
        return [
            "An adult needs to consent before you refer them to the NRM. If they refused, choose "
            "“Refused: duty to notify”. Broadhurst then sends no name."
        ]
    return []


def names_in(name: str, text: str) -> bool:
    """Whether a text has any word of a name that is three letters or longer."""
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return any(
        len(part) >= 3 and part in words for part in re.findall(r"[^\W\d_]+", name.casefold())
    )
