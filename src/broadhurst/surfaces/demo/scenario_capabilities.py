"""Scenario: the capabilities that units bid for, of the ROCU and of GMP itself."""

import tomllib

from broadhurst.capabilities.establishment.commands.load_agencies import DATA
from broadhurst.capabilities.tasking.commands.open_capability import open_capability
from broadhurst.capabilities.tasking.models import Capability
from broadhurst.surfaces.demo.cast import CAPABILITY_UNITS, OWN_TEAM, Region

TEAMS = 6
TEAMS_OF_GMP = 2


def open_capabilities(region: Region) -> dict[str, Capability]:
    """Open the capabilities of the demo, and return each by its code.

    The letter of 30 March 2021 says that specialists come from within GMP or from the NWROCU.
    """
    catalogue = tomllib.loads((DATA / "capabilities.toml").read_text())["capability"]
    opened = {
        row["code"]: open_capability(
            actor=region.system,
            code=row["code"],
            name=row["name"],
            provider=region.managers[row["code"]].unit,
            capacity=TEAMS,
            needs_statutory_authority=row["needs_statutory_authority"],
            lead_time_days=row["lead_time_days"],
        )
        for row in catalogue
        if row["code"] in CAPABILITY_UNITS
    }
    opened[OWN_TEAM] = open_capability(
        actor=region.system,
        code=OWN_TEAM,
        name="Surveillance, GMP",
        provider=region.managers[OWN_TEAM].unit,
        capacity=TEAMS_OF_GMP,
        needs_statutory_authority=True,
        lead_time_days=3,
    )
    return opened
