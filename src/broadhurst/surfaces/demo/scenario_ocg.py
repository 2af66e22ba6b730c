"""Scenario: one OCG is registered, assessed, checked, planned and reviewed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.report_progress import report_progress
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import District
from broadhurst.surfaces.demo.cast import Force
from broadhurst.surfaces.demo.lateness import done_on
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

# The periods when reviews and meetings are on time. In between they lapse for most of a year, as
# they do when nobody monitors them.
DENSE = ((date(2020, 9, 1), date(2021, 4, 30)),)
LIVING_DAYS = 270


@dataclass
class Life:
    """An OCG, its officers, and what happens to it."""

    script: Script
    random: Random
    names: Iterator[str]
    phones: Iterator[str]
    leads: dict[str, Actor]
    force: Force
    district: District
    sio: Actor
    lro: Actor
    name: str
    threat: str
    since: date
    heat: int
    exploits: str = ""
    shares_phone: str = ""
    answers: int = 3
    stays_open: bool = False
    is_handed_over: bool = False
    is_unanswered: bool = False
    ocg: Ocg = field(init=False)
    exploited: Person | None = None
    moderator: Actor = field(init=False)

    def begin(self) -> None:
        """Add the first steps to the script."""
        self.moderator = self.force.moderator
        self.script.on(self.since, self.register, hour=9)
        for days, step in (
            (1, self.add_people),
            (2, self.add_identifiers),
            (3, self.assess),
            (6, self.check),
            (8, self.draft),
        ):
            self.script.on(self.since + timedelta(days=days), step, minute=days)

    def register(self) -> None:
        self.ocg = register(
            actor=self.sio,
            name=self.name,
            threat_types=[self.threat],
            districts=[self.district],
            description=WORDS["descriptions"][self.threat].format(place=self.district.name),
            lro=self.lro.officer,
            sio=self.sio.officer,
        )

    def add_people(self) -> None:
        parts = (
            "principal", "significant", "significant", "peripheral", "facilitator", "associate",
        )  # fmt: skip
        for part in parts[: self.random.randint(2, len(parts))]:
            category = "convicted" if self.random.random() < 0.3 else "suspect"
            self._add(part, category, born=self._birthday(21, 55))
        if self.exploits:
            child = self.exploits == "child"
            born = self._birthday(13, 16) if child else self._birthday(22, 40)
            self.exploited = self._add("peripheral", "victim", born=born)

    def _add(self, part: str, category: str, born: date) -> Person:
        return self.add_named(next(self.names), born, part, category)

    def add_named(
        self, name: str, born: date, part: str = "significant", category: str = "suspect"
    ) -> Person:
        """Add a member with a given name."""
        member = add_member(
            actor=self.sio,
            ocg=self.ocg,
            name=name,
            category=category,
            part=part,
            is_exploited=category == "victim",
            born_on=born,
        )
        return member.person

    def _birthday(self, youngest: int, oldest: int) -> date:
        days = self.random.randint(youngest * 365 + 100, oldest * 365)
        return clock.today() - timedelta(days=days)

    def add_identifiers(self) -> None:
        """Add the OCG's own or shared phone number, and a registration in no real format."""
        number = next(self.phones)
        letters = "".join(self.random.choices("BCDFGHJKLM", k=3))
        plate = f"Q{self.random.randint(1, 999):03d} {letters}"
        for kind, value in (("phone", self.shares_phone or number), ("vehicle", plate)):
            add_identifier(actor=self.sio, ocg=self.ocg, kind=kind, value=value)

    def check(self) -> None:
        check(actor=self.sio, ocg=self.ocg)

    def assess(self) -> None:
        """Score the OCG around its heat. One criterion in six is unknown."""
        scores: dict[str, int | None] = {}
        for key in (
            "physical_harm",
            "victim_vulnerability",
            "community",
            "reach",
            "capability",
            "intent",
        ):
            drawn = max(0, min(4, self.heat + self.random.choice((-1, 0, 0, 1))))
            scores[key] = None if self.random.random() < 1 / 6 else drawn
        if all(score is None for score in scores.values()):
            scores["reach"] = self.heat
        assessment = assess(
            actor=self.sio,
            ocg=self.ocg,
            scores=scores,
            rationale=self.random.choice(WORDS["rationales"]),
        )

        def then() -> None:
            moderation = moderate(
                actor=self.moderator, assessment=assessment, outcome="accepted", reason=""
            )
            if moderation.review_due_on:
                next_day = moderation.review_due_on - timedelta(days=self.random.randint(1, 9))
                self.script.on(self.later(next_day), self.assess, hour=11)

        self.script.on(clock.today() + timedelta(days=self.random.randint(1, 4)), then, hour=15)

    def later(self, day: date) -> date:
        """Return the planned day, or one 200 to 400 days later if reviews lapse then."""
        return day if self.is_dense(day) else day + timedelta(days=self.random.randint(200, 400))

    def is_dense(self, day: date) -> bool:
        living = self.script.until.date() - timedelta(days=LIVING_DAYS)
        return day >= living or any(since <= day < until for since, until in DENSE)

    def draft(self) -> None:
        plan = draft(
            actor=self.lro, ocg=self.ocg, aim=f"Dismantle {self.name} and protect those it harms."
        )
        wanted = ["pursue", "prevent"]
        wanted += ["protect"] if self.exploits or self.random.random() < 0.6 else []
        wanted += ["prepare"] if self.random.random() < 0.4 else []
        for p in wanted:
            objective = add_objective(
                actor=self.lro, plan=plan, p=p, text=self.random.choice(WORDS["objectives"][p])
            )
            for _ in range(2 if p == "pursue" else 1):
                self._act(plan, objective, p)
        self.script.on(clock.today() + timedelta(days=4), lambda: self.agree(plan))

    def _act(self, plan: Plan, objective: object, p: str) -> None:
        words = self.random.choice(WORDS["actions"][p])
        title, brief = words["title"], words["brief"]
        council = self.force.councils.get(self.district.key)
        asks_council = p in ("prevent", "protect") and (
            self.is_unanswered or self.random.random() < 0.5
        )
        partner = council if asks_council else None
        doer = partner or (self.sio if p == "pursue" else self.lro)
        due = clock.today() + timedelta(days=self.random.randint(21, 80))
        action = add_action(
            actor=self.lro,
            plan=plan,
            objective=objective,
            title=title,
            description=f"{title}, for {self.name}.",
            accountable_unit=doer.unit,
            due_on=due,
            brief=brief.format(place=self.district.name) if partner else "",
            shared_under="GM Challenger information sharing agreement" if partner else "",
        )
        self.carry_out(action, doer, due)

    def carry_out(self, action: Action, doer: Actor, due: date) -> None:
        """Accept the action within days, report on it, and complete it: mostly in time."""
        today = clock.today()
        on = self.script.on
        on(
            today + timedelta(days=self.random.randint(5, 9)),
            lambda: accept_action(actor=doer, action=action),
        )
        on(
            today + (due - today) / 2 + timedelta(days=5),
            lambda: report_progress(actor=doer, action=action, text="Under way; no obstacles."),
        )
        on(
            done_on(self.random, due, today),
            lambda: complete_action(actor=doer, action=action, outcome="Done as agreed."),
            hour=16,
        )

    def agree(self, plan: Plan) -> None:
        agree(actor=self.sio, plan=plan)
        self._review_after(28)

    def _review_after(self, days: int) -> None:
        self.script.on(self.later(clock.today() + timedelta(days=days)), self.review, hour=14)

    def review(self) -> None:
        with as_actor(self.lro):
            plan = live_plan(self.ocg)
        if plan is None:
            return
        new_review = review(
            actor=self.lro,
            plan=plan,
            findings="On course. The next steps stay the same.",
            next_review_on=None,
        )
        cadence = (new_review.next_review_on - clock.today()).days
        self._review_after(max(7, cadence - self.random.randint(0, 5)))
