"""Scenario: one OCG is registered, assessed, checked, and in the end archived."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from broadhurst.capabilities.archiving.commands.approve_archive import approve_archive
from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.archiving.queries import open_work
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Assessment, Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import District
from broadhurst.surfaces.demo.cast import Force
from broadhurst.surfaces.demo.script import TWO_YEARS, Script, Step
from broadhurst.surfaces.demo.words import WORDS, Words

# The period when reviews and meetings are on time, besides the last two years. In between they
# lapse for most of a year, as they do when nobody monitors them.
DENSE = ((date(2020, 9, 1), date(2021, 4, 30)),)
CRITERIA = (
    "physical_harm", "victim_vulnerability", "community", "reach", "capability", "intent",
)  # fmt: skip
# Days between two looks at whether an OCG has open work, and until its coordinator decides.
LOOK_AGAIN, DECIDED_AFTER = 14, 8
BETWEEN_BIDS = timedelta(days=100)
CONFIDENCE = ("high", "medium", "low")


@dataclass
class Supply:
    """Names, numbers and streets for OCGs. No two get the same by chance."""

    names: Iterator[str]
    phones: Iterator[str]
    plates: Iterator[str]
    streets: Iterator[str]
    inward_codes: Iterator[str]
    words: Words


@dataclass
class Life:
    """An OCG, its officers, and what happens to it."""

    script: Script
    random: Random
    supply: Supply
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
    # Whether it is handed over at some time, and whether that is happening now.
    is_handed_over: bool = False
    is_moving: bool = False
    # Whether a scenario needs this OCG active, and owned by its force, when the demo is loaded.
    is_kept: bool = False
    is_unanswered: bool = False
    has_plan: bool = False  # since the SIO agreed the first one
    is_winding_down: bool = False
    is_archived: bool = False
    awaits_moderation: bool = False
    bid_on: date = date.min
    # The planned day of the next assessment.
    reviewed_on: date = date.min
    ocg: Ocg = field(init=False)
    exploited: Person | None = None
    people: list[Person] = field(default_factory=list)
    # Kinds and values that one member has, and that no other OCG has.
    things: list[tuple[str, str]] = field(default_factory=list)
    moderator: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.moderator = self.force.moderator
        self.streets = [next(self.supply.streets) for _ in range(2)]
        self.premises = self.random.choice(WORDS["premises"][self.threat])

    def say(self, kind: str) -> str:
        """Return a new text of a kind about this OCG's places."""
        return self.supply.words.say(kind, **self._places())

    def say_both(self, kind: str, other: str) -> tuple[str, str]:
        """Return a new text of a kind, and the text of another kind that belongs to it."""
        texts = self.supply.words.say_both(kind, other, **self._places())
        self._places()  # each text draws a street, so that words do not change what happens later
        return texts

    def _places(self) -> dict[str, str]:
        street = self.random.choice(self.streets)
        return {"street": street, "place": self.district.name, "premises": self.premises}

    @property
    def is_begun(self) -> bool:
        """Whether it was registered and filled in, and its plan agreed."""
        return self.has_plan and self.since <= clock.today() - timedelta(days=15)

    @property
    def is_worked_on(self) -> bool:
        """Whether new work may start: it is registered and not ending or being handed over."""
        return self.is_begun and not (self.is_winding_down or self.is_handed_over)

    @property
    def may_bid(self) -> bool:
        """Whether its last bid is long over."""
        return self.bid_on < clock.today() - BETWEEN_BIDS

    def register(self) -> None:
        self.ocg = register(
            actor=self.sio,
            name=self.name,
            threat_types=[self.threat],
            districts=[self.district],
            description=self.say(f"descriptions.{self.threat}"),
            lro=self.lro.officer,
            sio=self.sio.officer,
            urgent_because=self.urgent_because,
        )

    @property
    def urgent_because(self) -> str:
        """Why work cannot wait for an assessment. It draws nothing, and so moves no draw."""
        forms = WORDS["registering"]["urgent"]
        form: str = forms[sum(map(ord, self.name)) % len(forms)]
        return form.format(street=self.streets[0], place=self.district.name, premises=self.premises)

    def check(self) -> None:
        check(actor=self.sio, ocg=self.ocg)

    def assess(self) -> None:
        """Score the OCG, and let the moderator accept it within days."""
        if self.is_winding_down or self.awaits_moderation:
            return
        assessment = self.score()
        day = clock.today() + timedelta(days=self.random.randint(1, 4))
        self.script.on(day, lambda: self.accept(assessment), hour=15)

    def _review(self) -> None:
        """Assess the OCG, unless a newer assessment has moved the review."""
        if clock.today() >= self.reviewed_on:
            self.assess()

    def reassess(self) -> None:
        """Assess the OCG as soon as no assessment waits to be moderated."""
        if self.awaits_moderation:
            self.script.on(clock.today() + timedelta(days=2), self.reassess, hour=14)
        else:
            self.assess()

    def score(self) -> Assessment:
        """Score the OCG around its heat. One criterion in six is unknown."""
        scores: dict[str, int | None] = {}
        for key in CRITERIA:
            drawn = max(0, min(4, self.heat + self.random.choice((-1, 0, 0, 1))))
            scores[key] = None if self.random.random() < 1 / 6 else drawn
        if all(score is None for score in scores.values()):
            scores["reach"] = self.heat
        self.awaits_moderation = True
        # It draws nothing, and so moves no draw.
        confidence = {
            key: CONFIDENCE[(n + len(key)) % 3] for key, n in scores.items() if n is not None
        }
        return assess(
            actor=self.sio, ocg=self.ocg, scores=scores, confidence=confidence,
            rationale=self.say("assessments.rationale"),
        )  # fmt: skip

    def accept(self, assessment: Assessment) -> None:
        """Accept an assessment as the moderator, and plan the next one."""
        moderation = moderate(
            actor=self.moderator, assessment=assessment, outcome="accepted", reason=""
        )
        self.awaits_moderation = False
        if moderation.review_due_on:
            next_day = moderation.review_due_on - timedelta(days=self.random.randint(1, 9))
            self.reviewed_on = self.later(next_day)
            self.script.on(self.reviewed_on, self._review, hour=11)

    def later(self, day: date) -> date:
        """Return the planned day, or one 200 to 400 days later if reviews lapse then.

        No lapse reaches far into the last two years.
        """
        if self.is_dense(day):
            return day
        lapsed = day + timedelta(days=self.random.randint(200, 400))
        latest = self._living + timedelta(days=self.random.randint(0, 60))
        return min(lapsed, latest)

    @property
    def _living(self) -> date:
        return (self.script.until - TWO_YEARS).date()

    def is_dense(self, day: date) -> bool:
        return day >= self._living or any(since <= day < until for since, until in DENSE)

    def end_on(self, day: date, end_work: Step) -> None:
        """Start nothing new after a day, and propose to archive the OCG once its work is done.

        `end_work` closes what can be closed, before each look at what is still open.
        """
        self._end_work = end_work
        self.script.on(day, self._wind_down)
        self.script.on(day + timedelta(days=90), self._propose_archive, hour=11)

    def _wind_down(self) -> None:
        self.is_winding_down = True

    def _waits(self, step: Step) -> bool:
        """Return whether work is still open. If so, try the step again later."""
        self._end_work()
        with as_actor(self.sio):
            is_open = bool(open_work(self.ocg))
        if is_open:
            self.script.on(clock.today() + timedelta(days=LOOK_AGAIN), step, hour=11)
        return is_open

    def _propose_archive(self) -> None:
        if self._waits(self._propose_archive):
            return
        reason = self.random.choice(tuple(WORDS["archiving"]))
        propose_archive(
            actor=self.sio, ocg=self.ocg, reason=reason, explanation=self.say(f"archiving.{reason}")
        )
        day = clock.today() + timedelta(days=DECIDED_AFTER)
        self.script.on(day, self._archive, hour=12)

    def _archive(self) -> None:
        if self._waits(self._archive):
            return
        approve_archive(actor=self.force.coordinator, ocg=self.ocg)
        self.is_archived = True
