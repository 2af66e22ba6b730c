"""Plan an import: OCGs that are new or on the register, their people and identifiers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from broadhurst.capabilities.establishment.queries.districts import districts_of, open_on
from broadhurst.capabilities.imports.sheets.rows import YES_NO, PersonRow, Problem
from broadhurst.capabilities.members.writes.enter import other_names
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.sheets.alike import Names
from broadhurst.capabilities.ocg_imports.sheets.columns import MEMBERS, SCORE
from broadhurst.capabilities.ocg_imports.sheets.due import HOW, due_day
from broadhurst.capabilities.ocg_imports.sheets.rows import TrackerOcg, TrackerReader, TrackerRow
from broadhurst.capabilities.ocg_imports.sheets.words import THREATS, plain, several
from broadhurst.capabilities.plans.commands.add_action import NEVER_ACCOUNTABLE
from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.plans.rules.plans import objections_to_due
from broadhurst.capabilities.register.models import (
    Identifier,
    Membership,
    Ocg,
    Ownership,
    ThreatType,
)
from broadhurst.capabilities.register.queries.archiving import entered_in_error
from broadhurst.capabilities.register.queries.assessing import scheme_in_force
from broadhurst.capabilities.register.rules.assessing import objections_to_scores
from broadhurst.capabilities.register.rules.duplicates import (
    LEAST_LIKE,
    Likely,
    why_ocgs_are_alike,
)
from broadhurst.capabilities.register.rules.kinds import (
    INDIVIDUAL,
    SUSPECTED,
    objections_to_kind,
    objections_to_nominal,
)
from broadhurst.capabilities.register.rules.registering import (
    objections_to_archived,
    objections_to_identifier,
    objections_to_leads,
    objections_to_member,
    objections_to_text,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    District,
    Officer,
    Posting,
    Unit,
    in_force_on,
)
from broadhurst.foundation.workflow import field_of
from broadhurst_linkage.normalise.person import fold

MOST_LIKELY = 5
MOST_RANKS = 3  # words before the name of an officer, such as “T/Det Insp”
NOT_KNOWN = ("unknown", "not known", "n/k", "nk", "-", "?")
NAMED = 12  # choices that a problem names


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
        return self.said("plan_aim") if self.leads else ""

    @property
    def name(self) -> str:
        return self.existing.name if self.existing else self.said("ocg_name")

    def said(self, name: str) -> str:
        """Return what the rows say in a field of the OCG."""
        return self.source.fields.get(name, "")

    @property
    def numbers(self) -> list[int]:
        """The numbers of its rows."""
        return [row.number for row in self.source.rows]


def planned(actor: Actor, sent: OcgImport, most: int | None = None) -> list[PlannedOcg]:
    """Return what an import would add, with what is wrong in its rows.

    `most` reads only so many of the first rows, for a preview.
    """
    reader = TrackerReader(
        headings=sent.headings, columns=sent.columns, words=_words_of_people(),
        otherwise={"category": sent.category, "part": sent.part}, today=clock.today(),
    )  # fmt: skip
    rows = [(number, cells) for number, cells in sent.cells[:most]]
    return list(_Planner(actor, sent, reader.read(rows)).plans())


def problems_in(plans: Iterable[PlannedOcg]) -> list[Problem]:
    """Return what is wrong in all rows, in their order."""
    problems = [one for plan in plans for row in plan.source.rows for one in row.problems]
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.row)


def _words_of_people() -> dict[str, dict[str, str]]:
    return {
        "category": _words(Membership.Category.choices),
        "part": _words(Membership.Part.choices),
        "exploited": YES_NO,
    }


def _words(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """Return the values of choices by value and by label, in small letters."""
    return {
        plain(written): str(value) for value, label in choices for written in (value, str(label))
    }


class _Planner:
    """Looks up what the rows name, with a fixed number of queries."""

    def __init__(self, actor: Actor, sent: OcgImport, sources: list[TrackerOcg]) -> None:
        self.actor, self.sent, self.sources, self.today = actor, sent, sources, clock.today()
        self.kinds = _words(Ocg.Kind.choices) | {"organised crime group": "ocg", "ocg": "ocg"}
        self.threats = THREATS | _words(ThreatType.choices)
        districts = list(districts_of(actor.agency))
        self.districts = {plain(n): one for one in districts for n in (one.key, one.name)}
        self.strands = _words(P.choices)
        self.criteria = scheme_in_force(self.today).criteria
        self._find_officers()
        self._find_register()

    def _find_officers(self) -> None:
        """Find the units of the organisation, and the officers who may lead."""
        agency = self.actor.agency
        units = list(Unit.objects.filter(open_on(self.today), agency=agency))
        for unit in units:
            unit.agency = agency
        self.units = {plain(name): unit for unit in units for name in (unit.key, unit.name)}
        by_key = {unit.pk: unit for unit in units}
        postings = (
            Posting.objects.filter(in_force_on(self.today), unit__agency=agency)
            .exclude(roles__overlap=sorted(ADMINISTRATORS))
            .filter(officer__is_active=True)
            .select_related("officer")
            .order_by("unit__name")
        )
        self.officers: dict[str, set[Officer]] = defaultdict(set)
        self.posted: dict[int, list[Unit]] = defaultdict(list)
        for posting in postings:
            officer = posting.officer
            self.posted[officer.pk].append(by_key[posting.unit_id])
            for name in (officer.name, officer.username, officer.email or ""):
                if name:
                    self.officers[fold(name)].add(officer)

    def _find_register(self) -> None:
        """Find the OCGs that the actor sees, and who owns each."""
        seen = Ocg.objects.exclude(state=Ocg.State.MERGED).exclude(entered_in_error())
        self.seen = {one.pk: one for one in seen}
        owners = Ownership.objects.filter(until_at=None).values_list("ocg", "unit", "agency")
        self.owners = {ocg: (unit, agency) for ocg, unit, agency in owners}
        self.by_ref = {one.ref: one for one in self.seen.values()}
        self.own: dict[tuple[int, str], Ocg] = {}
        for one in self.seen.values():
            unit, _ = self.owners.get(one.pk, (0, 0))
            for name in filter(None, (one.name, one.national_ref)):
                self.own.setdefault((unit, plain(name)), one)
        self.names = Names.of((one.pk, one.name) for one in self.seen.values())
        self.same: dict[str, list[Ocg]] = defaultdict(list)
        for one in self.seen.values():
            for text in filter(None, (one.national_ref, one.place)):
                self.same[fold(text)].append(one)

    def plans(self) -> Iterator[PlannedOcg]:
        """Yield each OCG with the records that its rows name, and its people."""
        made = [self._plan(source) for source in self.sources]
        known = [plan.existing.pk for plan in made if plan.existing]
        members: dict[int, list[Membership]] = defaultdict(list)
        for member in Membership.objects.filter(ocg__in=known).select_related("person"):
            members[member.ocg_id].append(member)
        things: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for ocg, kind, value in Identifier.objects.filter(ocg__in=known).values_list(
            "ocg", "kind", "value"
        ):
            things[ocg].add((kind, value))
        taken: dict[tuple[int, str], PlannedOcg] = {}
        for plan in made:
            pk = plan.existing.pk if plan.existing else 0
            _Filler(plan, members[pk] if pk else [], things[pk] if pk else set(), self.today).fill()
            if not plan.existing:
                self._take_names(plan, taken)
            yield plan

    def _plan(self, source: TrackerOcg) -> PlannedOcg:
        plan = PlannedOcg(source, self._owner(source))
        plan.existing = self._existing(plan)
        if plan.existing is None and not source.has_problems:
            self._describe(plan)
            self._name_leads(plan)
            self._score(plan)
            self._act(plan)
            plan.likely = self._likely(plan)
        return plan

    def _owner(self, source: TrackerOcg) -> Unit:
        name = source.fields.get("owner", "")
        if not name:
            return self.actor.unit
        unit = self.units.get(plain(name))
        if unit is None:
            source.add_problem(
                "owner", f"Your organisation has no unit “{name}”. Write its name, or leave the "
                "cell empty for your own unit."
            )  # fmt: skip
            return self.actor.unit
        for objection in rules.objections_to_owner(unit, self.actor.unit):
            source.add_problem("owner", objection)
        return unit

    def _existing(self, plan: PlannedOcg) -> Ocg | None:
        """Return the OCG of the register that the rows name, if there is one."""
        source, ref = plan.source, plan.said("ocg_ref").upper()
        if ref:
            found = self.by_ref.get(ref)
            if found is None:
                source.add_problem(
                    "ocg_ref", f"You cannot see an OCG with the reference {ref}. Check it, or "
                    "leave the cell empty to add a new OCG."
                )  # fmt: skip
                return None
        else:
            found = self.own.get((plan.owner.pk, plain(plan.said("ocg_name"))))
            if found is None:
                self._check_reference(plan)
        if found is None:
            return None
        named = "ocg_ref" if ref else "ocg_name"
        if self.owners.get(found.pk, (0, 0))[1] != self.actor.agency.pk:
            source.add_problem(
                named, "Another organisation owns this OCG, so you cannot add to it."
            )
        for objection in objections_to_archived(found):
            source.add_problem(named, f"{found.name} {found.ref}: {objection}")
        return found

    def _check_reference(self, plan: PlannedOcg) -> None:
        """A unit uses each national reference once, so it is of the OCG that has it."""
        other = self.own.get((plan.owner.pk, plain(plan.said("national_ref"))))
        if other and plan.said("national_ref"):
            plan.source.add_problem(
                "national_ref", f"{other.name} {other.ref} has this national reference. If it is "
                "the same OCG, write its cover name in each row."
            )  # fmt: skip

    def _describe(self, plan: PlannedOcg) -> None:
        """Read what the OCG is: its kind, threat types, districts and description."""
        source = plan.source
        if kind := plan.said("kind"):
            plan.kind = self._one_of(source, "kind", kind, self.kinds, Ocg.Kind.choices)
        self._find_threats(plan)
        self._find_districts(plan)
        plan.description = plan.said("description") or self.sent.description
        if not plan.description:
            source.add_problem(
                "description", "The OCG has no description. Write what happens and where, or enter "
                "a description for such OCGs where you confirm the columns."
            )  # fmt: skip
        place, group = plan.said("place"), plan.said("group")
        for objection in objections_to_kind(plan.kind or Ocg.Kind.OCG, place=place, group=group):
            source.add_problem(field_of(objection) or "kind", str(objection))
        for name in ("ocg_name", "description", "place", "group", "rationale", "plan_aim"):
            for objection in objections_to_text(plan.said(name)):
                source.add_problem(name, objection)

    def _find_threats(self, plan: PlannedOcg) -> None:
        source, threats = plan.source, several(plan.said("threat_types"))
        found = (
            self._one_of(source, "threat_types", text, self.threats, ThreatType.choices)
            for text in threats
        )
        plan.threat_types = list(dict.fromkeys(filter(None, found)))
        if not threats:
            source.add_problem(
                "threat_types", "The OCG has no threat type. Write one or more, like Illegal drugs."
            )

    def _one_of(
        self, source: TrackerOcg, name: str, text: str, words: Mapping[str, str], choices: Any
    ) -> str:
        found = words.get(plain(text), "")
        if not found:
            allowed = ", ".join(str(label) for _, label in choices)
            source.add_problem(name, f"“{text}” is not known here. Write one of: {allowed}.")
        return found

    def _find_districts(self, plan: PlannedOcg) -> None:
        for text in several(plan.said("districts")):
            found = self.districts.get(plain(text))
            if found is None:
                names = dict.fromkeys(one.name for one in self.districts.values())
                some = ", ".join([*names][:NAMED])
                plan.source.add_problem(
                    "districts", f"“{text}” is no district of yours. Write one of: {some}"
                    f"{' …' if len(names) > NAMED else '.'}"
                )  # fmt: skip
            elif found not in plan.districts:
                plan.districts.append(found)
        if self.districts and not plan.said("districts"):
            plan.source.add_problem(
                "districts", "The OCG has no district. Write one or more, separated by ;"
            )

    def _name_leads(self, plan: PlannedOcg) -> None:
        """Find the SIO and LRO. Without both, the OCG is reported and not adopted yet."""
        source = plan.source
        for role in ("lro", "sio"):
            if officer := self._officer(source, role, plan.said(role)):
                units = self.posted[officer.pk]
                unit = plan.owner if plan.owner in units else units[0]
                plan.leads[role] = (officer, unit)
        sio, lro = plan.said("sio"), plan.said("lro")
        for objection in rules.objections_to_leads_named(sio, lro):
            source.add_problem("lro" if sio else "sio", objection)
        led = {role: officer for role, (officer, _) in plan.leads.items()}
        for objection in objections_to_leads(sio=led.get("sio"), lro=led.get("lro")):
            source.add_problem("sio", objection)

    def _officer(self, source: TrackerOcg, role: str, text: str) -> Officer | None:
        if not text:
            return None
        words = fold(text).split()
        for ranks in range(min(MOST_RANKS + 1, len(words))):
            found = self.officers.get(" ".join(words[ranks:]), set())
            if len(found) > 1:
                source.add_problem(
                    role, f"{len(found)} officers are called “{text}”. Write the username of the "
                    "right one."
                )  # fmt: skip
                return None
            if found:
                return next(iter(found))
        source.add_problem(
            role, f"No officer of your organisation who can lead is called “{text}”. Write the "
            "name as it is on their account, or the username."
        )  # fmt: skip
        return None

    def _score(self, plan: PlannedOcg) -> None:
        """Read the scores of a new OCG. A moderator accepts or returns them as always."""
        said = plan.source.scores
        if not said:
            return
        first = next(iter(said))
        if not plan.leads:
            plan.source.add_problem(
                first, "An OCG without leads is reported, and scored once its assessment starts. "
                "Name the SIO and LRO, or leave the scores out."
            )  # fmt: skip
        scores: dict[str, int | None] = {}
        for criterion in self.criteria:
            key = criterion["key"]
            text = said.get(SCORE + key, "").removesuffix(".0")
            words = {plain(word): int(n) for n, word in criterion["scale"].items()}
            words |= {str(n): n for n in words.values()}
            scores[key] = words.get(plain(text))
            if text and scores[key] is None and plain(text) not in NOT_KNOWN:
                allowed = ", ".join(sorted(criterion["scale"]))
                plan.source.add_problem(
                    SCORE + key, f"“{text}” is no score of this criterion. Write one of {allowed}, "
                    "or “not known”."
                )  # fmt: skip
        for objection in objections_to_scores(self.criteria, scores):
            plan.source.add_problem(first, objection)
        plan.scores = scores

    def _act(self, plan: PlannedOcg) -> None:
        """Read the plan of a new OCG and its actions, which stay drafts until it is agreed."""
        source = plan.source
        rows = [row for row in source.rows if row.action.get("action")]
        if (rows or plan.said("plan_aim")) and not plan.leads:
            source.add_problem(
                "plan_aim", "An OCG without leads has no plan yet. Name the SIO and LRO, or leave "
                "the plan and its actions out."
            )  # fmt: skip
        elif rows and not plan.said("plan_aim"):
            source.add_problem(
                "plan_aim", "The OCG has actions and no plan. Write the aim of its plan."
            )
        plan.actions = [self._action(plan, row, row.action) for row in rows]

    def _action(
        self, plan: PlannedOcg, row: TrackerRow, said: Mapping[str, str]
    ) -> PlannedAction:  # fmt: skip
        p = self.strands.get(plain(said.get("action_p", "")), "")
        if not p:
            labels = ", ".join(str(label) for _, label in P.choices)
            row.add_problem("action_p", f"Write which P the action is for: {labels}.")
        unit, name = plan.owner, said.get("action_unit", "")
        if name:
            unit = self.units.get(plain(name), plan.owner)
            if plain(name) not in self.units or unit.kind in NEVER_ACCOUNTABLE:
                row.add_problem(
                    "action_unit", f"“{name}” is no unit of your organisation that does actions. "
                    "Ask another organisation from the plan itself, where you write its brief."
                )  # fmt: skip
        due = said.get("action_due", "")
        due_on = due_day(due)
        if due_on is None:
            row.add_problem(
                "action_due", HOW.format(due) if due else "The action has no due date. Write it."
            )
        elif objections_to_due(due_on, self.today):
            row.add_problem(
                "action_due", "The due date is in the past. Leave out an action that is done, or "
                "write a new date."
            )  # fmt: skip
        title, objective = said["action"], said.get("action_objective") or plan.aim[:400]
        for objection in objections_to_text(f"{title} {objective}"):
            row.add_problem("action", objection)
        return PlannedAction(row, title, p, objective, unit, due_on or self.today)

    def _likely(self, plan: PlannedOcg) -> list[Likely]:
        """Return the OCGs that a new one may be, among those that the actor sees."""
        name, ref, place = (plan.said(one) for one in ("ocg_name", "national_ref", "place"))
        like = self.names.alike(name, LEAST_LIKE)
        found = {self.seen[pk].pk: self.seen[pk] for pk in like}
        for text in filter(None, (ref, place)):
            found |= {one.pk: one for one in self.same.get(fold(text), ())}
        likely = []
        for one in sorted(found.values(), key=lambda one: (-like.get(one.pk, 0), one.pk)):
            why = why_ocgs_are_alike(
                SimpleNamespace(name=name), one,
                likeness=like.get(one.pk, 0),
                is_same_ref=bool(ref) and fold(ref) == fold(one.national_ref),
                is_same_place=bool(place) and fold(place) == fold(one.place),
            )  # fmt: skip
            if why:
                likely.append(Likely(one, one.ref, one.name, why))
        return likely[:MOST_LIKELY]

    def _take_names(self, plan: PlannedOcg, taken: dict[tuple[int, str], PlannedOcg]) -> None:
        """A unit uses each cover name and national reference once, also within the file."""
        for name in ("ocg_name", "national_ref"):
            text = plain(plan.said(name))
            if not text:
                continue
            other = taken.setdefault((plan.owner.pk, text), plan)
            if other is not plan:
                plan.source.add_problem(
                    name, f"Row {other.numbers[0]} has another OCG with this. Write the same cover "
                    "name in all rows of one OCG."
                )  # fmt: skip


class _Filler:
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
            own = None
            for person in row.people:
                is_own = person is row.person.person
                heading = row.person.headings.get("name", "") if is_own else MEMBERS
                planned_one = self._person(row, heading, person, row.person if is_own else None)
                own = planned_one if is_own else own
            for heading, kind, text in row.person.identifiers:
                self._identifier(row, heading, kind, text, own)

    def _person(
        self, row: TrackerRow, heading: str, given: Mapping[str, str], read: PersonRow | None
    ) -> PlannedPerson:
        at = read.headings if read else {}
        born = given.get("born_on", "")
        one = PlannedPerson(
            row, heading, given["name"], other_names(given.get("aliases", "")),
            date.fromisoformat(born) if len(born) == len("1988-03-27") else None,
            given.get("sex", ""), given.get("category", ""), given.get("part", ""),
            bool(given.get("is_exploited")),
        )  # fmt: skip
        for name, label in (("category", "category"), ("part", "part in the group")):
            if not given.get(name):
                row.add_problem(
                    at.get(name, heading), f"{one.name} has no {label}. Write it, or choose one "
                    "for such people where you confirm the columns."
                )  # fmt: skip
        for objection in objections_to_member(
            category=one.category, is_exploited=one.is_exploited, born_on=one.born_on,
            today=self.today,
        ):  # fmt: skip
            row.add_problem(at.get("is_exploited", heading), str(objection))
        one.existing = next(
            (m for m in self.members[fold(one.name)] if _agree(m.person.born_on, one.born_on)), None
        )
        for earlier in self.by_name[fold(one.name)]:
            if _agree(earlier.born_on, one.born_on):
                return self._again(earlier, one)
        if one.existing is None:
            self._check_nominal(one)
        self.by_name[fold(one.name)].append(one)
        self.plan.people.append(one)
        return one

    def _again(self, earlier: PlannedPerson, one: PlannedPerson) -> PlannedPerson:
        """Take two rows with the same name and no other date of birth as one person."""
        if (earlier.category, earlier.part) != (one.category, one.part):
            one.row.add_problem(
                one.heading, f"Row {earlier.row.number} names {one.name} with another category or "
                "part. Write the same in both rows, or the dates of birth of two people."
            )  # fmt: skip
        earlier.aliases = list(dict.fromkeys([*earlier.aliases, *one.aliases]))
        earlier.born_on, earlier.sex = earlier.born_on or one.born_on, earlier.sex or one.sex
        earlier.is_exploited |= one.is_exploited
        return earlier

    def _check_nominal(self, one: PlannedPerson) -> None:
        kind = self.plan.existing.kind if self.plan.existing else self.plan.kind
        for objection in objections_to_nominal(kind, one.category, has_nominal=self.has_nominal):
            one.row.add_problem(one.heading, str(objection))
        if kind == INDIVIDUAL and one.category in SUSPECTED:
            self.has_nominal = True

    def _identifier(
        self, row: TrackerRow, heading: str, kind: str, text: str, own: PlannedPerson | None
    ) -> None:
        for objection in objections_to_identifier(kind, text):
            row.add_problem(heading, f"“{text}”: {objection}")
        earlier = self.held.get((kind, text))
        if earlier is None:
            one = PlannedIdentifier(row, kind, text, own, (kind, text) in self.things)
            self.held[kind, text] = one
            self.plan.identifiers.append(one)
        elif earlier.person is not own:
            row.add_problem(
                heading, f"Row {earlier.row.number} has “{text}” for someone else in this OCG. An "
                "OCG has each identifier once: leave it with the person who uses it most."
            )  # fmt: skip


def _agree(born: date | None, other: date | None) -> bool:
    """Return whether two dates of birth can be of one person."""
    return born is None or other is None or born == other
