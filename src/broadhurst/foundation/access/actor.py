"""An actor: an officer acting in one posting. Built once, the same object at every door."""

from dataclasses import dataclass

from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Agency,
    Officer,
    Posting,
    Role,
    Unit,
)

SYSTEM = "broadhurst"  # the username of the system's own actor


@dataclass(frozen=True)
class Actor:
    """An officer acting in one posting, with the unit and roles that it brings."""

    officer: Officer
    posting: Posting
    unit: Unit
    agency: Agency
    roles: frozenset[str]

    @property
    def principals(self) -> tuple[int, ...]:
        """The principals that the wall checks: this unit and this officer.

        An administrator sees none of the unit's records. The system itself runs the jobs.
        """
        if self.administers and self.officer.username != SYSTEM:
            return (self.officer.principal,)
        return (self.unit.principal, self.officer.principal)

    @property
    def administers(self) -> bool:
        """Whether the posting looks after accounts, of an organisation or of the service."""
        return bool(self.roles & ADMINISTRATORS)

    def has(self, role: Role) -> bool:
        """Whether the posting brings a role."""
        return role.value in self.roles

    def __str__(self) -> str:
        return f"{self.officer.name} ({self.posting.title}, {self.unit.name})"


def actor_in(posting: Posting) -> Actor:
    """The actor of a posting; the caller has checked that the posting is theirs and in force."""
    return Actor(
        officer=posting.officer,
        posting=posting,
        unit=posting.unit,
        agency=posting.unit.agency,
        roles=frozenset(posting.roles),
    )
