"""An LRO who is an officer of a partner organisation: who names them, and what they see and do."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from broadhurst.capabilities.cover.commands.end_cover import end_cover
from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.leads.commands.record_training import record_training
from broadhurst.capabilities.leads.queries.training import is_trained, lros
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.add_note import add_note
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.complete import complete
from broadhurst.capabilities.liaison.commands.confirm_review import confirm_review
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.escalate_requests import escalate_requests
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.liaison.commands.record_review import record_review
from broadhurst.capabilities.liaison.models import LogEntry, Meeting
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.commands.open_gap import open_gap
from broadhurst.capabilities.plans.models import Action, Gap, Plan
from broadhurst.capabilities.register.commands.edit import edit
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Membership, Ocg, Person
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.panels import changed, has
from broadhurst.surfaces.home.queries import waiting_for
from broadhurst.surfaces.search.queries import search
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import SINCE, Cast
from tests.plans.written import DUE, a_plan, an_action
from tests.register.partner import AGREED, led_by_council
from tests.safeguarding.story import referral

NAME = "Barnaby Crickmere"


@pytest.fixture
def colleague(cast: Cast) -> Actor:
    """Another officer of Connie's unit."""
    officer = enrol(
        actor=cast.system, username="nell-pewter", name="Nell Tansy", grade="", password=None
    )
    posting = post(
        actor=cast.system, officer=officer, unit=cast.connie.unit, title="Officer",
        roles=("partner",), from_on=SINCE,
    )  # fmt: skip
    return actor_in(posting)


def sees(cast: Cast, ocg: Ocg) -> bool:
    with as_actor(cast.connie):
        return Ocg.objects.filter(pk=ocg.pk).exists()


def with_member(cast: Cast) -> Ocg:
    ocg = cast.ocg()
    add_member(
        actor=cast.gail, ocg=ocg, name=NAME, born_on=date(1988, 3, 27), category="suspect",
        part="principal", is_exploited=False,
    )  # fmt: skip
    return ocg


def verbs_told(cast: Cast) -> set[str]:
    with as_actor(cast.connie):
        return set(Notification.objects.values_list("event__verb", flat=True))


def test_owner_names_partner_as_lro_with_who_agreed(cast: Cast) -> None:
    ocg = cast.ocg()
    lead = led_by_council(cast, ocg)
    assert (lead.officer, lead.unit) == (cast.connie.officer, cast.connie.unit)
    with elevated("a test"):
        [grant] = Grant.objects.filter(officer=cast.connie.officer)
        assert (grant.level, grant.why, grant.unit) == ("part", "lro", None)
        assert not Grant.objects.filter(unit=cast.connie.unit).exists(), "her unit sees nothing"
        assert cast.connie.officer.principal not in Dossier.objects.get(pk=ocg.dossier_id).readers
    assert verbs_told(cast) == {"ocg.lead_named"}
    with as_actor(cast.connie):
        [notice] = notices_of(cast.connie)
        assert notice.event.detail["agreed_with"] == AGREED


@pytest.mark.parametrize("role", ["sio", "sro"])
def test_partner_is_lro_only(cast: Cast, role: str) -> None:
    with pytest.raises(Refused, match="Only the LRO can be from a partner"):
        led_by_council(cast, cast.ocg(), role=role)


def test_partner_organisation_agrees_first(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match="Enter who at Bolton Council agreed"):
        led_by_council(cast, ocg, agreed_with=" ")
    with pytest.raises(Refused, match="Leave this blank"):
        led_by_council(cast, ocg, officer=cast.cora.officer)


def _lead_in_the_database(ocg: Ocg, cast: Cast, role: str) -> None:
    """Write a lead as no command would, and check the constraints."""
    with transaction.atomic():
        Lead.objects.filter(ocg=ocg, role=role).update(until_at=clock.now())
        Lead.objects.create(
            dossier_id=ocg.dossier_id, ocg=ocg, role=role, officer=cast.connie.officer,
            unit=cast.connie.unit, from_at=clock.now(), because="a test",
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("role", ["sio", "sro"])
def test_database_refuses_partner_in_other_roles(cast: Cast, role: str) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="Only the LRO"):
        _lead_in_the_database(ocg, cast, role)


def test_database_refuses_more_sight_for_partner_lro(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        sight = Sight(cast.connie.officer, Grant.Level.WORK, Grant.Why.LRO)
        grants.give(ocg.dossier, sight)
        with pytest.raises(IntegrityError, match="in part"):
            _lead_in_the_database(ocg, cast, "lro")


def test_partner_lets_nobody_in(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    for who in (cast.connie.officer, cast.connie.unit, cast.olive.officer):
        with as_actor(cast.connie), pytest.raises(DatabaseError, match="not open to you"):  # noqa: SIM117
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT wall_give(%s, %s, 'see', 'exception', '', now(), NULL)",
                    [ocg.dossier_id, who.principal],
                )


def test_partner_sees_plan_and_liaison_but_no_people(cast: Cast) -> None:
    ocg = with_member(cast)
    plan = a_plan(cast, ocg)
    an_action(cast, plan)
    open_gap(actor=cast.len, plan=plan, question=f"Where does {NAME} sleep?", is_about_people=True)
    open_gap(actor=cast.len, plan=plan, question="Who owns the yard?", is_about_people=False)
    asked(cast, ocg, kind="community_impact")
    assert not sees(cast, ocg)
    led_by_council(cast, ocg)
    with as_actor(cast.connie):
        assert [Ocg.objects.get(), Plan.objects.get()] == [ocg, plan]
        assert Action.objects.count() == 1
        assert [gap.question for gap in Gap.objects.all()] == ["Who owns the yard?"]
        for hidden in (Person, Membership, Dossier, Grant):
            assert not hidden.objects.exists(), hidden
    page = browser(cast.connie)
    for part in ("", "overview/", "leads/", "plan/", "liaison/", "safeguarding/"):
        answer = page.get(f"/ocgs/{ocg.ref}/{part}")
        assert answer.status_code == 200, part
        assert NAME not in answer.content.decode()
        assert "econfliction check" not in answer.content.decode()


HIDDEN = (
    "people", "links", "disruptions", "tasking", "deconfliction", "handover", "timeline",
    "who-can-see",
)  # fmt: skip


def test_a_partner_is_not_named_as_one_who_can_agree_the_plan(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    draft(actor=cast.len, ocg=ocg, aim="Dismantle it.")
    items = Machine(cast.connie).get(f"/ocgs/{ocg.ref}/attention").json()["items"]
    [agree_it] = [item for item in items if item["what"] == "Agree the 4P plan for"]
    assert agree_it["who"] == "Gail Fernsby (SIO)"


def test_hidden_parts_are_not_found_and_not_offered(cast: Cast) -> None:
    ocg = with_member(cast)
    led_by_council(cast, ocg)
    page = browser(cast.connie)
    shown = page.get(f"/ocgs/{ocg.ref}/").content.decode()
    for part in HIDDEN:
        assert page.get(f"/ocgs/{ocg.ref}/{part}/").status_code == 404, part
        assert f"/ocgs/{ocg.ref}/{part}/" not in shown, part
    for path in ("timeline", "who-can-see"):
        assert Machine(cast.connie).get(f"/ocgs/{ocg.ref}/{path}").status_code == 404
    assert terminal(cast.connie, "who-can-see", ocg.ref).exit_code == 1


# The forms of the parts that a partner's LRO does not see, and of what another decides.
FORMS_OF_OTHERS = (
    ("add-member", ["register", "add-member"]),
    ("add-identifier", ["register", "add-identifier"]),
    ("import", ["register", "send-import"]),
    ("bid", ["tasking", "bid"]),
    ("edit", ["register", "edit"]),
    ("name-lead", ["register", "name-lead"]),
    ("assess", ["register", "assess"]),
    ("refer", ["safeguarding", "refer"]),
    ("seal-log", ["liaison", "seal-log"]),
)


def test_forms_of_others_are_not_found(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    owner, page, machine = browser(cast.len), browser(cast.connie), Machine(cast.connie)
    for verb, words in FORMS_OF_OTHERS:
        path = f"/ocgs/{ocg.ref}/{verb}"
        assert owner.get(f"{path}/").status_code == 200, verb
        assert page.get(f"{path}/").status_code == 404, verb
        assert page.post(f"{path}/").status_code == 404, verb
        assert machine.post(path).status_code == 404, verb
        assert "or you cannot see it" in terminal(cast.connie, *words, ocg.ref).output, verb


def test_decisions_on_the_plan_and_a_referral_are_not_found(cast: Cast) -> None:
    ocg = cast.ocg()
    plan, request = a_plan(cast, ocg), asked(cast, ocg, kind="safeguarding_referral")
    led_by_council(cast, ocg)
    for room, path in (
        ("plans", f"/plans/{plan.ref}/agree"),
        ("plans", f"/plans/{plan.ref}/close"),
        ("plans", f"/plans/{plan.ref}/reopen"),
        ("liaison", f"/requests/{request.ref}/make-referral"),
    ):
        # This plan is not closed, so nobody can reopen it. Those who see it are told so.
        opens = 403 if path.endswith("/reopen") else 200
        assert browser(cast.gail).get(f"{path}/").status_code == opens, path
        page = browser(cast.connie)
        assert [page.get(f"{path}/").status_code, page.post(f"{path}/").status_code] == [404, 404]
        assert Machine(cast.connie).post(path).status_code == 404, path
        _, _, ref, verb = path.split("/")
        assert "or you cannot see it" in terminal(cast.connie, room, verb, ref).output, path
    review = browser(cast.connie).get(f"/plans/{plan.ref}/review/")
    assert review.status_code == 403
    assert "Version 1 is a draft. Agree it first." in review.content.decode()
    assert "Only " not in review.content.decode(), "the plan is refused for its stage alone"
    assert browser(cast.connie).get(f"/requests/{request.ref}/accept/").status_code == 200


def test_api_and_terminal_show_the_ocg_without_people(cast: Cast) -> None:
    ocg = with_member(cast)
    check(actor=cast.gail, ocg=ocg)
    led_by_council(cast, ocg)
    machine = Machine(cast.connie)
    shown = machine.get(f"/ocgs/{ocg.ref}")
    assert (shown.status_code, shown.json()["open_hits"]) == (200, 0)
    assert [row["ref"] for row in machine.get("/ocgs").json()["items"]] == [ocg.ref]
    assert machine.get(f"/ocgs/{ocg.ref}/attention").status_code == 200
    assert ocg.ref in terminal(cast.connie, "register", "list").output
    assert machine.post(f"/ocgs/{ocg.ref}/check").status_code == 404
    for words in (NAME, ocg.name):
        with as_actor(cast.connie):
            assert not search(cast.connie, words).groups


def test_other_officers_of_the_partner_see_nothing(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "SELECT set_config('broadhurst.principals', %s, true)",
            ["{" + str(cast.connie.unit.principal) + "}"],
        )
        cursor.execute("SELECT count(*) FROM register_ocg")
        assert cursor.fetchone() == (0,)


def test_partner_is_told_of_plan_and_liaison_alone(cast: Cast) -> None:
    ocg = with_member(cast)
    led_by_council(cast, ocg)
    with as_actor(cast.gail):
        member = Membership.objects.get()
    remove_member(actor=cast.gail, member=member, why="error", because="Another person")
    plan = draft(actor=cast.gail, ocg=ocg, aim="Dismantle it.")
    ask(actor=cast.gail, ocg=ocg, kind="community_impact", what="Who is worried?")
    assert plan.stage == "draft"
    assert verbs_told(cast) == {"ocg.lead_named", "plan.drafted", "request.asked"}
    with as_actor(cast.connie):
        assert not Event.objects.filter(verb__startswith="ocg.member").exists()


def test_home_lists_every_change_for_a_partner_who_cannot_open_the_timeline(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    kinds = ("community_impact", "local_partners", "intelligence", "safeguarding_referral")
    for kind in kinds:
        ask(actor=cast.gail, ocg=ocg, kind=kind, what=f"Something about {kind}.")
    with as_actor(cast.connie):
        panels = changed(cast.connie, has(cast.connie), clock.now() - timedelta(days=7))
    assert [(len(panel.lines) > len(kinds), panel.more) for panel in panels] == [(True, 0)]
    assert f"/ocgs/{ocg.ref}/timeline/" not in browser(cast.connie).get("/").content.decode()


def test_partner_works_on_liaison_like_any_lro(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    request = ask(actor=cast.gail, ocg=ocg, kind="local_partners", what="Bring in the landlords.")
    request = accept(actor=cast.connie, lead_request=request)
    add_note(actor=cast.connie, lead_request=request, text="Two landlords will come.")
    complete(
        actor=cast.connie, lead_request=request, outcome_kind="achieved", outcome="All four came."
    )
    ask(actor=cast.connie, ocg=ocg, kind="intelligence", what="Which premises matter most?")
    record_meeting(actor=cast.connie, ocg=ocg, met_on=clock.today(), note="Agreed the visits.")
    decide_jointly(
        actor=cast.connie, ocg=ocg, made_at=clock.now(), decision="Visit on Friday.",
        rationale="The market is open.",
    )  # fmt: skip
    review = record_review(
        actor=cast.gail, ocg=ocg, met_on=clock.today(), reviewed=["plan"], agreed="All as planned.",
        next_on=clock.today() + timedelta(days=28),
    )  # fmt: skip
    with as_actor(cast.connie):
        assert "Confirm the joint review of" in {task.what for task in waiting_for(cast.connie)}
    confirm_review(actor=cast.connie, review=review)
    page = browser(cast.connie).get(f"/ocgs/{ocg.ref}/policy-log/").content.decode()
    assert "Visit on Friday." in page
    assert "Seal a copy" not in page
    with as_actor(cast.connie):
        assert Meeting.objects.get().lro == cast.connie.officer
        assert LogEntry.objects.get().needs_both
    with as_actor(cast.gail):
        kinds = {task.what for task in waiting_for(cast.gail)}
    assert {"Answer request", "Sign policy log entry"} <= kinds


def test_no_warrant_between_sio_and_partner(cast: Cast) -> None:
    ocg = cast.ocg()
    open_now = asked(cast, ocg)
    led_by_council(cast, ocg)
    for who in (cast.gail, cast.connie):
        with pytest.raises(Refused, match="does not execute warrants"):
            ask(actor=who, ocg=ocg, kind="execute_warrant", what="The lock-up.")
        form = browser(who).get(f"/ocgs/{ocg.ref}/ask/").content.decode()
        assert "Execute a warrant" not in form
        assert "Where a warrant will be executed" not in form
    with pytest.raises(Refused, match="does not execute warrants"):
        accept(actor=cast.connie, lead_request=open_now)
    page = browser(cast.connie).get(f"/requests/{open_now.ref}/").content.decode()
    assert "/refuse/" in page
    assert "/accept/" not in page


def test_partner_writes_the_plan_and_another_agrees_it(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    plan = draft(actor=cast.connie, ocg=ocg, aim="Protect the street.")
    objective = add_objective(actor=cast.connie, plan=plan, p="protect", text="Fewer visits")
    given: dict[str, Any] = {"plan": plan, "objective": objective, "due_on": DUE}
    own = add_action(
        actor=cast.connie, title="Visit the landlords", description="All four.",
        accountable_unit=cast.gail.unit, **given,
    )  # fmt: skip
    for_sid = add_action(
        actor=cast.connie, title="Visit the school", description="With the head.",
        accountable_unit=cast.sid.unit, **given,
    )  # fmt: skip
    with as_actor(cast.sid):
        assert Action.objects.get() == for_sid
    with as_actor(cast.gail):
        assert set(Action.objects.all()) == {own, for_sid}
    cancel_action(actor=cast.connie, action=for_sid, reason="The school asked first.")
    with as_actor(cast.sid):
        assert not Action.objects.exists()
    with pytest.raises(Refused, match="You lead for a partner organisation"):
        agree(actor=cast.connie, plan=plan)
    page = browser(cast.connie).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    assert "Add an action" in page
    assert "Agree this version" not in page
    assert "Close the plan" not in page


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, ocg: edit(
            actor=cast.connie, ocg=ocg, kind="ocg", name="Tin Owl", national_ref="",
            threat_types=["drugs"], districts=[cast.bolton], description="Other.", because="x",
        ),
        lambda cast, ocg: add_member(
            actor=cast.connie, ocg=ocg, name="Ann Other", category="suspect", part="peripheral",
            is_exploited=False,
        ),
        lambda cast, ocg: name_lead(
            actor=cast.connie, ocg=ocg, role="sro", officer=cast.mo.officer, because="x"
        ),
        lambda cast, ocg: check(actor=cast.connie, ocg=ocg),
    ],
    ids=["edit", "add_member", "name_lead", "check"],
)  # fmt: skip
def test_partner_does_no_other_work(cast: Cast, act: Callable[[Cast, Ocg], Any]) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    with pytest.raises(Refused, match="You lead for a partner organisation"):
        act(cast, ocg)


def test_partner_sees_referrals_without_names(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    sent = referral(cast, ocg)
    assert sent.holder == cast.gail.officer, "the SIO: the LRO is not told who it is"
    with as_actor(cast.connie):
        assert not Referral.objects.exists()
    page = browser(cast.connie).get(f"/ocgs/{ocg.ref}/safeguarding/").content.decode()
    assert sent.ref in page
    assert sent.person_name not in page
    assert browser(cast.connie).get(f"/referrals/{sent.ref}/").status_code == 404
    [row] = Machine(cast.connie).get(f"/ocgs/{ocg.ref}/referrals").json()["items"]
    assert (row["ref"], row["holder"]) == (sent.ref, cast.gail.officer.username)
    assert Machine(cast.gail).get(f"/ocgs/{ocg.ref}/referrals").json()["items"] == [row]
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/referrals").status_code == 404
    said = terminal(cast.connie, "safeguarding", "of-ocg", ocg.ref).output
    assert sent.ref in said
    assert sent.person_name not in said
    assert terminal(cast.olive, "safeguarding", "of-ocg", ocg.ref).exit_code == 1
    for outsider in (cast.olive, cast.sid):
        with as_actor(outsider), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM safeguarding_without_names(%s)", [ocg.ref])
            assert cursor.fetchone() == (0,)


def test_partner_opens_no_gap_about_people(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    led_by_council(cast, ocg)
    given: dict[str, Any] = {"actor": cast.connie, "plan": plan, "question": "Who owns the yard?"}
    with pytest.raises(Refused, match="Ask the SIO to open a gap about people"):
        open_gap(is_about_people=True, **given)
    assert open_gap(**given).question == "Who owns the yard?"
    form = browser(cast.connie).get(f"/plans/{plan.ref}/open-gap/").content.decode()
    assert "It is about people" not in form


def test_owner_replaces_a_partner_who_left(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    with clock.set_to(clock.now() + timedelta(days=2)):
        end_posting(actor=cast.system, posting=cast.connie.posting, until_on=clock.today())
        with as_actor(cast.gail):
            abouts = {task.about for task in waiting_for(cast.gail)}
    assert f"{ocg.name}, because Connie Pewter has left" in abouts, abouts


def test_sight_ends_with_the_lead(cast: Cast) -> None:
    ocg = with_member(cast)
    led_by_council(cast, ocg)
    request = ask(actor=cast.gail, ocg=ocg, kind="community_impact", what="Who is worried?")
    assert sees(cast, ocg)
    with clock.set_to(clock.now() + timedelta(hours=1)):
        name_lead(
            actor=cast.gail, ocg=ocg, role="lro", officer=cast.len.officer, because="Back again"
        )
        assert not sees(cast, ocg)
        page = browser(cast.connie)
        assert page.get(f"/ocgs/{ocg.ref}/").status_code == 404
        assert page.get(f"/requests/{request.ref}/").status_code == 404
        assert "OCGs</a>" not in page.get("/").content.decode()
        with as_actor(cast.len):
            assert current_leadership(ocg).lead("lro").unit == cast.len.unit


def test_deputy_of_the_partner_sees_as_much_on_those_days(cast: Cast, colleague: Actor) -> None:
    ocg = with_member(cast)
    led_by_council(cast, ocg)
    today = clock.today()
    given: dict[str, Any] = {
        "actor": cast.connie, "ocg": ocg, "role": "lro", "from_on": today,
        "until_on": today + timedelta(days=3), "because": "On leave",
    }  # fmt: skip
    with pytest.raises(Refused, match="Name an officer of Bolton Council"):
        name_deputy(deputy=cast.mo.officer, **given)
    cover = name_deputy(deputy=colleague.officer, **given)
    with as_actor(colleague):
        assert Ocg.objects.get() == ocg
        assert not Person.objects.exists()
    assert browser(colleague).get(f"/ocgs/{ocg.ref}/").status_code == 200
    ask(actor=colleague, ocg=ocg, kind="intelligence", what="Which premises?")
    end_cover(actor=cast.connie, cover=cover, because="Back early")
    with as_actor(colleague):
        assert not Ocg.objects.exists()


def test_partner_covers_for_no_sio(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    today = clock.today()
    with pytest.raises(Refused, match="a police force, a ROCU or the NCA"):
        name_deputy(
            actor=cast.gail, ocg=ocg, role="sio", deputy=cast.connie.officer, from_on=today,
            until_on=today, because="On leave",
        )  # fmt: skip


def test_late_request_goes_to_the_owner_and_not_to_the_partners_unit(
    cast: Cast, colleague: Actor
) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    ask(actor=cast.gail, ocg=ocg, kind="community_impact", what="Who is worried?")
    with clock.set_to(clock.now() + timedelta(days=7)):
        assert escalate_requests(actor=cast.system) == 1
        for who, is_disclosed in ((cast.gail, True), (cast.connie, True), (colleague, False)):
            with as_actor(who):
                told = notices_of(who).filter(event__verb="request.escalated")
                assert told.exists() == is_disclosed, who


def test_partner_has_no_task_that_is_refused(cast: Cast) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    led_by_council(cast, ocg)
    with clock.set_to(clock.now() + timedelta(days=60)), as_actor(cast.connie):
        kinds = {task.what for task in waiting_for(cast.connie)}
    assert kinds <= {"Record a meeting of"}, "neither to assess it nor to agree the plan"


def test_owner_records_training_of_partner_who_leads(cast: Cast) -> None:
    given: dict[str, Any] = {"course": "LRO foundation course", "on": date(2021, 2, 1)}
    with pytest.raises(Refused, match="or of the LROs of its OCGs"):
        record_training(actor=cast.cora, officer=cast.connie.officer, **given)
    led_by_council(cast, cast.ocg())
    record_training(actor=cast.cora, officer=cast.connie.officer, **given)
    with as_actor(cast.cora):
        assert cast.connie.officer in lros(cast.cora)
        assert is_trained(cast.connie.officer)
    with as_actor(cast.connie):
        assert is_trained(cast.connie.officer)


def test_three_doors_name_a_partner(cast: Cast) -> None:
    ocg, another, third = cast.ocg(), cast.ocg(), cast.ocg()
    given = {
        "role": "lro", "officer": "connie-pewter", "because": "Landlords", "agreed_with": AGREED
    }  # fmt: skip
    assert browser(cast.gail).post(f"/ocgs/{ocg.ref}/name-lead/", given).status_code == 302
    named = Machine(cast.gail).post(f"/ocgs/{another.ref}/name-lead", **given)
    assert named.status_code == 200, named.content
    words = ["--role", "lro", "--officer", "connie-pewter", "--because", "Landlords"]
    done = terminal(cast.gail, "register", "name-lead", third.ref, *words, "--agreed-with", AGREED)
    assert done.exit_code == 0, done.output
    with as_actor(cast.connie):
        assert Ocg.objects.count() == 3
    given["officer"] = "sid-marrow"
    assert Machine(cast.connie).post(f"/ocgs/{ocg.ref}/name-lead", **given).status_code == 404


def test_nobody_is_told_that_the_partner_can_do_what_they_may_not(cast: Cast) -> None:
    ocg = cast.ocg()
    led_by_council(cast, ocg)
    for reader in (cast.connie, cast.cora):
        page = browser(reader).get(f"/ocgs/{ocg.ref}/").content.decode()
        assert "Assess Copper Heron" in page
        assert "Connie Pewter (LRO) can do this" not in page
    page = browser(cast.connie).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "Gail Fernsby (SIO) can do this" in page
