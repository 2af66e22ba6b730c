"""Plan an import: read each OCG of the rows, and say what is wrong in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadhurst.capabilities.imports.sheets.rows import YES_NO, Problem
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.organisation import Organisation
from broadhurst.capabilities.ocg_imports.queries.people import PeopleOfRows
from broadhurst.capabilities.ocg_imports.queries.planned import PlannedAction, PlannedOcg
from broadhurst.capabilities.ocg_imports.queries.register import Register
from broadhurst.capabilities.ocg_imports.sheets.columns import SCORE
from broadhurst.capabilities.ocg_imports.sheets.due import HOW, due_day
from broadhurst.capabilities.ocg_imports.sheets.rows import TrackerReader
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import from_stored
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerOcg, TrackerRow, in_order
from broadhurst.capabilities.ocg_imports.sheets.words import THREATS, plain, several
from broadhurst.capabilities.plans.commands.add_action import NEVER_ACCOUNTABLE
from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.plans.rules.plans import objections_to_due
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, ThreatType
from broadhurst.capabilities.register.queries.assessing import scheme_in_force
from broadhurst.capabilities.register.rules.assessing import objections_to_scores
from broadhurst.capabilities.register.rules.kinds import objections_to_kind
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.workflow import field_of

NOT_KNOWN = ("unknown", "not known", "n/k", "nk", "-", "?")


def planned(actor: Actor, upload: OcgImport, most: int | None = None) -> list[PlannedOcg]:
    """Return what an import would add, with what is wrong in its rows.

    `most` is the number of rows to read, for a preview.
    """
    reader = TrackerReader(
        headings=upload.headings, columns=upload.columns, words=_words_of_people(),
        otherwise={"category": upload.category, "part": upload.part}, today=clock.today(),
    )  # fmt: skip
    rows = [(number, cells) for number, cells in upload.cells[:most]]
    return list(_Planner(actor, upload, reader.read(rows, from_stored(upload.sheets))).plans())


def problems_in(plans: Iterable[PlannedOcg]) -> list[Problem]:
    """Return what is wrong in all rows, in their order."""
    rows = sorted((row for plan in plans for row in plan.source.rows), key=in_order)
    problems = (problem for row in rows for problem in row.problems_in_sheet)
    return list(dict.fromkeys(problems))


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
    """Reads the OCGs of an import, with a fixed number of queries."""

    def __init__(self, actor: Actor, upload: OcgImport, sources: list[TrackerOcg]) -> None:
        self.upload, self.sources, self.today = upload, sources, clock.today()
        self.organisation, self.register = Organisation(actor), Register(actor)
        self.kinds = _words(Ocg.Kind.choices) | {"organised crime group": "ocg", "ocg": "ocg"}
        self.threats = THREATS | _words(ThreatType.choices)
        self.strands = _words(P.choices)
        self.criteria = scheme_in_force(self.today).criteria

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
        for plan in made:
            pk = plan.existing.pk if plan.existing else 0
            held = things[pk] if pk else set()
            PeopleOfRows(plan, members[pk] if pk else [], held, self.today).fill()
            if not plan.existing:
                self.register.take_names(plan)
            yield plan

    def _plan(self, source: TrackerOcg) -> PlannedOcg:
        plan = PlannedOcg(source, self.organisation.owner(source))
        plan.existing = self.register.existing(plan)
        if plan.existing is None and not source.has_problems:
            self._describe(plan)
            self.organisation.name_leads(plan)
            self._score(plan)
            self._act(plan)
            plan.likely = self.register.likely(plan)
        return plan

    def _describe(self, plan: PlannedOcg) -> None:
        """Read what the OCG is: its kind, threat types, districts and description."""
        source = plan.source
        if kind := plan.value_of("kind"):
            plan.kind = self._one_of(source, "kind", kind, self.kinds, Ocg.Kind.choices)
        self._find_threats(plan)
        self.organisation.find_districts(plan)
        plan.description = plan.value_of("description") or self.upload.description
        if not plan.description:
            source.add_problem(
                "description", "The OCG has no description. Write what happens and where, or enter "
                "a description for such OCGs where you confirm the columns."
            )  # fmt: skip
        place, group = plan.value_of("place"), plan.value_of("group")
        for objection in objections_to_kind(plan.kind or Ocg.Kind.OCG, place=place, group=group):
            source.add_problem(field_of(objection) or "kind", str(objection))
        for name in ("ocg_name", "description", "place", "group", "rationale", "plan_aim"):
            for objection in objections_to_text(plan.value_of(name)):
                source.add_problem(name, objection)

    def _find_threats(self, plan: PlannedOcg) -> None:
        source, threats = plan.source, several(plan.value_of("threat_types"))
        known = (
            self._one_of(source, "threat_types", text, self.threats, ThreatType.choices)
            for text in threats
        )
        plan.threat_types = list(dict.fromkeys(filter(None, known)))
        if not threats:
            source.add_problem(
                "threat_types", "The OCG has no threat type. Write one or more, like Illegal drugs."
            )

    def _one_of(
        self, source: TrackerOcg, name: str, text: str, words: Mapping[str, str], choices: Any
    ) -> str:
        choice = words.get(plain(text), "")
        if not choice:
            allowed = ", ".join(str(label) for _, label in choices)
            source.add_problem(name, f"“{text}” is not known here. Write one of: {allowed}.")
        return choice

    def _score(self, plan: PlannedOcg) -> None:
        """Read the scores of a new OCG. A moderator accepts or returns them as always."""
        written = plan.source.scores
        if not written:
            return
        first = next(iter(written))
        if not plan.leads:
            plan.source.add_problem(
                first, "An OCG without leads is reported, and scored once its assessment starts. "
                "Name the SIO and LRO, or leave the scores out."
            )  # fmt: skip
        scores: dict[str, int | None] = {}
        for criterion in self.criteria:
            key = criterion["key"]
            text = written.get(SCORE + key, "").removesuffix(".0")
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
        if (rows or plan.value_of("plan_aim")) and not plan.leads:
            source.add_problem(
                "plan_aim", "An OCG without leads has no plan yet. Name the SIO and LRO, or leave "
                "the plan and its actions out."
            )  # fmt: skip
        elif rows and not plan.value_of("plan_aim"):
            source.add_problem(
                "plan_aim", "The OCG has actions and no plan. Write the aim of its plan."
            )
        plan.actions = [self._action(plan, row, row.action) for row in rows]

    def _action(
        self, plan: PlannedOcg, row: TrackerRow, written: Mapping[str, str]
    ) -> PlannedAction:
        p = self.strands.get(plain(written.get("action_p", "")), "")
        if not p:
            labels = ", ".join(str(label) for _, label in P.choices)
            row.add_problem("action_p", f"Write which P the action is for: {labels}.")
        units = self.organisation.units
        unit, name = plan.owner, written.get("action_unit", "")
        if name:
            unit = units.get(plain(name), plan.owner)
            if plain(name) not in units or unit.kind in NEVER_ACCOUNTABLE:
                row.add_problem(
                    "action_unit", f"“{name}” is no unit of your organisation that does actions. "
                    "Ask another organisation from the plan itself, where you write its brief."
                )  # fmt: skip
        due = written.get("action_due", "")
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
        title, objective = written["action"], written.get("action_objective") or plan.aim[:400]
        for objection in objections_to_text(f"{title} {objective}"):
            row.add_problem("action", objection)
        return PlannedAction(row, title, p, objective, unit, due_on or self.today)
