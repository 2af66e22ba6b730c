"""The deconfliction part of an OCG's page."""

from typing import Any

from broadhurst.capabilities.deconfliction.queries.checks import (
    entries_of,
    is_fresh,
    item_checks,
    latest_check,
)
from broadhurst.capabilities.deconfliction.queries.concerning import sides_of
from broadhurst.capabilities.deconfliction.rules.checking import caveat
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the context for the deconfliction part of an OCG's page."""
    check = latest_check(ocg)
    return {
        "check": check,
        "item_checks": None if check else item_checks(ocg),
        "is_fresh": is_fresh(check),
        "answer": check.answer if check else "",
        "caveat": check.caveat if check else caveat(),
        "hits": sides_of(ocg),
        "entries": entries_of(ocg),
    }
