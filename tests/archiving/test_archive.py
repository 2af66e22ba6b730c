"""Archive and reactivate an OCG: rule 11."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from broadhurst.capabilities.archiving.commands.approve_archive import approve_archive
from broadhurst.capabilities.archiving.commands.decline_archive import decline_archive
from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.archiving.commands.reactivate import reactivate
from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.liaison.figures.contact import days_since_contact
from broadhurst.capabilities.lifecycle.commands.make_dormant import make_dormant
from broadhurst.capabilities.lifecycle.commands.resume_work import resume_work
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.figures import plan_reviews_overdue
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.register.figures import active_ocgs, not_assessed
from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.ocgs import COLUMNS, add_columns, listed
from broadhurst.capabilities.register.queries.parts import is_overdue
from broadhurst.capabilities.register.queries.waiting import waiting_for
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.commands.offer import offer
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for as everything
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import PHONE, SAME_PHONE, a_hit, far_ocg, with_phone
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.liaison.story import asked
from tests.people import Cast
from tests.plans.written import a_closed_plan, a_plan, an_action, an_agreed_plan
from tests.safeguarding.story import referral
from tests.tasking.stage import set_the_stage
from tests.transfers.making import WINDOW, assessed, opened

WHY = {"reason": "dismantled", "explanation": "All five members were sentenced."}
AGAIN = "Two members were released."
DAY_1, DAY_2, DAY_3 = (NOW + timedelta(days=n) for n in (1, 2, 3))


def proposed(cast: Cast, ocg: Ocg, by: Actor | None = None) -> Archiving:
    return propose_archive(actor=by or cast.gail, ocg=ocg, **WHY)


def archived(cast: Cast, ocg: Ocg) -> Ocg:
    """Return an OCG whose archiving Gail proposed and Cora approved the next day."""
    with clock.set_to(DAY_1):
        proposed(cast, ocg)
        return approve_archive(actor=cast.cora, ocg=ocg)


def objections(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return " ".join(refused.value.objections)


def test_another_officer_who_is_not_the_lro_approves(cast: Cast) -> None:
    ocg = cast.ocg()
    assert "Nobody has proposed" in objections(lambda: approve_archive(actor=cast.cora, ocg=ocg))
    proposed(cast, ocg)
    assert "You are the LRO" in objections(lambda: approve_archive(actor=cast.len, ocg=ocg))
    assert "You proposed" in objections(lambda: approve_archive(actor=cast.gail, ocg=ocg))
    assert "Only the owning unit" in objections(lambda: approve_archive(actor=cast.mo, ocg=ocg))
    assert "has proposed to archive" in objections(lambda: proposed(cast, ocg, cast.len))
    assert approve_archive(actor=cast.cora, ocg=ocg).state == "archived"
    assert "archived already" in objections(lambda: approve_archive(actor=cast.cora, ocg=ocg))


def test_a_proposal_is_declined_with_a_reason_and_may_be_made_again(cast: Cast) -> None:
    ocg = cast.ocg()
    proposed(cast, ocg)
    one = decline_archive(actor=cast.cora, ocg=ocg, because="One member is still active.")
    assert (one.outcome, one.decided_because) == ("declined", "One member is still active.")
    proposed(cast, ocg)
    decline_archive(actor=cast.gail, ocg=ocg, because="Withdrawn.")


def test_a_proposal_is_a_status_of_its_own_everywhere(cast: Cast) -> None:
    """A dormant OCG is "archive proposed" until that is declined, and dormant again afterwards."""
    ocg, other = assessed(cast), cast.ocg(name="Amber Stoat")
    make_dormant(
        actor=cast.gail, ocg=ocg, reason="in_custody", explanation="On remand until June.",
        review_on=DAY_3.date(),
    )  # fmt: skip
    proposed(cast, ocg)
    page, machine = browser(cast.gail), Machine(cast.gail)
    shown = page.get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "Archive proposed" in shown
    assert "Split this OCG" not in shown
    assert "Merge this OCG" not in shown
    assert "Archive proposed" in page.get("/search/?q=Copper").content.decode()
    assert machine.get(f"/ocgs/{ocg.ref}").json()["state"] == "archive_proposed"
    listed = "/ocgs?state={}"
    for status, refs in (("archive_proposed", [ocg.ref]), ("dormant", []), ("active", [other.ref])):
        rows = machine.get(listed.format(status)).json()["items"]
        assert [row["ref"] for row in rows] == refs, status
        shown = page.get(f"/ocgs/?tab=all&state={status}").content.decode()
        assert (ocg.name in shown) == (ocg.ref in refs)
        said = terminal(cast.gail, "register", "list", f"--state={status}").output
        assert ("archive proposed" in said) == (ocg.ref in refs)
    for act in (
        lambda: resume_work(actor=cast.gail, ocg=ocg, because="They were released."),
        lambda: make_dormant(
            actor=cast.gail, ocg=ocg, reason="in_custody", explanation="x", review_on=DAY_3.date()
        ),
    ):
        assert "Approve or decline that first" in objections(act)
    decline_archive(actor=cast.gail, ocg=ocg, because="I withdraw this: one is still active.")
    assert machine.get(f"/ocgs/{ocg.ref}").json()["state"] == "dormant"
    life = machine.get(f"/ocgs/{ocg.ref}/life").json()["items"]
    assert [one["state"] for one in life] == ["active", "dormant", "archive_proposed", "dormant"]
    assert [one["reason"] for one in life[1:]] == ["in_custody", WHY["reason"], ""]
    assert life[-1]["explanation"] == "I withdraw this: one is still active."
    said = terminal(cast.gail, "register", "life", ocg.ref).output.splitlines()
    assert "archive proposed" in said[2]
    assert "Archive proposed: " in page.get(f"/ocgs/{ocg.ref}/").content.decode()


def test_whatever_is_open_keeps_it_active_and_says_the_way_forward(cast: Cast) -> None:
    ocg = assessed(cast)
    stage = set_the_stage(cast)
    action = an_action(cast, a_plan(cast, ocg))
    sent = referral(cast, ocg)
    request = asked(cast, ocg)
    made = stage.bid(ocg)
    transfer = opened(cast, ocg)
    said = objections(lambda: proposed(cast, ocg))
    for one in (action, sent, request, made, transfer):
        assert one.ref in said
    assert "Complete or cancel it first" in said


def test_an_open_hit_keeps_it_active(cast: Cast) -> None:
    side, _ = a_hit(cast)
    with as_actor(cast.gail):
        ocg = Ocg.objects.select_related("dossier").get(ref=side.ocg_ref)
    assert "1 deconfliction hit is open" in objections(lambda: proposed(cast, ocg))


def test_what_opened_after_the_proposal_stops_the_approval(cast: Cast) -> None:
    ocg = cast.ocg()
    proposed(cast, ocg)
    plan = a_plan(cast, ocg)
    action = an_action(cast, plan)
    assert action.ref in objections(lambda: approve_archive(actor=cast.cora, ocg=ocg))
    cancel_action(actor=cast.len, action=action, reason="Not needed.")
    a_closed_plan(cast, plan)
    approve_archive(actor=cast.cora, ocg=ocg)


def test_an_archived_ocg_leaves_the_list_the_figures_and_the_tasks(cast: Cast) -> None:
    ocg = assessed(cast)
    plan = an_agreed_plan(cast, ocg)
    with as_actor(cast.len):
        action = Action.objects.get(objective__plan=plan)
    cancel_action(actor=cast.len, action=action, reason="Not needed.")
    a_closed_plan(cast, plan)
    archived(cast, ocg)
    page = browser(cast.gail)
    with clock.set_to(DAY_2):
        assert ocg.ref not in page.get("/ocgs/").content.decode()
        assert ocg.ref in page.get("/ocgs/?state=archived").content.decode()
        assert ocg.ref not in str(Machine(cast.gail).get("/ocgs").json())
        assert ocg.ref in str(Machine(cast.gail).get("/ocgs?state=archived").json())
        assert ocg.ref not in terminal(cast.gail, "register", "list").output
        assert ocg.ref in terminal(cast.gail, "register", "list", "--state", "archived").output
    with clock.set_to(DAY_3), as_actor(cast.gail):
        assert [active_ocgs(SEEN, None, day.date()).value for day in (NOW, DAY_2)] == [1, 0]
        assert [days_since_contact(SEEN, None, day.date()).value for day in (NOW, DAY_2)] == [
            0,
            None,
        ]
    with clock.set_to(NOW + timedelta(days=400)), as_actor(cast.gail):
        assert plan_reviews_overdue(SEEN, None, clock.today()).value == 0
        refs = (ocg.ref, plan.ref)
        mine = everything(cast.gail)
        assert [one for one in mine if any(ref in one.href for ref in refs)] == []


def test_its_pages_offer_nothing_but_to_reactivate(cast: Cast) -> None:
    ocg = assessed(cast)
    archived(cast, ocg)
    page = browser(cast.gail)
    parts = (
        "", "people/", "plan/", "tasking/", "liaison/", "deconfliction/", "safeguarding/",
        "handover/", "timeline/", "who-can-see/",
    )  # fmt: skip
    verbs = (
        "add-member", "add-identifier", "edit", "assess", "name-lead", "propose-archive", "draft",
        "bid", "ask", "decide-jointly", "log-decision", "record-meeting", "check", "refer",
        "offer",
    )  # fmt: skip
    with clock.set_to(DAY_2):
        for part in parts:
            shown = page.get(f"/ocgs/{ocg.ref}/{part}").content.decode()
            assert f"/ocgs/{ocg.ref}/reactivate/" in shown, part
            offered = [verb for verb in verbs if f'href="/ocgs/{ocg.ref}/{verb}/"' in shown]
            assert offered == [], part
        assert "Cora Plumstead archived this OCG" in page.get(f"/ocgs/{ocg.ref}/").content.decode()
        assert "Reactivate it" in objections(lambda: with_phone(cast.gail, ocg, PHONE))


def test_an_archived_ocg_has_no_review_to_come(cast: Cast) -> None:
    ocg = assessed(cast)
    page, at = browser(cast.gail), f"/ocgs/{ocg.ref}/"
    assert "Next review" in page.get(at).content.decode()
    with as_actor(cast.gail):
        assert listed().get(pk=ocg.pk).review_due_on
    archived(cast, ocg)
    with clock.set_to(DAY_2):
        assert "Next review" not in page.get(at).content.decode()
        with as_actor(cast.gail):
            assert listed().get(pk=ocg.pk).review_due_on is None


def test_both_ways_to_read_the_columns_of_a_list_agree(cast: Cast) -> None:
    """The page reads them for its rows, and a sort or a figure for every OCG."""
    ocgs = [assessed(cast), cast.ocg(), assessed(cast)]
    archived(cast, ocgs[0])
    with clock.set_to(DAY_2):
        archived(cast, ocgs[2])
        reactivate(actor=cast.gail, ocg=ocgs[2], because=AGAIN)
    far_ahead = clock.today() + timedelta(days=4000)
    for reader in (cast.gail, cast.olive):
        with as_actor(reader):
            rows = list(Ocg.objects.order_by("pk"))
            add_columns(rows)
            for row, same in zip(rows, listed().order_by("pk"), strict=True):
                assert {name: getattr(row, name) for name in COLUMNS} == {
                    name: getattr(same, name) for name in COLUMNS
                }
            for day in (clock.today(), far_ahead):
                late = Ocg.objects.filter(is_overdue(day)).order_by("pk")
                assert [*late] == [*listed().filter(review_due_on__lt=day).order_by("pk")]


def test_deconfliction_entries_go_and_come_back(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    archived(cast, ocg)
    with clock.set_to(DAY_2):
        with as_actor(cast.gail):
            assert not Entry.objects.exists()
        reactivate(actor=cast.gail, ocg=ocg, because=AGAIN)
        with as_actor(cast.gail):
            assert Entry.objects.get().submitted == {"phone": [PHONE]}


def test_reactivation_needs_a_new_assessment_and_keeps_owner_and_leads(cast: Cast) -> None:
    ocg = assessed(cast)
    assert "nothing to reactivate" in objections(
        lambda: reactivate(actor=cast.gail, ocg=ocg, because=AGAIN)
    )
    archived(cast, ocg)
    with clock.set_to(DAY_2):
        assert "Only the owning unit" in objections(
            lambda: reactivate(actor=cast.mo, ocg=ocg, because=AGAIN)
        )
        now = reactivate(actor=cast.len, ocg=ocg, because=AGAIN)
    with clock.set_to(DAY_3), as_actor(cast.gail):
        assert now.state == "active"
        assert current_assessment(now) is None
        assert "Assess" in [one.what for one in waiting_for(cast.gail) if ocg.ref in one.href]
        assert active_ocgs(SEEN, None, DAY_3.date()).value == 1
        assert not_assessed(SEEN, None, DAY_3.date()).value == 1


KEEP = {"because": "One is still active."}


def test_the_pages_propose_decline_approve_and_reactivate(cast: Cast) -> None:
    one = cast.ocg()
    gail, cora = browser(cast.gail), browser(cast.cora)
    assert "leaves the list" in gail.get(f"/ocgs/{one.ref}/propose-archive/").content.decode()
    assert gail.post(f"/ocgs/{one.ref}/propose-archive/", WHY).status_code == 302
    with as_actor(cast.cora):
        assert [w.about for w in waiting_for(cast.cora) if "archiving" in w.what] == [one.name]
    assert f"/ocgs/{one.ref}/approve-archive/" in cora.get(f"/ocgs/{one.ref}/").content.decode()
    assert f"/ocgs/{one.ref}/approve-archive/" not in gail.get(f"/ocgs/{one.ref}/").content.decode()
    shown = cora.get(f"/ocgs/{one.ref}/approve-archive/").content.decode()
    assert "All five members were sentenced." in shown
    assert f"/ocgs/{one.ref}/decline-archive/" in shown
    assert cora.post(f"/ocgs/{one.ref}/decline-archive/", {}).status_code == 422
    assert cora.post(f"/ocgs/{one.ref}/decline-archive/", KEEP).status_code == 302
    proposed(cast, one)
    assert cora.post(f"/ocgs/{one.ref}/approve-archive/").status_code == 302
    assert gail.post(f"/ocgs/{one.ref}/reactivate/", KEEP).status_code == 302


def test_the_api_does_the_same(cast: Cast) -> None:
    one = cast.ocg()
    gail, cora = Machine(cast.gail), Machine(cast.cora)
    assert gail.post(f"/ocgs/{one.ref}/propose-archive", **WHY).status_code == 201
    assert cora.post(f"/ocgs/{one.ref}/decline-archive", **KEEP).json()["outcome"] == "declined"
    proposed(cast, one)
    assert cora.post(f"/ocgs/{one.ref}/approve-archive").json()["state"] == "archived"
    assert gail.post(f"/ocgs/{one.ref}/reactivate", **KEEP).json()["state"] == "active"


def test_the_terminal_does_the_same(cast: Cast) -> None:
    ref = cast.ocg().ref
    why = [f"--{name}={value}" for name, value in WHY.items()]
    keep = ["--because", KEEP["because"]]
    for actor, verb, given in (
        (cast.gail, "propose-archive", why),
        (cast.cora, "decline-archive", keep),
        (cast.gail, "propose-archive", why),
        (cast.cora, "approve-archive", []),
        (cast.gail, "reactivate", keep),
    ):
        done = terminal(actor, "register", verb, ref, *given)
        assert done.exit_code == 0, (verb, done.output)


@pytest.mark.parametrize(
    "verb", ["propose-archive", "approve-archive", "decline-archive", "reactivate"]
)
def test_those_who_must_not_find_nothing(cast: Cast, verb: str) -> None:
    ref = cast.ocg().ref
    assert browser(cast.olive).get(f"/ocgs/{ref}/{verb}/").status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{ref}/{verb}").status_code == 404
    assert Machine(None).post(f"/ocgs/{ref}/{verb}").status_code == 401


def spoil(cast: Cast, ocg: Ocg, wrong: str) -> None:
    """Write directly to the database, as a bug would."""
    with transaction.atomic():
        if wrong == "proposed by nobody":
            Ocg.objects.filter(pk=ocg.pk).update(is_archive_proposed=True)
        elif wrong != "not reactivated":
            Ocg.objects.filter(pk=ocg.pk).update(state="archived")
        if wrong not in ("nobody approved", "proposed by nobody"):
            by = cast.len if wrong == "the LRO approved" else cast.cora
            Archiving.objects.create(
                dossier=ocg.dossier, ocg=ocg, **WHY, proposed_by=cast.gail.officer,
                proposed_at=NOW, outcome="approved", decided_at=NOW, decided_by=by.officer,
            )  # fmt: skip
        connections["default"].check_constraints()


@pytest.mark.parametrize(
    "wrong", ["nobody approved", "the LRO approved", "not reactivated", "proposed by nobody"]
)
def test_the_database_says_no_first(cast: Cast, wrong: str) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail), pytest.raises(IntegrityError):
        spoil(cast, ocg, wrong)


def test_it_is_archived_or_a_plan_is_drafted_but_not_both(committed: Cast) -> None:
    ocg = committed.ocg()
    proposed(committed, ocg)
    outcomes = at_once(
        lambda: approve_archive(actor=committed.cora, ocg=ocg),
        lambda: draft(actor=committed.len, ocg=ocg, aim="Stop it."),
        at=DAY_1,
    )
    assert len(refusals(outcomes)) == 1


def test_it_is_archived_or_a_bid_is_made_but_not_both(committed: Cast) -> None:
    stage = set_the_stage(committed)
    ocg = stage.ocg()
    proposed(committed, ocg)
    outcomes = at_once(
        lambda: approve_archive(actor=committed.cora, ocg=ocg),
        lambda: bid(actor=committed.gail, ocg=ocg, **stage.asks()),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert (Ocg.objects.get(pk=ocg.pk).state == "archived") != Bid.objects.exists()


def test_it_is_archived_or_offered_but_not_both(committed: Cast) -> None:
    ocg = assessed(committed)
    proposed(committed, ocg)
    outcomes = at_once(
        lambda: approve_archive(actor=committed.cora, ocg=ocg),
        lambda: offer(
            actor=committed.gail, ocg=ocg, kind="full", receiver=committed.rita.unit,
            reason="It crosses three forces.", window_from=WINDOW[0], window_until=WINDOW[1],
        ),
    )  # fmt: skip
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert (Ocg.objects.get(pk=ocg.pk).state == "archived") != Transfer.objects.exists()


def test_two_who_approve_at_once_do_so_once(committed: Cast) -> None:
    ocg = committed.ocg()
    proposed(committed, ocg, committed.len)
    outcomes = at_once(
        lambda: approve_archive(actor=committed.cora, ocg=ocg),
        lambda: approve_archive(actor=committed.gail, ocg=ocg),
    )
    assert len(refusals(outcomes)) == 1


def test_two_who_add_and_archive_at_once_leave_no_entry_behind(committed: Cast) -> None:
    ocg = committed.ocg()
    proposed(committed, ocg)
    at_once(
        lambda: approve_archive(actor=committed.cora, ocg=ocg),
        lambda: add_identifier(actor=committed.gail, ocg=ocg, kind="phone", value=PHONE),
    )
    with as_actor(committed.gail):
        assert not Entry.objects.exists()


def test_a_hit_of_the_same_moment_is_open_or_never_raised(committed: Cast) -> None:
    ocg, far = with_phone(committed.gail, committed.ocg(), PHONE), far_ocg(committed)
    proposed(committed, ocg)
    outcomes = at_once(
        lambda: approve_archive(actor=committed.cora, ocg=ocg),
        lambda: with_phone(committed.olive, far, SAME_PHONE),
    )
    is_kept = bool(refusals(outcomes[:1]))
    with as_actor(committed.olive):
        assert HitSide.objects.exists() == is_kept


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    ocg = cast.ocg()
    address = f"/ocgs/{ocg.ref}/approve-archive/"
    assert "Nobody has proposed" in why_not_shown(cast.cora, address)
    proposed(cast, ocg)
    assert "You proposed to archive this OCG" in why_not_shown(cast.gail, address)
    assert "You are the LRO" in why_not_shown(cast.len, address)
    assert browser(cast.cora).get(address).status_code == 200
    again = f"/ocgs/{ocg.ref}/reactivate/"
    assert "there is nothing to reactivate" in why_not_shown(cast.gail, again)


def test_open_work_is_listed_on_the_form_that_it_stops(cast: Cast) -> None:
    ocg = cast.ocg()
    an_agreed_plan(cast, ocg)
    address = f"/ocgs/{ocg.ref}/propose-archive/"
    assert "The 4P plan is not closed." in browser(cast.gail).get(address).content.decode()
    assert browser(cast.gail).post(address, WHY).status_code == 409
