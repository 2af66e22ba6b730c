"""The command that lists OCGs."""

from typing import Any

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.lists import cli as lists
from broadhurst.surfaces.ocgs.lists import OCGS


def _line(ocg: Any) -> str:
    tier = f"tier {ocg.tier}" if ocg.tier else "not assessed"
    match = "  Match found" if ocg.open_hits else ""
    lro = f"LRO {ocg.lro}" if ocg.lro else "no LRO yet"
    state = "" if ocg.status == Ocg.Status.ACTIVE else f"  {ocg.status_label}"
    return f"{ocg.ref}  {ocg.name}  {ocg.owner_unit}  {tier}  {lro}{state}{match}"


list_ocgs = lists.listing("list", OCGS, says=_line, summary="List the OCGs that you can see.")
