"""Scenario: safeguarding referrals, and the liaison of SIO and LRO."""

from datetime import timedelta

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.complete import complete
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.sign import sign
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.close import close
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.scenario_deconfliction import answer_hits_later
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.words import WORDS


def care_for(life: Life) -> None:
    """Refer an exploited person to the district's team, which mostly answers in time."""
    if life.exploits:
        life.script.on(life.since + timedelta(days=2), lambda: _refer(life), hour=12)


def _refer(life: Life) -> None:
    if life.exploited is None:
        return
    team = life.force.safeguarding[life.district.key]
    is_complex = life.force.agency.key == "gmp"
    mash = "mash" if life.exploits == "child" else "adult_mash"
    referral = refer(
        actor=life.sio,
        ocg=life.ocg,
        person=life.exploited,
        destination="complex_safeguarding" if is_complex else mash,
        team=team.unit,
        consent="not_needed" if life.exploits == "child" else "given",
        threat_to_life=life.random.random() < 0.15,
        may_be_child=False,
        consent_reason="",
        external_reference="",
    )
    wait = life.random.choice((0, 0, 0, 1, 1, 3))
    if not life.is_unanswered:
        day = clock.today() + timedelta(days=wait)
        life.script.on(day, lambda: _acknowledge(life, referral, team), hour=17)


def _acknowledge(life: Life, referral: Referral, team: Actor) -> None:
    reference = f"{team.unit.key.upper()}/{life.random.randint(100, 999)}"
    acknowledge(actor=team, referral=referral, external_reference=reference)
    today = clock.today()
    life.script.on(
        today + timedelta(days=1),
        lambda: decide(actor=team, referral=referral, decision="taken_on"),
        hour=11,
    )
    if life.stays_open:
        return
    life.script.on(
        today + timedelta(days=life.random.randint(40, 120)),
        lambda: close(actor=life.lro, referral=referral, outcome="supported"),
        hour=13,
    )


def work_together(life: Life, first: int = 20) -> None:
    """Let SIO and LRO meet, make requests and decide together while they lead."""
    life.script.on(life.since + timedelta(days=first), lambda: _meet(life), hour=9)
    life.script.on(life.since + timedelta(days=first + 4), lambda: _ask(life), hour=10)
    life.script.on(life.since + timedelta(days=first + 9), lambda: _decide(life), hour=15)


def _meet(life: Life) -> None:
    record_meeting(actor=life.lro, ocg=life.ocg, met_on=clock.today(), note="")
    next_day = clock.today() + timedelta(days=life.random.randint(30, 60))
    life.script.on(life.later(next_day), lambda: _meet(life), hour=9)


def _ask(life: Life) -> None:
    kind, what = life.random.choice(WORDS["requests"])
    request = ask(actor=life.sio, ocg=life.ocg, kind=kind, what=what)
    answer_hits_later(life)
    # Requests are due in 2 working days. Some take 4, so that the clock shows a late one.
    days = life.random.choice((0, 0, 1, 1, 1, 4))
    answerer = life.lro
    life.script.on(
        clock.today() + timedelta(days=days), lambda: _answer(life, request, answerer), hour=14
    )
    next_day = clock.today() + timedelta(days=life.random.randint(70, 150))
    life.script.on(life.later(next_day), lambda: _ask(life), hour=10)


def _answer(life: Life, request: Request, answerer: Actor) -> None:
    accept(actor=answerer, lead_request=request)
    outcome_kind = "executed" if request.kind == "execute_warrant" else "achieved"
    life.script.on(
        clock.today() + timedelta(days=life.random.randint(3, 12)),
        lambda: complete(
            actor=answerer,
            lead_request=request,
            outcome_kind=outcome_kind,
            outcome="Done; no harm.",
        ),
        hour=16,
    )


def _decide(life: Life) -> None:
    decision, rationale = life.random.choice(WORDS["decisions"])
    entry = decide_jointly(
        actor=life.sio, ocg=life.ocg, made_at=clock.now(), decision=decision, rationale=rationale
    )
    life.script.at(
        clock.now() + timedelta(hours=life.random.randint(1, 6)),
        lambda: sign(actor=life.lro, entry=entry),
    )
