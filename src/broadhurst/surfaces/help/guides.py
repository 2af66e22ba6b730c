"""The guide of each role, read from `guides.toml`."""

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
    """Return the guide of each role, in the order of the roles."""
    text = files(__package__).joinpath("guides.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return {
        role.value: Guide(
            role, one["intro"], one["sees"], tuple((name, how) for name, how in one["tasks"])
        )
        for role in Role
        for one in [read[role.value]]
    }
