"""People and identifiers at the terminal: the outcomes of the verbs, in words."""

import click

from broadhurst.capabilities.register.models import Identifier, Membership
from broadhurst.capabilities.register.rules.receipts import in_words


def added_member(member: Membership) -> str:
    return f"{checked(member)}{referral_prompt(member)}"


def corrected_member(member: Membership) -> str:
    return f"{corrected(member)}{referral_prompt(member)}"


def referral_prompt(member: Membership) -> str:
    """Return a prompt to refer a person at risk, or to record why not."""
    if not member.needs_safeguarding:
        return ""
    return (
        "\nThis person is a child or may be exploited. Start a safeguarding referral: broadhurst "
        f"safeguarding refer {member.ocg.ref} --person {member.ref}\n"
        f"Or say why none is needed: broadhurst safeguarding no-referral {member.ref}"
    )


def checked(added: Membership | Identifier) -> str:
    """Return an added row and the result of its check."""
    return f"{added} ({added.ref}) is added.\n{in_words(added.receipts)}"


def corrected(row: Membership | Identifier) -> str:
    """Return a corrected or removed row, and the result of its new check, if any."""
    result = f"\n{in_words(row.receipts)}" if row.receipts else ""
    done = "is removed" if row.ended_at else "is saved"
    return f"{row} ({row.ref}) {done}.{result}"


group = click.Group("register")
