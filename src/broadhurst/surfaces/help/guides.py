"""Guides for each role, read from `guides.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from broadhurst.foundation.agencies.models import Role


@dataclass(frozen=True)
class Guide:
    """How one role uses the service. Each task is a name and how to do it."""

    role: Role
    intro: str
    sees: str
    tasks: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return str(self.role.label)


@cache
def guides() -> dict[str, Guide]:
    """Return the guide of each role, keyed by the role, in the order of the roles."""
    text = files(__package__).joinpath("guides.toml").read_text("utf-8")
    entries = tomllib.loads(text)
    return {
        role.value: Guide(
            role, entry["intro"], entry["sees"], tuple((name, how) for name, how in entry["tasks"])
        )
        for role in Role
        for entry in [entries[role.value]]
    }
