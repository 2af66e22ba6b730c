"""Take one OCG through the whole process, to get a reference of every kind.

Tests of what an officer can see use this. `set_out` makes what every signed-in officer can see, and
a target that another force works on. `walked` makes the rest.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from broadhurst.capabilities.board_packs.commands.make_board_pack import make_board_pack
from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.clearance.commands.delegate import delegate
from broadhurst.capabilities.clearance.commands.set_policy import set_policy
from broadhurst.capabilities.commitments.writes.stated import state
from broadhurst.capabilities.correspondence.commands.record_correspondence import (
    record_correspondence,
)
from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.stop_value import stop_value
from broadhurst.capabilities.deconfliction.models import Check, Entry
from broadhurst.capabilities.disruptions.commands.claim import claim
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.funding.commands.open_post import open_post
from broadhurst.capabilities.funding.commands.record_line import record_line
from broadhurst.capabilities.funding.commands.rest_post import rest_post
from broadhurst.capabilities.inspections.commands.add_evidence import add_evidence
from broadhurst.capabilities.inspections.commands.draft import draft as draft_response
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.share_answer import share_answer
from broadhurst.capabilities.inspections.commands.write_paragraph import write_paragraph
from broadhurst.capabilities.inspections.models import Finding, Report, Response
from broadhurst.capabilities.inspectorate_register.commands.send import send_entries
from broadhurst.capabilities.leads.commands.approve_exemption import approve_exemption
from broadhurst.capabilities.leads.commands.record_training import record_training
from broadhurst.capabilities.leavers.commands.rehome import rehome
from broadhurst.capabilities.liaison.commands.accept import accept as accept_request
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.complete import complete
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.record_review import record_review
from broadhurst.capabilities.liaison.commands.seal_log import seal_log
from broadhurst.capabilities.links.commands.link_people import link_people
from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.give_action import give_action
from broadhurst.capabilities.meetings.commands.prepare_agenda import prepare_agenda
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.merging.commands.merge import merge
from broadhurst.capabilities.merging.commands.merge_person import merge_person
from broadhurst.capabilities.merging.commands.split import split
from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.capabilities.operations.commands.record_outcome import record_outcome
from broadhurst.capabilities.orders.commands.record_check import record_check
from broadhurst.capabilities.orders.commands.record_order import record_order
from broadhurst.capabilities.orders.models import Entry as OrderEntry
from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.commands.add_exit_criterion import add_exit_criterion
from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.commands.add_outcome import add_outcome
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.open_gap import open_gap
from broadhurst.capabilities.plans.commands.report_progress import report_progress
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.practice.commands.make_note_public import make_note_public
from broadhurst.capabilities.practice.commands.publish_note import publish_note
from broadhurst.capabilities.practice.commands.write_note import write_note
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.public_messages.commands.clear_message import clear_message
from broadhurst.capabilities.public_messages.commands.draft_message import draft_message
from broadhurst.capabilities.public_messages.commands.publish_message import publish_message
from broadhurst.capabilities.public_site.commands.publish_welsh import publish_welsh
from broadhurst.capabilities.public_site.commands.write_welsh import write_welsh
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.self_assessment.commands.assess import assess as judge
from broadhurst.capabilities.self_assessment.commands.share import share
from broadhurst.capabilities.succession.commands.plan_succession import plan_succession
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.put_in_place import put_in_place
from broadhurst.capabilities.tasking.commands.record_direction import record_direction
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.capabilities.transfers.commands.accept import accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import acknowledge_risk
from broadhurst.capabilities.transfers.commands.adopt import adopt
from broadhurst.capabilities.transfers.commands.ask_for import ask_for
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import ApiToken, Posting, Session
from broadhurst.foundation.lists.commands.save_filter import save_filter
from broadhurst.surfaces.demo.scenario_tasking import known_hits
from broadhurst.surfaces.ocgs.lists import OCGS
from tests.appointing import appointed
from tests.bulk_checks.tables import checked
from tests.conftest import NOW
from tests.deconfliction.fishing import fish, flags_on
from tests.deconfliction.targets import side_of
from tests.doors import browser
from tests.finding_imports.making import sending
from tests.imports.making import importing
from tests.inspections.making import Room, found, make_room, recorded
from tests.letters.making import issued, signed
from tests.ocg_imports.making import mapped as tracker_of
from tests.people import SINCE, Cast
from tests.planned_events.events import an_event
from tests.tasking.stage import SCORES, Stage, set_the_stage
from tests.tracking.making import planned

HANDED_OVER, AFTERWARDS = NOW + timedelta(days=1), NOW + timedelta(days=3)
TODAY = date(2021, 3, 1)
PHONE = "07700 900123"


@dataclass
class Region:
    """Everything made before the OCG: organisations, boards, reports, and Wes's OCG.

    Wes's OCG has the same phone number.
    """

    cast: Cast
    stage: Stage
    room: Room
    wes: Actor
    ines: Actor
    report: Report
    finding: Finding
    same: Finding  # the finding again, in a report about the force alone
    refs: dict[str, str]


def set_out(cast: Cast) -> Region:
    """Make the open reference data, with a reference of each kind."""
    room, stage = make_room(cast), set_the_stage(cast)
    wes, wyn = _of_a_third_force(cast)
    theirs = register(
        actor=wes, name="Slate Curlew", threat_types=["drugs"], districts=[],
        urgent_because="An arrest is planned.",
        description="Supplies Class A drugs along the coast.",
        lro=wyn.officer, sio=wes.officer,
    )  # fmt: skip
    add_identifier(actor=wes, ocg=theirs, kind="phone", value=PHONE)
    check(actor=wes, ocg=theirs)
    stop = stop_value(
        actor=cast.dot, kind="phone", value="0161 496 0101", form="+441614960101",
        reason="The custody suite’s telephone.",
    )  # fmt: skip
    meeting = schedule(actor=cast.tess, board=stage.level_2, at=NOW + timedelta(days=7))
    operation = open_operation(
        actor=cast.cora, name="Operation Teasel", description="A made-up operation.",
        agencies=[cast.gail.agency], source="https://www.example.org/figures",
    )  # fmt: skip
    outcome = record_outcome(
        actor=cast.cora, operation=operation, measure="arrests", stage="arrested", value=10,
        unit="count", as_of=SINCE, source="https://www.example.org/figures",
    )  # fmt: skip
    report = recorded(cast, room.inspectorate, key="second", title="A second inspection")
    finding = found(cast, report, "1", "Liaison should be recorded.")
    same = _found_again(cast, room, finding)
    refs = {
        "board": stage.level_2.ref,
        "capability": stage.surveillance.code,
        "scheme": "SCH-EXAMPLE",
        "cadence": "CAD-EXAMPLE",
        "meeting": meeting.ref,
        "operation": operation.ref,
        "outcome": outcome.ref,
        "report": report.ref,
        "finding": finding.key,
        "milestone": planned(room, finding=finding).ref,
        "publication": room.published().ref,
        **_told_to_the_public(room),
        "lro": _supervisor(cast).officer.username,
        "figure": "active_ocgs",
        "form": "docx",
        "list": "ocgs",
        "chiefs": cast.rita.agency.key,
        "role": "investigator",
        "stop": stop.ref,
        **_cleared_by(room),
        "board pack": _a_pack(cast).ref,
        **_administered(cast),
    }
    return Region(cast, stage, room, wes, _an_inspector(cast, room), report, finding, same, refs)


def _a_pack(cast: Cast) -> BoardPack:
    return make_board_pack(
        actor=cast.tess, name="Pack for Level 2 tasking", scope="seen", period="month",
        figures=["active_ocgs"],
    )  # fmt: skip


def _cleared_by(room: Room) -> dict[str, str]:
    """Set who clears the responses of a later year, and delegate the step of today."""
    policy = set_policy(
        actor=room.clem, steps=["author", "second"], second_by=["role:clearer"],
        restart_from="author", from_on=clock.today() + timedelta(days=366), because="A new year.",
    )  # fmt: skip
    delegation = delegate(
        actor=room.clem, step="second", taker=room.cast.pol.officer, until_on=clock.today()
    )
    return {"clearance policy": policy.ref, "delegation": delegation.ref}


def _administered(cast: Cast) -> dict[str, str]:
    """Make the records that an administrator manages, one of each kind."""
    held = appointed(
        actor=cast.system, officer=cast.hal.officer, agency=cast.rita.agency, post="ACC",
        kind="rocu", from_on=SINCE,
    )  # fmt: skip
    issue_token(actor=cast.system, label="A job of the system", days=366)
    calendar = issue_token(actor=cast.system, label="Outlook", days=30, opens="calendar").secret
    planned = plan_succession(
        actor=cast.system, kind="part", predecessors=[cast.olive.agency], units=[cast.olive.unit],
        successor=cast.gail.agency, effective_on=TODAY + timedelta(days=900), reason="An order.",
    )  # fmt: skip
    session = browser(cast.system).session.session_key
    return {
        "appointment": held.ref,
        "calendar": calendar.rpartition("/")[2].removesuffix(".ics"),
        "post": held.post.ref,
        "district": cast.bolton.key,
        "officer": cast.gail.officer.username,
        "organisation": cast.gail.agency.key,
        "posting": cast.gail.posting.ref,
        "succession": planned.ref,
        "session": Session.objects.get(pk=session).ref,
        "token": ApiToken.objects.get(posting=cast.system.posting, opens="api").ref,
        "unit": cast.gail.unit.key,
    }


def _told_to_the_public(room: Room) -> dict[str, str]:
    """Publish a practice note, and a message to the public in both languages."""
    note = publish_note(actor=room.cast.len, note=_a_note(room.cast.len, "Talks at bus stations"))
    message = draft_message(
        actor=room.cast.pol, title="Keep your account", text="Call 101.", reach="national"
    )
    clear_message(actor=room.clem, message=message, is_read=True)
    published = publish_message(actor=room.clem, message=message).ref
    welsh = write_welsh(
        actor=room.cast.pol, translates=published, title="Cadwch eich cyfrif",
        text="Ffoniwch yr heddlu.",
    )  # fmt: skip
    return {
        "public_message": published,
        "public_note": make_note_public(actor=room.cast.gail, note=note, is_read=True).ref,
        "welsh page": f"published/messages/{published}/",
        "welsh version": publish_welsh(actor=room.clem, version=welsh, is_read=True).ref,
    }


def _a_note(actor: Actor, title: str) -> Note:
    return write_note(
        actor=actor, title=title, label="new", topic="prevent", place="The bus station",
        what=f"{title}, each Friday evening.", evidence="None yet.", cost="An hour a week.",
        contact="Neighbourhood team",
    )  # fmt: skip


def walked(cast: Cast, region: Region | None = None) -> dict[str, str]:
    """Take one OCG from registration to the inspectorate, and return its references.

    The dict has a reference of every kind of record. The clock ends at `AFTERWARDS`. By then the
    regional unit owns the OCG and the council's action is in progress. The referral still waits,
    and the hit has no outcome.
    """
    region = region or set_out(cast)
    with clock.set_to(NOW):
        ocg, assessment, referral = _registered(cast)
        planned = _planned(cast, ocg)
    with clock.set_to(NOW + timedelta(hours=1)):
        bid = _supplied(region, ocg)
        transfer = _adopted(region, ocg)
    with clock.set_to(HANDED_OVER):
        risk = _handed_over(cast, transfer)
        asked = ask_for(actor=cast.gail, ocg=ocg, reason="Its members moved back to Bolton.")
    with clock.set_to(AFTERWARDS):
        request, entry, log_copy, review = _worked_together(cast, ocg)
        response, evidence, paragraph, reading = _answered(region)
        shared = _shared(region)
        told_of = _followed_up(region, response)
        disruption = _disrupted(cast, ocg)
        note = _a_note(cast.gail, "Watching parcel lockers")
        message = draft_message(
            actor=cast.pol, title="Parcels", text="Look twice at the sender.", reach="local"
        )
        judgement = _judged(region)
        with as_actor(cast.rita):
            plan = live_plan(ocg)
        assert plan
    return region.refs | {
        "ocg": ocg.ref,
        **_on_it(cast, ocg),
        **_in_court(cast, ocg),
        **_merged(cast),
        "assessment": assessment.ref,
        "plan": plan.ref,
        **planned,
        "hit": side_of(region.wes).ref,
        "referral": referral.ref,
        "bid": bid.ref,
        "transfer": transfer.ref,
        "transfer request": asked.ref,
        "risk": risk.ref,
        "request": request,
        "entry": entry,
        "log copy": log_copy,
        "tactic": "scpo",
        "joint review": review,
        "response": response,
        "self-assessment": judgement,
        "evidence": evidence,
        "shared answer": shared,
        **told_of,
        "paragraph": paragraph,
        "reading": reading,
        "finding import": sending(region.room).ref,
        "OCG import": tracker_of(cast.cora).ref,
        "disruption": disruption,
        "note": note.ref,
        "message": message.ref,
        **_met(region),
        **_written_to(region.room),
        **_deconflicted(cast, ocg),
    }


def _judged(region: Region) -> str:
    """Assess Northshire against a recommendation, and share it with the inspectorate."""
    chas = region.room.chas
    judgement = judge(
        actor=chas, finding=region.room.first, judgement="met", assessed_on=TODAY,
        why="Both leads sign each decision.",
    )  # fmt: skip
    share(actor=chas, assessment=judgement)
    return judgement.ref


def _written_to(room: Room) -> dict[str, str]:
    """Issue a letter, and return its reference and those of what it was made with."""
    with clock.set_to(AFTERWARDS):
        letter = issued(room, signatory=signed(room))
    with as_actor(room.cast.pol):
        to, signatory = letter.recipients.earliest("pk"), letter.signatory
        assert signatory.signature
    return {
        "letter": letter.ref,
        "recipient": to.ref,
        "template": letter.version.template.ref,
        "signatory": signatory.ref,
        "picture": signatory.signature.ref,
    }


def _met(region: Region) -> dict[str, str]:
    """Prepare the agenda of the board's meeting, with an item and an action."""
    cast, meeting = region.cast, Meeting.objects.get(ref=region.refs["meeting"])
    with clock.set_to(NOW):
        agenda = prepare_agenda(actor=cast.tess, meeting=meeting)
        item = add_item(actor=cast.tess, agenda=agenda, title="Firearms trends of the winter")
        action = give_action(
            actor=cast.tess, agenda=agenda, title="Ask for the licensing file", item=item,
            owner=cast.gail.officer, due_on=TODAY + timedelta(days=30),
        )  # fmt: skip
        direction = record_direction(
            actor=cast.cora, recipient=cast.cora.agency, given_on=TODAY,
            task="Find the drivers of three lorries.", grounds="No team could be agreed in time.",
        )  # fmt: skip
    return {
        "direction": direction.ref,
        "agenda": meeting.ref,
        "agenda item": item.ref,
        "meeting action": action.ref,
    }


def _on_it(cast: Cast, ocg: Ocg) -> dict[str, str]:
    """Return the references of a person and of an identifier of the OCG."""
    with as_actor(cast.gail):
        person, thing = ocg.memberships.earliest("pk"), ocg.identifiers.latest("pk")
        found = {"person": person.ref, "identifier": thing.ref}
    note = add_note(actor=cast.rita, about=ocg, text="Lorcan was seen at the bus station.")
    file = add_file(
        actor=cast.rita, about=ocg, file=SimpleUploadedFile("lorcan.txt", b"Seen on Friday."),
        description="What Lorcan said.",
    )  # fmt: skip
    found |= {"record note": note.ref, "record file": file.ref}
    return found | {"import": importing(cast.rita, ocg, "Identifier\n07700 900456\n").ref}


def _merged(cast: Cast) -> dict[str, str]:
    """Merge an OCG and a person into others that looked like them, and split an OCG."""
    with clock.set_to(AFTERWARDS):
        ocg = cast.ocg(name="Umber Corvid")
        again = cast.ocg(name="Umber Corvids", not_same_as=[ocg.ref])
        one, other = (
            add_member(
                actor=cast.gail, ocg=ocg, name=name, category="other", part="associate",
                is_exploited=False,
            )
            for name in ("Lorcan Tansyfield", "Odhran Quenchwell")
        )  # fmt: skip
        people = merge_person(actor=cast.gail, member=one, into=other, because="One person.")
        made = merge(actor=cast.gail, ocg=again, into=ocg, because="They are one group.")
        car = add_identifier(actor=cast.gail, ocg=ocg, kind="vehicle", value="AB12 CDE")
        apart = split(
            actor=cast.gail, ocg=ocg, name="Fawn Corvid", because="They are two groups.",
            identifiers=[car],
        )  # fmt: skip
    return {"merge": made.ref, "person merge": people.ref, "split": apart.ref}


def _in_court(cast: Cast, ocg: Ocg) -> dict[str, str]:
    """Record an order, a check of it, and a link between two people of the OCG."""
    with clock.set_to(AFTERWARDS):
        today = clock.today()
        with as_actor(cast.rita):
            one, two = (row.person for row in ocg.memberships.order_by("-pk")[:2])
        order = record_order(
            actor=cast.rita, ocg=ocg, person=one, kind="travel_restriction", court="York",
            made_on=today, from_on=today, conditions="No travel.", next_check_on=today,
        )  # fmt: skip
        record_check(
            actor=cast.rita, order=order, on=today, result="kept", text="At home.",
            next_check_on=today + timedelta(days=30),
        )  # fmt: skip
        with as_actor(cast.rita):
            checked_on = OrderEntry.objects.get(order=order)
        link = link_people(
            actor=cast.rita, ocg=ocg, person=one, other=two, kind="other", source="1",
            intelligence="A", handling="P", reason="Seen together.",
        )  # fmt: skip
        cover = name_deputy(
            actor=cast.rita, ocg=ocg, role="sio", deputy=cast.hal.officer, from_on=today,
            until_on=today, because="At court",
        )  # fmt: skip
    return {
        "order": order.ref,
        "order entry": checked_on.ref,
        "link": link.ref,
        "cover": cover.ref,
        **_with_exemption(cast, ocg),
    }


def _supervisor(cast: Cast) -> Actor:
    """Post a supervisor to the unit that owns the walked OCG at the end."""
    officer = enrol(
        actor=cast.system, username="una-teal", name="Una Teal", grade="", password=None
    )
    return actor_in(
        post(
            actor=cast.system, officer=officer, unit=cast.rita.unit, title="Supervisor",
            roles=["supervisor"], from_on=SINCE,
        )
    )  # fmt: skip


def _with_exemption(cast: Cast, ocg: Ocg) -> dict[str, str]:
    """Approve that Rita can be both leads, record her course, and send her work to Hal."""
    una = actor_in(
        Posting.objects.select_related("officer", "unit__agency").get(officer__username="una-teal")
    )
    exemption = approve_exemption(
        actor=una, ocg=ocg, officer=cast.rita.officer, until_on=clock.today(),
        because="Nobody else is cleared yet.",
    )  # fmt: skip
    training = record_training(
        actor=una, officer=cast.rita.officer, course="Heathland leadership week", on=SINCE
    )
    given = rehome(
        actor=una, officer=cast.rita.officer, successors={f"sio-{ocg.ref}": cast.hal.officer},
        because="Retires",
    )  # fmt: skip
    return {"exemption": exemption.ref, "training": training.ref, "rehoming": given.ref}


def _deconflicted(cast: Cast, ocg: Ocg) -> dict[str, str]:
    """Make an event, a bulk check and a flag at the unit that then owns the OCG."""
    with clock.set_to(AFTERWARDS):
        event = an_event(cast.rita, ocg=ocg.ref, starts_at=AFTERWARDS + timedelta(days=1),
                         ends_at=AFTERWARDS + timedelta(days=1, hours=2))  # fmt: skip
        bulk = checked(cast.rita, matter="OP-BRIARWOOD")
        fish(cast.rita)
        flag, *_ = flags_on(cast.rita)
        with as_actor(cast.rita):
            entry, receipt = Entry.objects.earliest("pk"), Check.objects.latest("pk")
        saved = save_filter(actor=cast.rita, listed=OCGS, name="Ours", shared=True, query="")
    return {
        **_funded(cast),
        "event": event.ref,
        "filter": saved.ref,
        "bulk": bulk.ref,
        "flag": flag.ref,
        "entered": entry.ref,
        "receipt": receipt.ref,
    }


def _funded(cast: Cast) -> dict[str, str]:
    """Record a funding line of the ROCU, and a post that rests on it."""
    line = record_line(
        actor=cast.cass, name="Regional cyber grant", funder=cast.pol.agency, amount=100_000_00,
        instrument="specific_grant", first_day=date(2021, 4, 1), last_day=date(2022, 3, 31),
    )  # fmt: skip
    post = open_post(actor=cast.cass, role="Cyber liaison", opened_on=date(2021, 1, 4))
    rest_post(actor=cast.cass, post=post, line=line, share=100)
    return {"funding line": line.ref, "funded post": post.ref}


def _an_inspector(cast: Cast, room: Room) -> Actor:
    system = cast.system
    unit = open_unit(
        actor=system, agency=room.inspectorate, key="inspection", name="Inspection team",
        kind="inspectorate", duty_contact="Inspection desk, 0161 496 0000", from_on=SINCE,
    )  # fmt: skip
    officer = enrol(actor=system, username="ines-larch", name="Ines Larch", grade="", password=None)
    return actor_in(
        post(
            actor=system, officer=officer, unit=unit, title="Inspection officer",
            roles=["inspector"], from_on=SINCE,
        )
    )  # fmt: skip


def _of_a_third_force(cast: Cast) -> tuple[Actor, Actor]:
    system = cast.system
    force = open_agency(
        actor=system, key="westshire", name="Westshire Police", short_name="WESTSHIRE",
        kind="police_force", nation="ENG", from_on=SINCE,
    )  # fmt: skip
    unit = open_unit(
        actor=system, agency=force, key="w-team", name="Westshire organised crime team",
        kind="team", duty_contact="Westshire duty desk, 0161 496 0000", from_on=SINCE,
    )  # fmt: skip

    def posted(username: str, name: str) -> Actor:
        officer = enrol(actor=system, username=username, name=name, grade="", password=None)
        return actor_in(
            post(
                actor=system, officer=officer, unit=unit, title="Detective Sergeant",
                roles=["investigator"], from_on=SINCE,
            )
        )  # fmt: skip

    return posted("wes-tansy", "Wes Tansy"), posted("wyn-tansy", "Wyn Tansy")


def _registered(cast: Cast) -> tuple[Ocg, Assessment, Referral]:
    ocg = cast.ocg()
    child = add_member(
        actor=cast.gail, ocg=ocg, name="Perry Windle", born_on=date(2006, 5, 5),
        category="victim", part="peripheral", is_exploited=True, aliases="Little Perry",
    )  # fmt: skip
    suspect = add_member(
        actor=cast.gail, ocg=ocg, name="Barnaby Crickmere", born_on=date(1988, 3, 27),
        category="suspect", part="principal", is_exploited=False,
    )  # fmt: skip
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value=PHONE, person=suspect.person)
    add_identifier(actor=cast.gail, ocg=ocg, kind="vehicle", value="AB12 CDE")
    one = assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly at the yard.")
    moderate(actor=cast.mo, assessment=one, outcome="accepted")
    check(actor=cast.gail, ocg=ocg)
    referral = refer(
        actor=cast.gail, ocg=ocg, person=child.person, destination="complex_safeguarding",
        team=cast.sid.unit, consent="not_needed",
    )  # fmt: skip
    return ocg, one, referral


def _planned(cast: Cast, ocg: Ocg) -> dict[str, str]:
    plan = draft(actor=cast.gail, ocg=ocg, aim="Dismantle it and protect the street.")
    pursue = add_objective(actor=cast.gail, plan=plan, p="pursue", text="Cut the supply line.")
    protect = add_objective(actor=cast.gail, plan=plan, p="protect", text="Close the premises.")
    add_action(
        actor=cast.gail, plan=plan, objective=pursue, title="Search the lock-ups",
        description="The four lock-ups at the yard.", accountable_unit=cast.gail.unit,
        due_on=date(2021, 3, 20),
    )  # fmt: skip
    action = add_action(
        actor=cast.gail, plan=plan, objective=protect, title="Inspect three premises",
        description="They launder the money there.", accountable_unit=cast.connie.unit,
        brief="Inspect the three premises on the list that licensing holds.",
        shared_under="Northshire sharing agreement 12", due_on=date(2021, 3, 22),
    )  # fmt: skip
    outcome = add_outcome(actor=cast.gail, plan=plan, kind="own", words="Nobody calls at the yard.")
    criterion = add_exit_criterion(actor=cast.gail, plan=plan, text="No call about the yard.")
    gap = open_gap(actor=cast.gail, plan=plan, question="Where do they keep the money?")
    agree(actor=cast.len, plan=plan)
    accept_action(actor=cast.connie, action=action)
    report_progress(actor=cast.connie, action=action, text="One has been inspected.")
    return {
        "action": action.ref,
        "desired outcome": outcome.ref,
        "exit criterion": criterion.ref,
        "intelligence gap": gap.ref,
    }


def _supplied(region: Region, ocg: Ocg) -> Bid:
    cast, bid = region.cast, region.stage.bid(ocg)
    known = known_hits(cast.tess, ocg)
    decide(actor=cast.tess, bid=bid, outcome="supported", reason="", known_hits=known)
    from_on, until_on = TODAY, TODAY + timedelta(days=14)
    allocate(actor=cast.cass, bid=bid, from_on=from_on, until_on=until_on)
    put_in_place(actor=cast.cass, bid=bid)
    return bid


def _adopted(region: Region, ocg: Ocg) -> Transfer:
    cast, stage = region.cast, region.stage
    bid = stage.bid(
        ocg, ask="adoption", board=stage.regional, capability=None, from_on=None, until_on=None,
        objective="Take on the whole supply network.",
    )  # fmt: skip
    return adopt(
        actor=cast.reg, bid=bid, reason="It crosses three forces.", receiver=cast.rita.unit,
        window_from=TODAY, window_until=TODAY + timedelta(days=28),
        known_hits=known_hits(cast.reg, ocg),
    )  # fmt: skip


def _handed_over(cast: Cast, transfer: Transfer) -> Risk:
    prepare(
        actor=cast.gail, transfer=transfer, disclosure_officer="Dot Larkmoor, exhibits store",
        exhibits="Two boxes in store seven.",
    )  # fmt: skip
    check_again(actor=cast.gail, transfer=transfer)
    with as_actor(cast.hal):
        risks = list(Risk.objects.filter(transfer=transfer, over_at=None, acknowledged_at=None))
    for risk in risks:
        acknowledge_risk(actor=cast.hal, risk=risk)
    known = known_hits(cast.hal, transfer.ocg)
    accept(actor=cast.hal, transfer=transfer, new_sio=cast.rita.officer, known_hits=known)
    return risks[0]


def _worked_together(cast: Cast, ocg: Ocg) -> tuple[str, str, str, str]:
    asked = ask(
        actor=cast.rita, ocg=ocg, kind="execute_warrant", what="The lock-up behind the bakery."
    )
    accept_request(actor=cast.gail, lead_request=asked)
    complete(
        actor=cast.gail, lead_request=asked, outcome_kind="executed",
        outcome="Four phones were recovered.",
    )  # fmt: skip
    entry = decide_jointly(
        actor=cast.rita, ocg=ocg, made_at=clock.now(), decision="Hold the arrests until Friday.",
        rationale="The courier travels on Thursdays.",
    )  # fmt: skip
    record_meeting(actor=cast.rita, ocg=ocg, met_on=clock.today(), note="Agreed the arrest day.")
    review = record_review(
        actor=cast.rita, ocg=ocg, met_on=clock.today(), reviewed=["plan"],
        agreed="The arrest day stands.", next_on=clock.today() + timedelta(days=28),
    )  # fmt: skip
    return asked.ref, entry.ref, seal_log(actor=cast.gail, ocg=ocg).ref, review.ref


def _followed_up(region: Region, ref: str) -> dict[str, str]:
    """Record correspondence about the response, and an action that it proposes."""
    pol, finding = region.cast.pol, region.finding
    with as_actor(pol):
        response = Response.objects.get(ref=ref)
    item = record_correspondence(
        actor=pol, response=response, direction="sent", party="apcc", on_day=clock.today(),
        summary="A copy of the draft, for comment.",
    )  # fmt: skip
    with as_actor(pol):
        proposed = state(
            actor=pol, dossier=response.dossier, response=ref, finding=finding.key,
            about="Recommendation 1", body=response.body, force=response.force,
            action="Train every lead.", owner=pol.officer, due_on=clock.today(),
        )  # fmt: skip
    return {"item": item.ref, "commitment": proposed.ref}


def _disrupted(cast: Cast, ocg: Ocg) -> str:
    """Claim a disruption that nobody but readers of the OCG may know of."""
    one = claim(
        actor=cast.rita, ocg=ocg, happened_on=clock.today(), description="The courier is held.",
        effect="Nobody carries the parcels.", evidence="Exhibit nine.", references=[],
        kind="arrest", grade="minor", lead=cast.rita.agency, supporters=[cast.gail.agency],
        another_because="",
    )  # fmt: skip
    return one.ref


def _answered(region: Region) -> tuple[str, str, str, str]:
    cast, room = region.cast, region.room
    response = open_response(actor=cast.pol, report=region.report, force=room.force)
    room.answered(response, region.finding, explanation="Both leads meet each month.")
    draft_response(actor=cast.pol, response=response, body_comments="Not yet said in public.")
    evidence = add_evidence(
        actor=cast.pol, response=response, finding=region.finding, what="active_ocgs",
        as_of=clock.today(), is_publishable=False,
    )  # fmt: skip
    paragraph = write_paragraph(actor=cast.pol, title="Partners", text="We work together.")
    reading = send_entries(actor=cast.pol, text="Recommendation 1\n\nKeep minutes of each meeting.")
    return response.ref, evidence.ref, paragraph.ref, reading.ref


def _found_again(cast: Cast, room: Room, finding: Finding) -> Finding:
    """Record the same finding in a report about the force alone."""
    report = recorded(
        cast, room.inspectorate, key="force-alone", title="Northshire alone", scope="force"
    )
    same = found(cast, report, "1", "Both leads should meet each month.")
    Finding.objects.filter(pk=same.pk).update(recurs_from=finding)
    return same


def _shared(region: Region) -> str:
    """Let the answer also answer the same finding of the other report."""
    with as_actor(region.cast.pol):
        response = Response.objects.get(report=region.report)
    row = share_answer(
        actor=region.cast.pol, response=response, finding=region.finding, also_answers=region.same
    )
    return row.ref
