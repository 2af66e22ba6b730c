"""`python -m tests.stories.building NAME`: build the state that a story begins with.

It runs the commands that users run, in a process of its own on the story's copy of the demo. A
browser's event loop keeps the process of the story from using Django's connections. It prints
references as JSON.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from broadhurst.capabilities.deconfliction.commands.check import check  # noqa: E402
from broadhurst.capabilities.deconfliction.models import HitSide  # noqa: E402
from broadhurst.capabilities.establishment.commands.enrol import enrol  # noqa: E402
from broadhurst.capabilities.establishment.commands.post import post  # noqa: E402
from broadhurst.capabilities.inspections.models import Response  # noqa: E402
from broadhurst.capabilities.members.commands.add_identifier import add_identifier  # noqa: E402
from broadhurst.capabilities.plans.commands.draft import draft  # noqa: E402
from broadhurst.capabilities.register.commands.assess import assess  # noqa: E402
from broadhurst.capabilities.register.commands.moderate import moderate  # noqa: E402
from broadhurst.capabilities.register.commands.register import register  # noqa: E402
from broadhurst.capabilities.register.models import Ocg  # noqa: E402
from broadhurst.capabilities.tasking.commands.bid import bid  # noqa: E402
from broadhurst.capabilities.tasking.commands.decide import decide  # noqa: E402
from broadhurst.capabilities.tasking.commands.schedule import schedule  # noqa: E402
from broadhurst.capabilities.tasking.models import Bid, Board, Capability  # noqa: E402
from broadhurst.capabilities.transfers.commands.accept import accept  # noqa: E402
from broadhurst.capabilities.transfers.commands.acknowledge_risk import (  # noqa: E402
    acknowledge_risk,
)
from broadhurst.capabilities.transfers.commands.check_again import check_again  # noqa: E402
from broadhurst.capabilities.transfers.commands.offer import offer  # noqa: E402
from broadhurst.capabilities.transfers.commands.prepare import prepare  # noqa: E402
from broadhurst.capabilities.transfers.models import Risk  # noqa: E402
from broadhurst.foundation import clock  # noqa: E402
from broadhurst.foundation.access.acting import actor_of_system  # noqa: E402
from broadhurst.foundation.access.actor import Actor, actor_in  # noqa: E402
from broadhurst.foundation.access.wall import as_actor  # noqa: E402
from broadhurst.foundation.agencies.models import District, Posting  # noqa: E402
from broadhurst.surfaces.demo.cast import PASSWORD  # noqa: E402

PHONE = "07700 900 733"
HOLDINGS = 30
SCORES = {
    "physical_harm": 3, "victim_vulnerability": 4, "community": 2, "reach": 3, "capability": 2,
    "intent": None,
}  # fmt: skip


def actor(username: str) -> Actor:
    """Return an officer of the tour, in the posting that signs in first."""
    postings = Posting.objects.select_related("officer", "unit__agency", "unit__district")
    return actor_in(postings.filter(officer__username=username).earliest("pk"))


def an_ocg(name: str, by: str = "gail", **changes: Any) -> Ocg:
    """Register an OCG of Bolton with Len as LRO, assessed and planned."""
    given: dict[str, Any] = {
        "name": name, "threat_types": ["drugs"],
        "districts": [District.objects.get(key="bolton")],
        "description": f"{name} supplies drugs by courier.", "sio": actor("gail").officer,
        "lro": actor("len").officer, "urgent_because": "A warrant is planned for tomorrow.",
    }  # fmt: skip
    return register(actor=actor(by), **(given | changes))


def assessed(name: str) -> Ocg:
    """Return an OCG that can be handed over: its assessment is moderated and it has a plan."""
    ocg, gail = an_ocg(name), actor("gail")
    one = assess(actor=gail, ocg=ocg, scores=SCORES, rationale="Seen weekly by two teams.")
    moderate(actor=actor("mo"), assessment=one, outcome="accepted")
    draft(actor=gail, ocg=ocg, aim=f"End the courier runs of {name}.")
    return ocg


def a_colleague(name: str, beside: str, *roles: str) -> str:
    """Post another officer to a unit of the tour, who can sign in. Return the username."""
    system, username = actor_of_system(), name.lower().replace(" ", "-")
    officer = enrol(
        actor=system, username=username, name=name, grade="Detective Sergeant", password=PASSWORD
    )
    post(
        actor=system, officer=officer, unit=actor(beside).unit, title="Detective Sergeant",
        roles=roles, from_on=clock.today() - timedelta(days=400),
    )  # fmt: skip
    return username


def contested() -> dict[str, str]:
    """The force and the ROCU each have an OCG with the same phone, and the ROCU learns of it."""
    ocg = assessed("Amber Plover")
    add_identifier(actor=actor("gail"), ocg=ocg, kind="phone", value=PHONE)
    check(actor=actor("gail"), ocg=ocg)
    rita = actor("rita")
    own = an_ocg(
        "Flint Wagtail", by="rita", districts=[], sio=rita.officer, lro=actor("hal").officer
    )
    add_identifier(actor=rita, ocg=own, kind="phone", value=PHONE)
    check(actor=rita, ocg=own)
    with as_actor(rita):
        hit = own_hit(own)
    second = a_colleague("Nell Harrowgate", "hal", "handover", "investigator")
    return {"ocg": ocg.ref, "hit": hit, "second": second}


def own_hit(ocg: Ocg) -> str:
    """Return the reference of the newest hit of an OCG's unit."""
    return str(HitSide.objects.filter(entry__ocg_ref=ocg.ref).latest("pk").hit.ref)


def handed_over() -> dict[str, str]:
    """Six months ago the ROCU took over an OCG of the force."""
    begun = clock.now() - timedelta(days=190)
    gail, hal = actor("gail"), actor("hal")
    with clock.set_to(begun):
        ocg = assessed("Russet Godwit")
        day = clock.today()
        transfer = offer(
            actor=gail, ocg=ocg, kind="full", receiver=hal.unit, reason="It crosses three forces.",
            window_from=day, window_until=day + timedelta(days=28),
        )  # fmt: skip
    with clock.set_to(begun + timedelta(hours=2)):
        prepare(actor=gail, transfer=transfer, disclosure_officer="Exhibits store, Bolton")
        check_again(actor=gail, transfer=transfer)
    with clock.set_to(begun + timedelta(hours=4)):
        with as_actor(hal):
            risks = list(Risk.objects.filter(transfer=transfer, acknowledged_at=None))
        for risk in risks:
            acknowledge_risk(actor=hal, risk=risk)
    with clock.set_to(begun + timedelta(days=1)):
        accept(actor=hal, transfer=transfer, new_sio=actor("rita").officer)
    return {"ocg": ocg.ref}


def leaver() -> dict[str, str]:
    """An officer who leaves leads 30 OCGs, and two colleagues can take over."""
    going = a_colleague("Abel Fenwright", "gail", "investigator")
    for name in ("Ines Copperfold", "Jude Wickerby"):
        a_colleague(name, "gail", "investigator")
    sue = a_colleague("Sue Larkrise", "gail", "supervisor")
    officer = actor(going).officer
    for number in range(HOLDINGS):
        an_ocg(f"Bramble Finch {number + 1}", lro=officer)
    return {"leaver": going, "supervisor": sue, "posting": actor(going).posting.ref}


def answering() -> dict[str, str]:
    """A response of GMP's policing body is being written, and another is published."""
    with as_actor(actor("pol")):
        rows = Response.objects.filter(force__key="gmp", version=1)
        draft, published = (
            rows.filter(stage=stage).latest("pk").ref for stage in ("drafting", "published")
        )
    return {"draft": draft, "published": published}


def asked(name: str, board: Board) -> Bid:
    """Make a bid of Gail for surveillance of an assessed OCG."""
    from_on = clock.today() + timedelta(days=14)
    return bid(
        actor=actor("gail"), ocg=assessed(name), ask="capability", board=board,
        capability=Capability.objects.get(code="surveillance"),
        objective="Find where the couriers load.", safeguarding="None known.",
        why_not_own="The force's own team is committed until next month.",
        from_on=from_on, until_on=from_on + timedelta(days=14),
    )  # fmt: skip


def tasking_month() -> dict[str, str]:
    """A bid waits at Level 1. Another has an interim decision, and its meeting has begun.

    Both were within the last minute: after every meeting of the demo's history, on any day.
    """
    level_1, level_2 = (Board.objects.get(unit__key=key) for key in ("gmp-level-1", "gmp-level-2"))
    tess, at = actor("tess"), clock.now() - timedelta(seconds=30)
    with clock.set_to(at - timedelta(seconds=30)):
        meeting = schedule(actor=tess, board=level_2, at=at)
        interim = asked("Umber Wagtail", level_2)
        decide(
            actor=tess, bid=interim, outcome="supported", is_interim=True,
            reason="A courier is at risk tonight.",
        )  # fmt: skip
    postings = Posting.objects.filter(unit=level_1.unit, roles__contains=["chair"])
    chair = postings.earliest("pk").officer.username
    return {
        "waits": asked("Slate Plover", level_1).ref, "interim": interim.ref,
        "meeting": meeting.ref, "chair": a_colleague("Ines Fellgate", chair, "chair"),
    }  # fmt: skip


STORIES = {one.__name__: one for one in (contested, handed_over, leaver, answering, tasking_month)}

if __name__ == "__main__":
    print(json.dumps(STORIES[sys.argv[1]]()))  # noqa: T201 - the story reads it
