"""The parts of a planned import: OCGs with their people, identifiers and actions."""

from dataclasses import dataclass, field
from datetime import date

from broadhurst.capabilities.ocg_imports.sheets.side_by_side import OCGS
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerOcg, TrackerRow
from broadhurst.capabilities.register.models import Membership, Ocg
from broadhurst.capabilities.register.rules.duplicates import Likely
from broadhurst.foundation.agencies.models import District, Officer, Unit


@dataclass
class PlannedPerson:
    """A person to add, or one who is on the OCG already."""

    row: TrackerRow
    heading: str
    name: str
    aliases: list[str]
    born_on: date | None
    sex: str
    category: str
    part: str
    is_exploited: bool
    existing: Membership | None = None


@dataclass
class PlannedIdentifier:
    """An identifier to add, of a person or of the group."""

    row: TrackerRow
    kind: str
    value: str
    person: PlannedPerson | None
    is_there: bool = False


@dataclass
class PlannedAction:
    """An action to add to the plan of a new OCG."""

    row: TrackerRow
    title: str
    p: str
    objective: str
    unit: Unit
    due_on: date


@dataclass
class PlannedOcg:
    """An OCG to add, or one of the register that gets more people."""

    source: TrackerOcg
    owner: Unit
    existing: Ocg | None = None
    kind: str = Ocg.Kind.OCG
    threat_types: list[str] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)
    description: str = ""
    leads: dict[str, tuple[Officer, Unit]] = field(default_factory=dict)
    scores: dict[str, int | None] | None = None
    likely: list[Likely] = field(default_factory=list)
    people: list[PlannedPerson] = field(default_factory=list)
    identifiers: list[PlannedIdentifier] = field(default_factory=list)
    actions: list[PlannedAction] = field(default_factory=list)

    @property
    def aim(self) -> str:
        """The aim of the plan to draft, or nothing."""
        return self.value_of("plan_aim") if self.leads else ""

    @property
    def name(self) -> str:
        return self.existing.name if self.existing else self.value_of("ocg_name")

    def value_of(self, name: str) -> str:
        """Return what the rows say in a field of the OCG."""
        return self.source.fields.get(name, "")

    @property
    def numbers(self) -> list[int]:
        """The numbers of its rows on the sheet of OCGs."""
        return [row.number for row in self.source.rows if row.sheet.kind == OCGS]
