"""An actor: an officer acting in one posting. Pages, API and terminal all use it."""

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
    """An officer acting in one posting, with the unit, organisation and roles of the posting."""

    officer: Officer
    posting: Posting
    unit: Unit
    agency: Agency
    roles: frozenset[str]

    @property
    def principals(self) -> tuple[int, ...]:
        """The principals that row-level security checks: this unit and this officer.

        An administrator does not see the unit's records, so gets no unit. The system's own actor
        keeps its unit, because it runs the jobs.
        """
        if self.administers and self.officer.username != SYSTEM:
            return (self.officer.principal,)
        return (self.unit.principal, self.officer.principal)

    @property
    def administers(self) -> bool:
        """Whether the posting administers accounts, of an organisation or of the service."""
        return bool(self.roles & ADMINISTRATORS)

    @property
    def reads_only(self) -> bool:
        """Whether the posting is an inspector's, who changes nothing but their own settings."""
        return self.has(Role.INSPECTOR)

    def has(self, role: Role) -> bool:
        """Return whether the posting has a role."""
        return role.value in self.roles

    def __str__(self) -> str:
        return f"{self.officer.name} ({self.posting.title}, {self.unit.name})"


def actor_in(posting: Posting) -> Actor:
    """Return the actor of a posting.

    The caller must have checked that the posting is the officer's and in force.
    """
    return Actor(
        officer=posting.officer,
        posting=posting,
        unit=posting.unit,
        agency=posting.unit.agency,
        roles=frozenset(posting.roles),
    )
