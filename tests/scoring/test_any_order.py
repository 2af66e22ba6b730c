"""Scoring keeps its invariants in any order of commands.

After every step an assessment has the scheme of its day and is as it was sent, and its moderator is
another officer than its scorer (rule 8). What is not known is left out, never zero (rule 9). A tier
is that of the last accepted assessment, and changes no owner or lead (rule 10). A direction is for
those whom the law names, so never for a ROCU (rule 18).
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import (
    Assessment,
    Moderation,
    Ocg,
    Scheme,
)
from broadhurst.capabilities.register.queries.assessing import current_assessment, scheme_in_force
from broadhurst.capabilities.scoring.commands.approve_scheme import approve_scheme
from broadhurst.capabilities.scoring.commands.draft_scheme import draft_scheme
from broadhurst.capabilities.scoring.commands.edit_scheme import edit_scheme
from broadhurst.capabilities.scoring.queries.tier_on import tier_on
from broadhurst.capabilities.tasking.commands.close_direction import close_direction
from broadhurst.capabilities.tasking.commands.record_direction import record_direction
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.capabilities.tasking.rules.directing import may_be_directed
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.any_order import LOOKING, AnyOrder, Seen, always, run_through
from tests.lengths import LENGTH
from tests.people import Cast

KEYS = ("physical_harm", "victim_vulnerability", "community", "reach", "capability", "intent")
SCORE = st.sampled_from([None, None, 0, 1, 2, 3, 4])
WHO = st.sampled_from(["gail", "gail", "len", "mo", "cora", "rita", "olive"])
WHICH = st.integers(0, 1)


class Scoring(AnyOrder):
    """Two OCGs of one unit, which officers score, moderate and score again."""

    ocgs: list[Ocg]

    def prepare(self) -> None:
        self.ocgs = [self.cast.ocg(), self.cast.ocg()]
        self.sent: dict[int, dict[str, Any]] = {}
        self.turn = 0
        with elevated(LOOKING):
            self.owned = self.owners_and_leads(Seen())
        self.somebody_scores(0, "gail", dict.fromkeys(KEYS, 3))
        self.somebody_moderates(0, "mo", "accepted", "")

    def owners_and_leads(self, seen: Seen) -> tuple[list[Any], list[Any]]:
        return seen.owners, seen.leads

    @rule(
        which=WHICH, who=WHO, scores=st.fixed_dictionaries(dict.fromkeys(KEYS, SCORE)),
    )  # fmt: skip
    def somebody_scores(self, which: int, who: str, scores: dict[str, int | None]) -> None:
        self.tries(assess, who, ocg=self.ocgs[which], scores=scores, rationale="at random")

    @rule(
        which=WHICH, who=st.sampled_from(["mo", "mo", "mo", "gail", "cora", "olive"]),
        outcome=st.sampled_from(["accepted", "accepted", "returned"]),
        reason=st.sampled_from(["", "at random"]),
    )  # fmt: skip
    def somebody_moderates(self, which: int, who: str, outcome: str, reason: str) -> None:
        if one := self.latest(which):
            self.tries(moderate, who, assessment=one, outcome=outcome, reason=reason)

    def latest(self, which: int) -> Any:
        with elevated(LOOKING):
            rows = Assessment.objects.filter(ocg=self.ocgs[which])
            return rows.select_related("ocg__dossier", "scheme", "scored_by").first()

    @rule(which=WHICH)
    def a_program_moderates_as_the_scorer(self, which: int) -> None:
        """The database refuses what goes past the command."""
        one = self.latest(which)
        with elevated(LOOKING):
            if one is None or Moderation.objects.filter(assessment=one).exists():
                return
        with as_actor(self.cast.gail), pytest.raises(DatabaseError), transaction.atomic():
            Moderation.objects.create(
                dossier=one.dossier, assessment=one, outcome="accepted", band="1", tier=1,
                moderated_by=one.scored_by, moderated_at=self.now, review_due_on=self.today(),
            )  # fmt: skip

    @rule(which=WHICH)
    def a_program_changes_an_assessment(self, which: int) -> None:
        if one := self.latest(which):
            with as_actor(self.cast.gail), pytest.raises(DatabaseError), transaction.atomic():
                Assessment.objects.filter(pk=one.pk).update(score=one.score + 1)

    @rule(who=st.sampled_from(["mo", "mo", "cora", "gail"]), days=st.integers(0, 20))
    def somebody_drafts_a_scheme(self, who: str, days: int) -> None:
        """A draft has other weights, and everything that reaches half of the score in tier 1."""
        with elevated(LOOKING):
            version = f"random-{Scheme.objects.count()}"
        draft = self.tries(
            draft_scheme, who, version=version, name=version, source="at random",
            from_on=self.today(days), because="at random",
        )  # fmt: skip
        if draft:
            criteria = [{**one, "weight": 1 + n % 3} for n, one in enumerate(draft.criteria)]
            bands = [{"band": "1", "tier": 1, "from": 50}, {"band": "2", "tier": 3, "from": 0}]
            self.tries(
                edit_scheme, who, scheme=draft, from_on=draft.from_on, criteria=criteria,
                bands=bands,
            )  # fmt: skip

    @rule(who=st.sampled_from(["cora", "cora", "mo", "gail"]))
    def somebody_approves_a_scheme(self, who: str) -> None:
        with elevated(LOOKING):
            found = Scheme.objects.order_by("-pk").first()
        if found:
            self.tries(approve_scheme, who, scheme=found)

    @rule(
        who=st.sampled_from(["cora", "cora", "rita", "gail"]),
        to=st.sampled_from(["cora", "cora", "rita", "olive", "connie", "hal"]),
        days=st.integers(-40, 1),
    )
    def somebody_records_a_direction(self, who: str, to: str, days: int) -> None:
        self.tries(
            record_direction, who, recipient=self.actor(to).agency, given_on=self.today(days),
            task="Find three lorries.", grounds="at random",
        )  # fmt: skip

    @rule(to=st.sampled_from(["rita", "hal", "connie"]))
    def a_program_directs_a_rocu_or_a_council(self, to: str) -> None:
        with elevated(LOOKING):
            one = Direction.objects.first()
        if one:
            with as_actor(self.cast.cora), pytest.raises(DatabaseError), transaction.atomic():
                Direction.objects.filter(pk=one.pk).update(recipient=self.actor(to).agency)

    @rule(who=st.sampled_from(["cora", "gail"]))
    def somebody_closes_a_direction(self, who: str) -> None:
        with elevated(LOOKING):
            one = Direction.objects.select_related("dossier", "recipient").first()
        if one:
            self.tries(close_direction, who, direction=one, stage="performed", outcome="at random")

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    def assessments(self) -> list[Any]:
        return self.seen.once("assessments", Assessment.objects.select_related("scheme"))

    def moderations(self) -> list[Any]:
        rows = Moderation.objects.order_by("-moderated_at")
        return self.seen.once("moderations", rows.select_related("assessment"))

    @always
    def an_assessment_has_the_scheme_of_its_day_and_never_changes(self) -> None:
        for one in self.assessments():
            stored = {name: getattr(one, name) for name in ("scores", "score", "scheme_id")}
            assert self.sent.setdefault(one.pk, stored) == stored
            if stored is self.sent[one.pk]:  # seen for the first time, on its day
                assert one.scheme == scheme_in_force(self.day_of(one.scored_at))

    def day_of(self, instant: Any) -> date:
        found: date = instant.astimezone(clock.LONDON).date()
        return found

    @always
    def who_moderates_did_not_score(self) -> None:
        for one in self.moderations():
            assert one.moderated_by_id != one.assessment.scored_by_id
            assert one.moderated_by_id == self.cast.mo.officer.pk

    @always
    def what_is_not_known_is_left_out_and_is_not_zero(self) -> None:
        for one in self.assessments():
            weights = {each["key"]: each["weight"] for each in one.scheme.criteria}
            known = {key: n for key, n in one.scores.items() if n is not None}
            assert known
            assert one.unknowns == len(weights) - len(known)
            reached = sum(weights[key] * n for key, n in known.items())
            assert one.score == round(100 * reached / sum(4 * weights[key] for key in known))

    @always
    def a_tier_is_that_of_the_last_accepted_assessment(self) -> None:
        """Ask for one OCG after each step, in turn: each answer takes eight queries."""
        self.turn += 1
        ocg, today = self.ocgs[self.turn % 2], self.day_of(self.now)
        accepted = (
            one
            for one in self.moderations()
            if (one.assessment.ocg_id, one.outcome) == (ocg.pk, "accepted")
        )
        last, used = next(accepted, None), current_assessment(ocg)
        assert (used and used.pk) == (last and last.assessment_id)
        assert tier_on(ocg, today).tier == (last.tier if last else None)

    @always
    def no_tier_moves_an_owner_or_a_lead(self) -> None:
        assert self.owners_and_leads(self.seen) == self.owned

    @always
    def the_law_names_each_recipient_of_a_direction(self) -> None:
        for one in Direction.objects.select_related("recipient"):
            assert may_be_directed(one.recipient, one.given_on)
            assert one.recipient.kind != "rocu"


@pytest.mark.hypothesis
def test_it_always_holds(cast: Cast) -> None:
    total = run_through(Scoring, cast, runs=10, length=25)
    if LENGTH == "quick":  # too few steps to reach every command
        return
    # The runs prove nothing unless these commands were both done and refused.
    for verb in ("assess", "moderate", "draft_scheme", "approve_scheme", "record_direction"):
        assert total[f"{verb} done"], total
        assert total[f"{verb} refused"], total
