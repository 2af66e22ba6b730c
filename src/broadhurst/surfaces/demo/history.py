"""The history of the demo region, from October 2019 to the day it is loaded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.desks import keep_watch
from broadhurst.surfaces.demo.names import (
    cover_names,
    inward_codes,
    phone_numbers,
    registrations,
    streets,
)
from broadhurst.surfaces.demo.scenario_activity import fill_two_years, recent_days
from broadhurst.surfaces.demo.scenario_board_packs import prepare_boards
from broadhurst.surfaces.demo.scenario_commitments import Proposal
from broadhurst.surfaces.demo.scenario_cover import cover_leads
from broadhurst.surfaces.demo.scenario_deconfliction import (
    answer_hits_after_entry,
    share_phone_numbers,
)
from broadhurst.surfaces.demo.scenario_directions import direct_forces
from broadhurst.surfaces.demo.scenario_disruptions import disrupt
from broadhurst.surfaces.demo.scenario_events import plan_ahead
from broadhurst.surfaces.demo.scenario_findings import Findings
from broadhurst.surfaces.demo.scenario_funding import fund
from broadhurst.surfaces.demo.scenario_inspections import Answer
from broadhurst.surfaces.demo.scenario_letters import Letters
from broadhurst.surfaces.demo.scenario_liaison import work_together
from broadhurst.surfaces.demo.scenario_lifecycle import follow_reports
from broadhurst.surfaces.demo.scenario_links import link_threats
from broadhurst.surfaces.demo.scenario_members import add_identifiers, add_people
from broadhurst.surfaces.demo.scenario_ocg import Life, Supply
from broadhurst.surfaces.demo.scenario_orders import keep_orders
from broadhurst.surfaces.demo.scenario_partner_lro import let_council_lead
from broadhurst.surfaces.demo.scenario_plans import close_plan_of, draft_plan
from broadhurst.surfaces.demo.scenario_practice import share_practice, tell_the_public
from broadhurst.surfaces.demo.scenario_recent import leave_work
from broadhurst.surfaces.demo.scenario_records import write_on_records
from broadhurst.surfaces.demo.scenario_safeguarding import care_for
from broadhurst.surfaces.demo.scenario_scoring import change_policy
from broadhurst.surfaces.demo.scenario_self_assessment import assess_themselves
from broadhurst.surfaces.demo.scenario_successions import reorganise
from broadhurst.surfaces.demo.scenario_tasking import Tasking, bid_once
from broadhurst.surfaces.demo.scenario_transfers import hand_over
from broadhurst.surfaces.demo.script import TWO_YEARS, Script
from broadhurst.surfaces.demo.words import Words

# OCGs of each force, roughly in proportion to its size: 60 in all.
SHARE = {"gmp": 32, "merseyside": 9, "lancashire": 7, "cheshire": 5, "north-wales": 4, "cumbria": 3}
# The shares of a force's OCGs that were registered by March 2021, and by two years ago.
OLD, OLD_OR_LATER = 0.31, 0.5
BIDS = 0.5
# Drugs and slavery are repeated because they are the most common.
THREATS = (
    *("drugs", "drugs", "drugs", "drugs", "firearms", "modern_slavery", "modern_slavery"),
    *("child_sexual_abuse", "acquisitive", "fraud", "money_laundering", "cyber"),
    "immigration_crime",
)
# The newest OCG of Bolton. Its referral waits for the team, and its hit waits for both sides.
YOUNGEST, YOUNGEST_DAYS = 30, 13


def write_history(
    script: Script, region: Region, random: Random, words: Words, now: datetime
) -> None:
    """Add every step of the history to the script."""
    tasking = Tasking(region, random)
    tasking.meet(script)
    today = now.date()
    lives = list(_lives(script, region, random, words, today))
    share_phone_numbers(lives, today)
    # Handovers come first, because the last one needs a child and a referral.
    hand_over(lives, tasking, today)
    for life in lives:
        _begin(life)
        answer_hits_after_entry(life)
        care_for(life)
        work_together(life)
    for life in lives:
        if life.since < today - TWO_YEARS:
            _bid_and_end(life, tasking, random, today)
    fill_two_years(script, lives, tasking, random, today)
    leave_work(script, lives, tasking)
    disrupt(script, region, lives)
    opened_on = Answer(script, region).write()
    Proposal(script, region).write()
    Findings(script, region).write()
    assess_themselves(script, region)
    Letters(script, region, opened_on).write()
    fund(script, region)
    share_practice(script, region)
    tell_the_public(script, region)
    keep_watch(script, region, words)
    keep_orders(script, lives, region)
    link_threats(script, lives)
    _change_leads(script, lives, region)
    _follow_up(script, region, lives)
    change_policy(script, region)


def _follow_up(script: Script, region: Region, lives: list[Life]) -> None:
    follow_reports(script, region)
    prepare_boards(script, region)
    plan_ahead(script, region)
    write_on_records(script, lives)
    direct_forces(script, region)
    reorganise(script, region)


def _change_leads(script: Script, lives: list[Life], region: Region) -> None:
    cover_leads(script, lives)
    let_council_lead(script, lives, region)


def _begin(life: Life) -> None:
    """Register, fill in, assess and plan an OCG in its first days."""
    life.script.on(life.since, life.register, hour=9)
    for days, step in (
        (1, partial(add_people, life)),
        (2, partial(add_identifiers, life)),
        (3, life.assess),
        (6, life.check),
        (8, partial(draft_plan, life)),
    ):
        life.script.on(life.since + timedelta(days=days), step, minute=days)


def _bid_and_end(life: Life, tasking: Tasking, random: Random, today: date) -> None:
    """Let half of the older OCGs bid once, and archive those that nothing else needs.

    Bolton's stay, so that Gail has OCGs of every age.
    """
    if random.random() < BIDS:
        day = life.since + timedelta(days=random.randint(24, 60))
        life.script.on(day, partial(bid_once, life, tasking), hour=11)
    day = life.since + timedelta(days=random.randint(500, 1600))
    if not (life.is_handed_over or life.is_kept or life.district.key == "bolton"):
        life.end_on(day, partial(close_plan_of, life))


def _lives(
    script: Script, region: Region, random: Random, words: Words, today: date
) -> Iterator[Life]:
    supply = Supply(
        names=region.names,
        phones=iter(phone_numbers(random)),
        plates=registrations(random),
        streets=streets(random),
        inward_codes=iter(inward_codes(random)),
        words=words,
    )
    names, leads = iter(cover_names(random)), _leads(region)
    recent = recent_days(random, today, sum(SHARE.values()))
    random.shuffle(recent)
    for key, share in SHARE.items():
        force = region.forces[key]
        districts = sorted(force.teams)
        for number in range(share):
            district = districts[number % len(districts)]
            sio, lro = force.teams[district]
            threat = random.choice(THREATS)
            yield Life(
                script=script,
                random=random,
                supply=supply,
                leads=leads,
                force=force,
                district=sio.unit.district,  # type: ignore[arg-type]
                sio=sio,
                lro=lro,
                name=next(names),
                threat=threat,
                since=_since(random, number, share, today, recent.pop()),
                heat=random.choice((1, 2, 2, 3, 3, 4)),
                exploits="child" if share > YOUNGEST == number else _exploits(random, threat),
                is_unanswered=share > YOUNGEST == number,
            )


def _leads(region: Region) -> dict[str, Actor]:
    """Return the officer who answers a unit's hits, by the unit's key."""
    teams = [lead for force in region.forces.values() for lead, _ in force.teams.values()]
    return {lead.unit.key: lead for lead in (*teams, region.rocu["rita"])}


def _since(random: Random, number: int, share: int, today: date, recent: date) -> date:
    """Return when an OCG is registered.

    Many are registered from October 2019 to March 2021 and in the last two years, few between.
    """
    if share > YOUNGEST == number:
        return today - timedelta(days=YOUNGEST_DAYS)
    if number == 0:
        return date(2019, 10, 7) + timedelta(days=random.randint(0, 60))
    place = number / share
    if place < OLD:
        return date(2019, 10, 1) + timedelta(days=random.randint(0, 500))
    if place < OLD_OR_LATER:
        return date(2021, 4, 15) + timedelta(days=random.randint(0, 1200))
    return recent


def _exploits(random: Random, threat: str) -> str:
    if threat in ("modern_slavery", "immigration_crime"):
        return "adult"
    return "child" if threat == "child_sexual_abuse" or random.random() < 0.25 else ""
