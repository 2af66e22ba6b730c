"""The safeguarding policy: deadlines, competent authorities and pilot sites."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules import policy as policy_rules
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit

SHIPPED = Path(__file__).parent.parent / "data" / "policy.toml"
Policy = dict[str, list[dict[str, Any]]]


def policy() -> Policy:
    """Return every policy row: the shipped rows, then those of the operator's file."""
    operator_file = settings.SAFEGUARDING_POLICY
    return _read(SHIPPED, Path(operator_file) if operator_file else None)


@cache
def _read(*files: Path | None) -> Policy:
    rows: Policy = {}
    for file in filter(None, files):
        for kind, more in tomllib.loads(file.read_text()).items():
            rows.setdefault(kind, []).extend(more)
    return rows


def due(step: str, *, destination: str, team: Unit, is_child: bool, sent_on: date) -> date | None:
    """Return the due date of a step at a destination, or None if not known.

    A pilot site has its own deadline, so the Home Office's deadline is not used for it.
    """
    if destination == Referral.Destination.NRM and is_child and is_pilot(team, sent_on):
        destination = "nrm_pilot"
    nation = team.agency.nation
    days = policy_rules.working_days(
        policy().get("clock", ()), step=step, destination=destination, is_child=is_child,
        nation=nation, on=sent_on,
    )  # fmt: skip
    return None if days is None else clock.add_working_days(sent_on, days, nation)


def is_pilot(team: Unit, on: date) -> bool:
    """Whether a team is a pilot site, which decides for children."""
    return policy_rules.is_pilot(policy(), team, on)


def authority_of(referral: Referral) -> str:
    """Return the competent authority that the receiving team is, or an empty string."""
    return policy_rules.authority_of(
        policy(), referral.team, is_child=referral.is_child, on=clock.today()
    )
