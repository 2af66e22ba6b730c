"""Rules for the stop list of values that are never matched. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at
from broadhurst_linkage.normalise import phone

# So many people use these numbers that sharing one means nothing. Sources of the short numbers:
# Ofcom, National Telephone Numbering Plan (Type A and Type C access codes), and Commission Decision
# 2007/116/EC for 116xxx. Each service publishes its own number (November 2026).
EMERGENCY = "an emergency or public service number"
HELPLINE = "a public helpline"
NUMBERS = {
    EMERGENCY: ("999", "112", "101", "111", "105", "119", "100", "123", "18000", "118118"),
    HELPLINE: (
        "116000", "116006", "116111", "116123",
        "0800 555 111",  # Crimestoppers
        "0800 789 321",  # Anti-Terrorist Hotline
        "0800 1111",  # Childline
        "0808 2000 247",  # National Domestic Abuse Helpline
        "0800 0121 700",  # Modern Slavery and Exploitation Helpline
        "0300 123 2040",  # Action Fraud
    ),
}  # fmt: skip
STOPPING_ROLES = ("administrator", "desk")


def bare(text: str) -> str:
    """Return the digits of a short number, which has no international form."""
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _form(number: str) -> str:
    """Return a number as it is compared: in international format, unless it is short."""
    return phone.normalise(number) if number.startswith("0") else bare(number)


ALWAYS_STOPPED = {
    ("phone", _form(number)): reason for reason, numbers in NUMBERS.items() for number in numbers
}


def objections_to_stop(roles: Collection[str], reason: str, *, is_stopped: bool) -> list[str]:
    """A value is stopped once, with a reason that officers who check can read."""
    objections = objections_to_stopping(roles) + objections_to_text(reason)
    if is_stopped:
        objections += at("value", "This value is on the stop list already.")
    if not reason.strip():
        objections += at("reason", "Enter a reason. Officers who check targets can read it.")
    return objections


def objections_to_lift(roles: Collection[str], stopped: Any) -> list[str]:
    """A stop is lifted once."""
    objections = objections_to_stopping(roles)
    if stopped.lifted_at is not None:
        objections.append("This value was taken off the stop list already.")
    return objections


def objections_to_stopping(roles: Collection[str]) -> list[str]:
    """Check the roles that may edit the stop list."""
    if set(roles) & set(STOPPING_ROLES):
        return []
    return ["Only the deconfliction desk or an administrator can do this."]
