"""Plan the people and identifiers of an OCG: new, or on the OCG already."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from broadhurst.capabilities.imports.sheets.rows import PersonRow
from broadhurst.capabilities.members.writes.enter import other_names
from broadhurst.capabilities.ocg_imports.queries.planned import (
    PlannedIdentifier,
    PlannedOcg,
    PlannedPerson,
)
from broadhurst.capabilities.ocg_imports.sheets.columns import MEMBERS
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerRow
from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.rules.kinds import (
    INDIVIDUAL,
    SUSPECTED,
    objections_to_nominal,
)
from broadhurst.capabilities.register.rules.registering import (
    objections_to_identifier,
    objections_to_member,
)
from broadhurst_linkage.normalise.person import fold


class PeopleOfRows:
    """Adds the people and identifiers of an OCG to its plan."""

    def __init__(
        self, plan: PlannedOcg, members: list[Membership], things: set[tuple[str, str]],
        today: date,
    ) -> None:  # fmt: skip
        self.plan, self.today = plan, today
        self.members: dict[str, list[Membership]] = defaultdict(list)
        for member in members:
            for name in (member.person.name, *member.person.aliases):
                self.members[fold(name)].append(member)
        self.has_nominal = any(member.category in SUSPECTED for member in members)
        self.things = things
        self.by_name: dict[str, list[PlannedPerson]] = defaultdict(list)
        self.held: dict[tuple[str, str], PlannedIdentifier] = {}

    def fill(self) -> None:
        """Add the people and identifiers of each row."""
        for row in self.plan.source.rows:
            own_person = None
            for person in row.people:
                is_own = person is row.person.person
                heading = row.person.headings.get("name", "") if is_own else MEMBERS
                planned_one = self._person(row, heading, person, row.person if is_own else None)
                own_person = planned_one if is_own else own_person
            for heading, kind, text in row.person.identifiers:
                self._identifier(row, heading, kind, text, own_person)

    def _person(
        self, row: TrackerRow, heading: str, answers: Mapping[str, str], read: PersonRow | None
    ) -> PlannedPerson:
        at = read.headings if read else {}
        born = answers.get("born_on", "")
        person = PlannedPerson(
            row, heading, answers["name"], other_names(answers.get("aliases", "")),
            date.fromisoformat(born) if len(born) == len("1988-03-27") else None,
            answers.get("sex", ""), answers.get("category", ""), answers.get("part", ""),
            bool(answers.get("is_exploited")),
        )  # fmt: skip
        if not row.sheet.has_people:
            return self._of_other_sheet(person)
        for name, label in (("category", "category"), ("part", "part in the group")):
            if not answers.get(name):
                row.add_problem(
                    at.get(name, heading), f"{person.name} has no {label}. Write it, or choose one "
                    "for such people where you confirm the columns."
                )  # fmt: skip
        for objection in objections_to_member(
            category=person.category, is_exploited=person.is_exploited, born_on=person.born_on,
            today=self.today,
        ):  # fmt: skip
            row.add_problem(at.get("is_exploited", heading), str(objection))
        person.existing = next(
            (
                m
                for m in self.members[fold(person.name)]
                if _agree(m.person.born_on, person.born_on)
            ),
            None,
        )
        for earlier in self.by_name[fold(person.name)]:
            if _agree(earlier.born_on, person.born_on):
                return self._again(earlier, person)
        if person.existing is None:
            self._check_nominal(person)
        self.by_name[fold(person.name)].append(person)
        self.plan.people.append(person)
        return person

    def _of_other_sheet(self, person: PlannedPerson) -> PlannedPerson:
        """Return the person of the OCG that a row of another sheet names."""
        for earlier in self.by_name[fold(person.name)]:
            if _agree(earlier.born_on, person.born_on):
                return earlier
        members = self.members[fold(person.name)]
        person.existing = next(
            (m for m in members if _agree(m.person.born_on, person.born_on)), None
        )
        if person.existing is None:
            person.row.add_problem(
                person.heading,
                f"The OCG has nobody called {person.name}. Write the name as it is on "
                "the sheet of people, or leave it empty if the whole group uses this.",
            )
        self.by_name[fold(person.name)].append(person)
        self.plan.people.append(person)
        return person

    def _again(self, earlier: PlannedPerson, person: PlannedPerson) -> PlannedPerson:
        """Take two rows with the same name and no other date of birth as one person."""
        if (earlier.category, earlier.part) != (person.category, person.part):
            person.row.add_problem(
                person.heading, f"{earlier.row.place} names {person.name} with another category or "
                "part. Write the same in both rows, or the dates of birth of two people."
            )  # fmt: skip
        earlier.aliases = list(dict.fromkeys([*earlier.aliases, *person.aliases]))
        earlier.born_on, earlier.sex = earlier.born_on or person.born_on, earlier.sex or person.sex
        earlier.is_exploited |= person.is_exploited
        return earlier

    def _check_nominal(self, person: PlannedPerson) -> None:
        kind = self.plan.existing.kind if self.plan.existing else self.plan.kind
        for objection in objections_to_nominal(kind, person.category, has_nominal=self.has_nominal):
            person.row.add_problem(person.heading, str(objection))
        if kind == INDIVIDUAL and person.category in SUSPECTED:
            self.has_nominal = True

    def _identifier(
        self, row: TrackerRow, heading: str, kind: str, text: str, person: PlannedPerson | None
    ) -> None:
        for objection in objections_to_identifier(kind, text):
            row.add_problem(heading, f"“{text}”: {objection}")
        earlier = self.held.get((kind, text))
        if earlier is None:
            identifier = PlannedIdentifier(row, kind, text, person, (kind, text) in self.things)
            self.held[kind, text] = identifier
            self.plan.identifiers.append(identifier)
        elif earlier.person is not person:
            row.add_problem(
                heading, f"{earlier.row.place} has “{text}” for someone else in this OCG. An "
                "OCG has each identifier once: leave it with the person who uses it most."
            )  # fmt: skip


def _agree(born: date | None, other: date | None) -> bool:
    """Return whether two dates of birth can be of one person."""
    return born is None or other is None or born == other
