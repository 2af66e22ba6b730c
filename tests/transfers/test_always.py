"""Invariants of the register, bids and transfers hold in any order of commands.

After every step, an OCG has one owner at every instant, always an LRO, and an SIO who is another
officer. It has at most one open transfer. Every write has an event, and access is as the grants
say.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Ocg, Ownership
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.adopt import adopt
from broadhurst.capabilities.transfers.commands.decline import decline
from broadhurst.capabilities.transfers.commands.offer import offer
from broadhurst.capabilities.transfers.commands.withdraw import withdraw
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.lengths import LENGTH, examples, steps
from tests.people import Cast
from tests.tasking.stage import Stage, set_the_stage
from tests.transfers.making import acknowledged, assessed, planned, prepared, referred

WHO = st.sampled_from(["gail", "len", "mo", "cora", "rita", "hal", "reg", "olive"])
GIVER = st.sampled_from(["gail", "len", "gail", "hal", "rita", "hal", "cora", "olive"])
RECEIVER = st.sampled_from(["hal", "rita", "len", "hal", "rita", "gail", "cora"])
WHICH = st.integers(min_value=0, max_value=2)
LOOKING = "to hold in a test what nobody alone may see"


class Region(RuleBasedStateMachine):
    """A few OCGs, with officers who try random commands in any order."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.ocgs: list[Ocg] = []
        self.outcomes: Counter[str] = Counter()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        TOTAL.update(self.outcomes)

    @initialize()
    def begin(self) -> None:
        self.stage: Stage = set_the_stage(self.cast)
        ocg = assessed(self.cast)
        planned(self.cast, ocg)
        referred(self.cast, ocg)
        self.ocgs = [ocg, assessed(self.cast)]

    def tries(self, verb: Callable[..., Any], who: str, **given: Any) -> None:
        """Try a command as an actor, an hour later; check that every write has an event."""
        self.now += timedelta(hours=1)
        actor = getattr(self.cast, who)
        with clock.set_to(self.now):
            before, told = written(), events()
            try:
                verb(actor=actor, **given)
                self.outcomes[f"{verb.__name__} done"] += 1
            except Refused:
                self.outcomes[f"{verb.__name__} refused"] += 1
                assert events() == told, f"{verb.__name__} was refused and left something behind"
                return
            assert written() > before
            assert events() > told, f"{verb.__name__} wrote without an event"

    def ocg(self, which: int) -> Ocg:
        return self.ocgs[which % len(self.ocgs)]

    def open_one(self, which: int) -> Transfer | None:
        with elevated(LOOKING):
            rows = transfers().filter(ocg=self.ocg(which), stage=Transfer.Stage.OPEN)
            return rows.first() or transfers().filter(ocg=self.ocg(which)).first()

    @rule(which=WHICH)
    def register_another(self, which: int) -> None:
        if len(self.ocgs) < 3:
            with clock.set_to(self.now):
                self.ocgs.append(self.cast.ocg())

    @rule(
        which=WHICH, who=WHO, role=st.sampled_from(["sio", "lro", "sro"]),
        officer=st.sampled_from(["gail", "len", "mo", "rita", "hal"]),
    )  # fmt: skip
    def somebody_names_a_lead(self, which: int, who: str, role: str, officer: str) -> None:
        named = getattr(self.cast, officer).officer
        self.tries(
            name_lead, who, ocg=self.ocg(which), role=role, officer=named, because="at random"
        )

    @rule(which=WHICH, who=GIVER, back=st.booleans(), days=st.sampled_from([0, 0, 0, -1, 2]))
    def somebody_offers(self, which: int, who: str, back: bool, days: int) -> None:
        self.tries(
            offer, who, ocg=self.ocg(which), kind="return" if back else "full",
            receiver=(self.cast.gail if back else self.cast.rita).unit, reason="at random",
            window_from=self.today(days), window_until=self.today(days + 7),
        )  # fmt: skip

    @rule(which=WHICH, who=GIVER)
    def somebody_bids_for_adoption_and_the_chair_adopts(self, which: int, who: str) -> None:
        self.tries(check, who, ocg=self.ocg(which))
        self.tries(
            bid, who, ocg=self.ocg(which), ask="adoption", board=self.stage.regional,
            objective="at random", why_not_own="at random", safeguarding="None known.",
        )  # fmt: skip
        with as_actor(self.cast.reg):
            made = bids().filter(ocg=self.ocg(which), ask="adoption").first()
        if made:
            self.tries(
                adopt, "reg", bid=made, reason="at random", receiver=self.cast.rita.unit,
                window_from=self.today(0), window_until=self.today(7),
            )  # fmt: skip

    @rule(
        which=WHICH, who=RECEIVER, sio=st.sampled_from(["rita", "hal", "gail", "len"]),
        lro=st.sampled_from([None, None, None, "len", "gail", "rita"]), is_ready=st.booleans(),
    )  # fmt: skip
    def somebody_accepts(
        self, which: int, who: str, sio: str, lro: str | None, is_ready: bool
    ) -> None:
        if found := self.open_one(which):
            if is_ready and found.stage == Transfer.Stage.OPEN:
                self.both_sides_make_it_ready(found)
            self.tries(
                accept, who, transfer=found, new_sio=getattr(self.cast, sio).officer,
                new_lro=getattr(self.cast, lro).officer if lro else None, lro_reason="at random",
            )  # fmt: skip

    def both_sides_make_it_ready(self, found: Transfer) -> None:
        force, rocu = self.cast.len, self.cast.hal
        giver, receiver = (force, rocu) if found.giver == force.unit else (rocu, force)
        self.now += timedelta(hours=1)
        with clock.set_to(self.now):
            prepared(self.cast, found, by=giver)
            acknowledged(found, receiver)

    @rule(which=WHICH, who=WHO)
    def somebody_declines(self, which: int, who: str) -> None:
        if found := self.open_one(which):
            self.tries(decline, who, transfer=found, reason="at random")

    @rule(which=WHICH, who=WHO)
    def somebody_withdraws(self, which: int, who: str) -> None:
        if found := self.open_one(which):
            self.tries(withdraw, who, transfer=found, reason="at random")

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    def today(self, days: int) -> Any:
        return (self.now + timedelta(hours=1, days=days)).astimezone(clock.LONDON).date()

    @invariant()
    def one_owner_at_every_instant_and_an_lro_always(self) -> None:
        with clock.set_to(self.now), elevated(LOOKING):
            for ocg in self.ocgs:
                began = ocg.registered_at
                for spans in (
                    Ownership.objects.filter(ocg=ocg),
                    Lead.objects.filter(ocg=ocg, role="lro"),
                ):
                    assert unbroken(began, [(one.from_at, one.until_at) for one in spans])

    @invariant()
    def the_sio_is_never_the_lro(self) -> None:
        with clock.set_to(self.now), elevated(LOOKING):
            for ocg in self.ocgs:
                leads = Lead.objects.filter(ocg=ocg, until_at=None, role__in=("sio", "lro"))
                assert len({lead.officer_id for lead in leads}) == len(leads)

    @invariant()
    def at_most_one_open_transfer_and_the_giver_owns_until_it_is_accepted(self) -> None:
        with clock.set_to(self.now), elevated(LOOKING):
            waiting = list(Transfer.objects.filter(stage=Transfer.Stage.OPEN))
            assert len({one.ocg_id for one in waiting}) == len(waiting)
            for one in waiting:
                assert Ownership.objects.get(ocg=one.ocg, until_at=None).unit_id == one.giver_id

    @invariant()
    def each_wall_is_as_its_grants_say(self) -> None:
        with clock.set_to(self.now), elevated(LOOKING):
            rows = {one.pk: one for one in Dossier.objects.all()}
            seen: dict[int, set[int]] = {pk: set() for pk in rows}
            for grant in Grant.objects.filter(from_at__lte=self.now):
                if grant.until_at is None or grant.until_at > self.now:
                    seen[grant.dossier_id].add(grant.principal)
            for one in rows.values():
                line, above = set(seen[one.pk]), one.parent_id
                while above:
                    line |= seen[above]
                    above = rows[above].parent_id
                if one.lapses_at > self.now:
                    assert set(one.readers) == line, one

    @invariant()
    def olive_sees_nothing(self) -> None:
        with clock.set_to(self.now), as_actor(self.cast.olive):
            assert not Ocg.objects.exists()
            assert not Transfer.objects.exists()


TOTAL: Counter[str] = Counter()


def unbroken(began: datetime, spans: list[tuple[datetime, datetime | None]]) -> bool:
    """Return whether spans follow each other from `began`, and only the last is open."""
    due: datetime | None = began
    for since, until in sorted(spans, key=lambda span: span[0]):
        if since != due:
            return False
        due = until
    return due is None


def written() -> int:
    """Return how many rows this transaction wrote.

    Audit and notification tables are not counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
            " WHERE relname !~ '^(audit|notices)_'"
        )
        return int(cursor.fetchone()[0])


def events() -> int:
    """Return the number of audit events."""
    with elevated(LOOKING):
        return Event.objects.count()


@pytest.mark.hypothesis
def test_it_always_holds(cast: Cast) -> None:
    TOTAL.clear()
    Region.cast = cast
    run(
        Region,
        settings=settings(
            max_examples=examples(12),
            stateful_step_count=steps(25),
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # shrinking a run on a real database takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    if LENGTH == "quick":  # too few steps to reach every command
        return
    # The runs prove nothing unless these commands were both done and refused.
    assert TOTAL["accept done"], TOTAL
    assert TOTAL["accept refused"], TOTAL
    assert TOTAL["adopt done"], TOTAL
