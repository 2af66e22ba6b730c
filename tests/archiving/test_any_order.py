"""Cover, exemptions, leavers and archiving keep their invariants in any order of commands.

After every step an OCG has one owner and an LRO at every instant (rules 1 and 5). One officer is
its SIO and LRO only by an exemption (rule 6). A deputy acts on the days of the cover alone. Who
archived it was neither its LRO nor the proposer, and nothing was open (rule 11).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from broadhurst.capabilities.archiving.commands.approve_archive import approve_archive
from broadhurst.capabilities.archiving.commands.decline_archive import decline_archive
from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.archiving.commands.reactivate import reactivate
from broadhurst.capabilities.cover.commands.correct_cover import correct_cover
from broadhurst.capabilities.cover.commands.end_cover import end_cover
from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.cover.commands.withdraw_cover import withdraw_cover
from broadhurst.capabilities.cover.queries.covers import covers
from broadhurst.capabilities.leads.commands.approve_exemption import approve_exemption
from broadhurst.capabilities.leads.commands.end_exemption import end_exemption
from broadhurst.capabilities.leavers.commands.rehome import rehome
from broadhurst.capabilities.leavers.commands.run import run_rehoming
from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.queries.holdings import holdings_of
from broadhurst.capabilities.leavers.queries.rehomings import to_run
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.withdraw import withdraw
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import (
    ActingLead,
    Archiving,
    Cover,
    Exemption,
    Ocg,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.jobs.registry import Stopped
from tests.any_order import LOOKING, AnyOrder, always, run_through, unbroken
from tests.cover.test_cover import posted
from tests.lengths import LENGTH
from tests.people import Cast
from tests.transfers.making import assessed

TEAM = {
    "sue": ("Sue Larkrise", "supervisor"),
    "ann": ("Ann Sparrow", "investigator"),
    "ben": ("Ben Sparrow", "investigator"),
}
WHO = st.sampled_from(["gail", "len", "sue", "sue", "ann", "cora", "olive"])
OFFICER = st.sampled_from(["gail", "len", "sue", "ann", "ben"])
ROLE = st.sampled_from(["sio", "lro", "sro"])
WHICH = st.integers(min_value=0, max_value=1)
Verb = Callable[..., object]


class Life(AnyOrder):
    """Two OCGs of one team, whose officers cover for each other, leave and archive."""

    ocgs: list[Ocg]
    team: dict[str, Actor]

    def prepare(self) -> None:
        unit = self.cast.gail.unit
        self.team = {who: posted(self.cast, name, unit, role) for who, (name, role) in TEAM.items()}
        self.ocgs = [assessed(self.cast), self.cast.ocg()]
        # Each history begins with a deputy, a leaver who is half processed, and a proposal.
        self.somebody_names_a_deputy(1, "len", "lro", "ben", 0, 2)
        self.somebody_processes_a_leaver("sue", "gail", "ann")
        self.a_worker_gives_some_records_and_is_killed(1)
        self.somebody_proposes_to_archive(1, "len")

    def actor(self, who: str) -> Actor:
        return self.team[who] if who in self.team else super().actor(who)

    def ocg(self, which: int) -> Ocg:
        return self.ocgs[which]

    @rule(which=WHICH, who=WHO, role=ROLE, officer=OFFICER)
    def somebody_names_a_lead(self, which: int, who: str, role: str, officer: str) -> None:
        named = self.actor(officer).officer
        self.tries(
            name_lead, who, ocg=self.ocg(which), role=role, officer=named, because="at random"
        )

    @rule(
        which=WHICH, who=WHO, role=ROLE, deputy=OFFICER, starts=st.integers(-1, 3),
        days=st.integers(0, 5),
    )  # fmt: skip
    def somebody_names_a_deputy(
        self, which: int, who: str, role: str, deputy: str, starts: int, days: int
    ) -> None:
        self.tries(
            name_deputy, who, ocg=self.ocg(which), role=role, deputy=self.actor(deputy).officer,
            from_on=self.today(starts), until_on=self.today(starts + days), because="at random",
        )  # fmt: skip

    @rule(
        which=WHICH, who=WHO, deputy=OFFICER, days=st.integers(0, 5),
        verb=st.sampled_from([end_cover, withdraw_cover, correct_cover]),
    )  # fmt: skip
    def somebody_changes_cover(
        self, which: int, who: str, deputy: str, days: int, verb: Verb
    ) -> None:
        with clock.set_to(self.now), elevated(LOOKING):
            cover = covers().filter(ocg=self.ocg(which)).order_by("-pk").first()
        changes = {}
        if verb is correct_cover:
            changes = {
                "deputy": self.actor(deputy).officer, "from_on": self.today(),
                "until_on": self.today(days),
            }  # fmt: skip
        if cover:
            self.tries(verb, who, cover=cover, because="at random", **changes)

    @rule(
        which=WHICH, who=st.sampled_from(["sue", "sue", "gail", "olive"]),
        officer=st.sampled_from(["gail", "len"]), days=st.integers(1, 20),
    )  # fmt: skip
    def somebody_approves_an_exemption(self, which: int, who: str, officer: str, days: int) -> None:
        self.tries(
            approve_exemption, who, ocg=self.ocg(which), officer=self.actor(officer).officer,
            until_on=self.today(days), because="at random",
        )  # fmt: skip

    @rule(which=WHICH, who=WHO)
    def somebody_ends_an_exemption(self, which: int, who: str) -> None:
        with elevated(LOOKING):
            rows = Exemption.objects.filter(ocg=self.ocg(which)).select_related("ocg__dossier")
            found = rows.order_by("-pk").first()
        if found:
            self.tries(end_exemption, who, exemption=found, because="at random")

    @rule(
        who=st.sampled_from(["sue", "sue", "sue", "cora", "gail"]),
        leaver=st.sampled_from(["gail", "len"]),
        successor=st.sampled_from(["ann", "ben", "sue"]),
    )
    def somebody_processes_a_leaver(self, who: str, leaver: str, successor: str) -> None:
        officer = self.actor(leaver).officer
        with clock.set_to(self.now), as_actor(self.actor(who)):
            keys = [one.key for one in holdings_of(officer)]
        chosen = dict.fromkeys(keys, self.actor(successor).officer)
        self.tries(rehome, who, officer=officer, successors=chosen, because="at random")

    @rule(gives=st.sampled_from([0, 1, 5]))
    def a_worker_gives_some_records_and_is_killed(self, gives: int) -> None:
        """Each run gives a few records. The next goes on where it was stopped."""
        self.now += timedelta(hours=1)
        with clock.set_to(self.now):
            for rehoming in to_run():
                left = iter([False] * gives + [True] * 50)
                try:
                    run_rehoming(
                        actor=actor_in(rehoming.posting), rehoming=rehoming,
                        must_stop=lambda left=left: next(left),  # type: ignore[misc]
                    )  # fmt: skip
                    self.outcomes["run_rehoming done"] += 1
                except Stopped:
                    self.outcomes["run_rehoming stopped"] += 1

    @rule(which=WHICH, who=st.sampled_from(["gail", "len", "sue", "ann"]))
    def somebody_asks_the_other_lead(self, which: int, who: str) -> None:
        self.tries(ask, who, ocg=self.ocg(which), kind="other", what="Call the school.")

    @rule(which=WHICH, who=WHO)
    def somebody_withdraws_what_was_asked(self, which: int, who: str) -> None:
        with elevated(LOOKING):
            rows = Request.objects.filter(ocg=self.ocg(which), stage="asked")
            asked = rows.select_related("ocg").first()
        if asked:
            self.tries(withdraw, who, lead_request=asked, because="at random")

    @rule(which=WHICH, who=WHO)
    def somebody_proposes_to_archive(self, which: int, who: str) -> None:
        self.tries(
            propose_archive, who, ocg=self.ocg(which), reason="dismantled", explanation="at random"
        )

    @rule(which=WHICH, who=WHO)
    def somebody_approves_it(self, which: int, who: str) -> None:
        self.tries(approve_archive, who, ocg=self.ocg(which))

    @rule(which=WHICH, who=WHO)
    def somebody_declines_it(self, which: int, who: str) -> None:
        self.tries(decline_archive, who, ocg=self.ocg(which), because="at random")

    @rule(which=WHICH, who=WHO)
    def somebody_reactivates_it(self, which: int, who: str) -> None:
        self.tries(reactivate, who, ocg=self.ocg(which), because="at random")

    @rule(days=st.integers(1, 10))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @always
    def one_owner_and_an_lro_at_every_instant(self) -> None:
        for ocg in self.ocgs:
            for spans in self.seen.spans(ocg.pk):
                assert unbroken(ocg.registered_at, spans)

    @always
    def one_officer_is_both_leads_only_by_an_exemption(self) -> None:
        """Rule 6. An exemption that ended later still explains how the officer became both."""
        for ocg in self.ocgs:
            leads = [one for one in self.leads_now(ocg) if one.role in ("sio", "lro")]
            if len({one.officer_id for one in leads}) < len(leads):
                began = max(one.from_at for one in leads)
                assert Exemption.objects.filter(
                    ocg=ocg, officer=leads[0].officer_id, approved_at__lte=began
                ).exists()

    def leads_now(self, ocg: Ocg) -> list[Any]:
        leads = self.seen.leads
        return [one for one in leads if one.ocg_id == ocg.pk and one.until_at is None]

    @always
    def a_deputy_acts_on_the_days_of_cover_alone(self) -> None:
        today = self.now.astimezone(clock.LONDON).date()
        leads = {one.id: one for one in self.seen.leads if one.until_at is None}
        acting = self.seen.values("acting", ActingLead.objects.values_list)
        deputies = {
            (one.ocg_id, one.role, one.officer_id)
            for one in acting
            if one.is_cover and one.until_at is None
        }
        covers = self.seen.values("covers", Cover.objects.values_list)
        on_days = [
            (one, leads[one.lead_id])
            for one in covers
            if one.closed_at is None
            and one.from_on <= today <= one.until_on
            and one.lead_id in leads
        ]
        assert deputies == {(one.ocg_id, lead.role, one.deputy_id) for one, lead in on_days}
        for one, lead in on_days:
            assert one.deputy_id != lead.officer_id

    @always
    def who_archived_it_was_neither_the_lro_nor_the_proposer(self) -> None:
        for one in self.archivings():
            if one.outcome == "approved":
                assert one.decided_by_id != one.proposed_by_id
                lros = [
                    (lead.from_at, lead.officer_id)
                    for lead in self.seen.leads
                    if (lead.ocg_id, lead.role) == (one.ocg_id, "lro")
                    and lead.from_at <= one.decided_at
                ]
                assert one.decided_by_id != max(lros)[1]

    def archivings(self) -> list[Any]:
        return self.seen.values("archivings", Archiving.objects.values_list)

    @always
    def nothing_is_open_on_what_is_archived(self) -> None:
        in_force = {
            one.ocg_id
            for one in self.archivings()
            if one.outcome == "approved" and one.reactivated_at is None
        }
        ocgs = self.seen.values("ocgs", lambda: Ocg.objects.order_by().values_list("pk", "state"))
        archived = {one.pk for one in ocgs if one.state == "archived"}
        assert archived == in_force
        if archived:
            waits = Request.objects.filter(ocg__in=archived, stage__in=("asked", "accepted"))
            assert not waits.exists()

    @always
    def a_record_that_was_given_went_to_its_successor(self) -> None:
        rows = self.seen.values("rows", RehomingRow.objects.values_list)
        given = [
            one for one in rows if one.kind == "lead" and one.settled_at and not one.objections
        ]
        leads = {one.id: one for one in self.seen.leads}
        begun = {(one.ocg_id, one.role, one.from_at, one.officer_id) for one in leads.values()}
        for one in given:
            old = leads[one.record]
            assert old.until_at is not None
            assert (old.ocg_id, old.role, old.until_at, one.successor_id) in begun
        rehomings = self.seen.values("rehomings", Rehoming.objects.values_list)
        live = [(one.officer_id, one.unit_id) for one in rehomings if one.ended_at is None]
        assert len(set(live)) == len(live)

    @always
    def each_wall_is_as_its_grants_say(self) -> None:
        self.check_walls()

    @always
    def olive_sees_nothing(self) -> None:
        with as_actor(self.cast.olive):
            assert not Ocg.objects.exists()
            assert not Cover.objects.exists()
            assert not Rehoming.objects.exists()


@pytest.mark.hypothesis
def test_it_always_holds(cast: Cast) -> None:
    total = run_through(Life, cast, runs=10, length=25)
    if LENGTH == "quick":  # too few steps to reach every command
        return
    # The runs prove nothing unless these commands were done.
    for verb in ("name_deputy", "name_lead", "rehome", "propose_archive"):
        assert total[f"{verb} done"], total
    assert total["name_lead refused"], total
    assert total["run_rehoming stopped"], total
