"""Scenario: an officer of Bolton Council is named LRO of one OCG, on the last day."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from broadhurst.capabilities.leads.commands.record_training import record_training
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.add_note import add_note
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.models import Meeting, Request
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.scenario_ocg import Life
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS


def let_council_lead(script: Script, lives: Sequence[Life], region: Region) -> None:
    """Name the council's officer, and let the SIO ask for two things, in the last office hour.

    The other steps of the OCG are those of the LRO before, and are over by then. Months before,
    most LROs of the forces have done their course.
    """
    script.ago(150, partial(_train, region))
    script.before_end(timedelta(minutes=55), partial(_name, script, lives, region))


def _train(region: Region) -> None:
    """Record the LRO course of two of three LROs of each force. The others have yet to do it."""
    course = WORDS["partner_lros"][0]["course"]
    for force in region.forces.values():
        for number, (_sio, lro) in enumerate(force.teams.values()):
            if number % 3:
                record_training(
                    actor=force.coordinator, officer=lro.officer, course=course,
                    on=clock.today() - timedelta(days=20 + 31 * number),
                )  # fmt: skip


def _name(script: Script, lives: Sequence[Life], region: Region) -> None:
    begun = [life for life in lives if life.district.key == "bolton" and life.is_worked_on]
    if not begun:
        return
    life, lro, words = begun[-1], region.partner_lro, WORDS["partner_lros"][0]
    name_lead(
        actor=life.sio, ocg=life.ocg, role="lro", officer=lro.officer, because=words["because"],
        agreed_with=words["agreed_with"],
    )  # fmt: skip
    record_training(
        actor=life.force.coordinator, officer=lro.officer, course=words["course"],
        on=clock.today() - timedelta(days=words["trained"]),
    )  # fmt: skip
    script.before_end(timedelta(minutes=50), partial(_ask, script, life, lro))


def _ask(script: Script, life: Life, lro: Actor) -> None:
    requests = [
        ask(actor=life.sio, ocg=life.ocg, kind=request["kind"], what=request["what"])
        for request in WORDS["partner_lros"][0]["requests"]
    ]
    step = partial(_answer, life, lro, requests[0])
    script.before_end(timedelta(minutes=20), step)


def _answer(life: Life, lro: Actor, request: Request) -> None:
    words = WORDS["partner_lros"][0]
    note = accept(actor=lro, lead_request=request)
    add_note(actor=lro, lead_request=note, text=words["note"])
    with as_actor(lro):
        # The LRO before may have met the SIO on this day too, which is one meeting.
        has_met = Meeting.objects.filter(ocg=life.ocg, met_on=clock.today()).exists()
    if not has_met:
        record_meeting(actor=lro, ocg=life.ocg, met_on=clock.today(), note=words["met"])
