"""Scenario: exploited people are referred to safeguarding teams."""

from datetime import timedelta

from broadhurst.capabilities.register.models import Person
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.close import close
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.scenario_members import add_exploited
from broadhurst.surfaces.demo.scenario_ocg import Life

OUTCOMES = ("supported", "supported", "supported", "risk_ended", "declined", "elsewhere")


def care_for(life: Life) -> None:
    """Refer an exploited person to the district's team, which mostly answers in time."""
    if life.exploits:
        day = life.since + timedelta(days=2)
        life.script.on(day, lambda: _refer(life, life.exploited, life.exploits), hour=12)


def refer_another(life: Life) -> None:
    """Add one more exploited person, and refer them the same day."""
    whom = life.random.choice(("child", "child", "adult"))
    _refer(life, add_exploited(life, whom), whom)


def _refer(life: Life, person: Person | None, whom: str) -> None:
    if person is None:
        return
    team = _team(life)
    is_complex = life.force.agency.key == "gmp"
    mash = "mash" if whom == "child" else "adult_mash"
    referral = refer(
        actor=life.sio,
        ocg=life.ocg,
        person=person,
        destination="complex_safeguarding" if is_complex else mash,
        team=team.unit,
        consent="not_needed" if whom == "child" else "given",
        threat_to_life=life.random.random() < 0.15,
        may_be_child=False,
        consent_reason="",
        external_reference="",
    )
    # Teams answer in time more often than they did.
    is_late = life.random.random() < 0.4 - 0.3 * life.script.recency()
    if not life.is_unanswered:
        day = clock.today() + timedelta(days=4 if is_late else life.random.randint(0, 1))
        life.script.on(day, lambda: _acknowledge(life, referral), hour=17)


def _team(life: Life) -> Actor:
    """Return the team of the OCG's district. It can move to another organisation meanwhile."""
    return life.force.safeguarding[life.district.key]


def _acknowledge(life: Life, referral: Referral) -> None:
    team = _team(life)
    reference = life.supply.words.reference(team.unit.key.upper())
    acknowledge(actor=team, referral=referral, external_reference=reference)
    today = clock.today()
    life.script.on(
        today + timedelta(days=1),
        lambda: decide(actor=_team(life), referral=referral, decision="taken_on"),
        hour=11,
    )
    if life.stays_open:
        return
    life.script.on(
        today + timedelta(days=life.random.randint(40, 120)),
        lambda: close(actor=life.lro, referral=referral, outcome=life.random.choice(OUTCOMES)),
        hour=13,
    )
