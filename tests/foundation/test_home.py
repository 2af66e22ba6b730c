"""Home: tasks by tab, what the role needs, what changed, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.following.commands.follow import follow
from broadhurst.capabilities.liaison.commands.record_meeting import record_meeting
from broadhurst.capabilities.register.models import Lead
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.waiting import tasks_of
from broadhurst.surfaces.home.queries import SOURCES, waiting_for
from tests.archiving.test_archive import proposed
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal
from tests.following.test_follow import corrected
from tests.liaison.story import asked
from tests.people import PASSWORD, Cast
from tests.plans.written import a_plan, an_action, for_council
from tests.safeguarding.story import ADULT, person, referral
from tests.tasking.stage import set_the_stage
from tests.tasking.test_supply import evaluated
from tests.transfers.making import assessed as checked_and_assessed
from tests.transfers.making import opened, prepared, ready


def home(actor: Actor, address: str = "/") -> str:
    return str(browser(actor).get(address).content.decode())


def test_tabs_have_counts_and_are_in_the_address(cast: Cast) -> None:
    ocg = cast.ocg()
    an_action(cast, a_plan(cast, ocg))
    page = home(cast.len)
    assert 'href="?tab=unit"' in page
    unit = home(cast.len, "/?tab=unit")
    assert ("Accept action: Search the lock-ups" in unit, "Assess Copper Heron" in unit) == (1, 0)
    mine = home(cast.len, "/?tab=mine")
    assert ("Accept action: Search the lock-ups" in mine, "Assess Copper Heron" in mine) == (0, 1)
    empty = home(cast.len, "/?tab=overdue")
    assert "No tasks here" in empty
    assert 'Overdue <span class="bh-count">0</span>' in empty, "as an empty tab of a list"
    assert "Assess Copper Heron" in home(cast.len, "/?tab=nothing")
    with clock.set_to(NOW + timedelta(days=40)):
        assert "Accept action: Search the lock-ups" in home(cast.len, "/?tab=overdue")


def test_a_long_list_is_cut_until_all_are_asked_for(cast: Cast) -> None:
    for _ in range(27):
        cast.ocg()
    assert "Show all 27 tasks" in home(cast.gail)
    assert home(cast.gail).count("Assess Copper Heron") == 25
    assert home(cast.gail, "/?every=yes").count("Assess Copper Heron") == 27


def test_what_changed_since_the_last_visit(cast: Cast) -> None:
    ocg = cast.ocg()
    follow(actor=cast.cora, ocg=ocg)
    corrected(cast, ocg)
    with clock.set_to(NOW + timedelta(hours=2)):
        assert "What changed since" in home(cast.cora)
        assert "corrected" in home(cast.cora)
        assert "corrected" in home(cast.len)  # he leads it
        assert "corrected" not in home(cast.gail)  # her own act
        client = browser(cast.cora)
        session = client.session
        session["last_visit"] = (NOW + timedelta(hours=1, minutes=30)).isoformat()
        session.save()
        assert "Nothing changed on the OCGs" in client.get("/").content.decode()


def test_what_changed_is_the_same_at_the_api_and_the_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    follow(actor=cast.cora, ocg=ocg)
    corrected(cast, ocg)
    with clock.set_to(NOW + timedelta(hours=2)):
        for actor, verbs in ((cast.cora, 1), (cast.len, 1), (cast.gail, 0), (cast.olive, 0)):
            answer = Machine(actor).get("/changes").json()
            found = [one for one in answer["items"] if "corrected" in one["words"]]
            assert len(found) == verbs, actor
            assert all((one["ocg"], one["name"]) == (ocg.ref, ocg.name) for one in found)
            said = terminal(actor, "changes").output
            assert said.startswith("Since 22 February 2021"), "a week, because nobody signed in"
            assert ("corrected" in said) == bool(verbs)
            assert (ocg.ref in said) == bool(answer["items"])
        later = (NOW + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
        assert Machine(cast.cora).get(f"/changes?since={later}").json()["items"] == []
        assert Machine(cast.cora).get("/changes?since=2021-03-01T09:00").status_code == 422
        later = terminal(cast.cora, "changes", "--since", "2021-03-01T10:00").output
        assert "Nothing changed on the OCGs" in later
    assert Machine(None).get("/changes").status_code == 401


def test_what_changed_stays_for_a_day_after_it_was_first_shown(cast: Cast) -> None:
    officer = cast.len.officer
    officer.set_password(PASSWORD)
    officer.save()
    answers = {"username": officer.username, "password": PASSWORD}
    later = NOW + timedelta(hours=20)
    for hours, expected in ((0, None), (20, None), (25, NOW), (43, NOW), (45, later)):
        with clock.set_to(NOW + timedelta(hours=hours)):
            client = browser(None)
            client.post("/sign-in/", answers)
            assert client.session.get("last_visit") == (expected and expected.isoformat())


def test_a_supervisor_sees_the_load_of_the_unit(cast: Cast) -> None:
    ocg = cast.ocg()
    an_action(cast, a_plan(cast, ocg))
    assert "Workload of Challenger Bolton" in home(cast.gail)
    assert "Workload of Northshire Police" in home(cast.cora)
    for other in (cast.olive, cast.rita, cast.connie):
        assert "Workload of" not in home(other)


def test_a_council_officer_sees_only_their_tasks(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    page = home(cast.connie)
    assert (action.title in page, "have 1 task." in page) == (True, True)
    assert ("Workload of" in page, "What changed" in page, "?tab=" in page) == (False, False, False)


def test_a_chair_sees_the_next_meeting_with_its_bids(cast: Cast) -> None:
    stage = set_the_stage(cast)
    schedule(actor=cast.tess, board=stage.level_2, at=NOW + timedelta(days=3))
    made = bid(actor=cast.gail, ocg=stage.ocg(), **stage.asks())
    page = home(cast.tess)
    assert ("Next meeting" in page, made.ref in page) == (True, True)
    assert "Next meeting" not in home(cast.gail)


def test_tasks_name_their_object_and_no_person_at_risk(cast: Cast) -> None:
    ocg = cast.ocg()
    victim = person(cast, ocg)
    referral(cast, ocg, person=victim)
    page = home(cast.sid)
    assert "Acknowledge the referral of a child, sent on 1 March 2021" in page
    assert victim.name not in page


@pytest.mark.parametrize("name", ["olive", "connie", "pol"])
def test_home_tells_others_nothing(cast: Cast, name: str) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    page = home(getattr(cast, name))
    assert (ocg.name in page, ocg.ref in page) == (False, False)


def queries_of(actor: Actor) -> int:
    client = browser(actor)
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return len(queries)


def test_home_takes_as_many_queries_for_many_tasks_as_for_few(cast: Cast) -> None:
    everybody = (cast.gail, cast.len, cast.cora, cast.mo)
    for _ in range(2):
        an_action(cast, a_plan(cast, cast.ocg()))
    few = [queries_of(actor) for actor in everybody]
    for _ in range(8):
        an_action(cast, a_plan(cast, cast.ocg()))
    assert [queries_of(actor) for actor in everybody] == few


def test_home_takes_as_many_queries_for_many_transfers_as_for_one(cast: Cast) -> None:
    """Whether the packs are prepared, the risks acknowledged or nothing is done yet."""

    def more() -> None:
        opened(cast, checked_and_assessed(cast))
        prepared(cast, opened(cast, checked_and_assessed(cast)))
        ready(cast)

    more()
    few = [queries_of(actor) for actor in (cast.gail, cast.hal, cast.rita)]
    more()
    more()
    assert [queries_of(actor) for actor in (cast.gail, cast.hal, cast.rita)] == few
    assert home(cast.hal).count("Accept the transfer of") == 3


def with_much_to_do(cast: Cast) -> list[Actor]:
    """Give each room a task, and return everybody."""
    stage = set_the_stage(cast)
    schedule(actor=cast.tess, board=stage.level_2, at=NOW + timedelta(days=3))
    bid(actor=cast.gail, ocg=stage.ocg(), **stage.asks())
    ocg = cast.ocg()
    for_council(cast, a_plan(cast, ocg))
    referral(cast, ocg, person=person(cast, ocg))
    proposed(cast, stage.ocg(is_checked=False))
    opened(cast, stage.ocg())
    a_hit(cast)
    asked(cast, cast.ocg())
    with as_actor(cast.gail):
        Lead.objects.filter(ocg=cast.ocg(), role="sio").update(until_at=NOW + timedelta(hours=1))
    return [one for one in vars(cast).values() if isinstance(one, Actor)]


def test_no_task_is_missed_by_asking_first_who_may_have_one(cast: Cast) -> None:
    everybody = with_much_to_do(cast)
    with_tasks = set()
    for days in (1, 40):
        for actor in everybody:
            with clock.set_to(NOW + timedelta(days=days)), as_actor(actor):
                every = [task for source in SOURCES for task in source.tasks(actor)]
                assert waiting_for(actor) == every
                with_tasks |= {task.room for task in every}
    rooms = {"register", "plans", "safeguarding", "tasking", "transfers", "deconfliction"}
    assert rooms | {"liaison"} <= with_tasks


def test_tasks_take_what_was_sent_ahead(cast: Cast) -> None:
    """A statement with other values than those sent ahead would be sent twice."""
    everybody, with_asks = with_much_to_do(cast), 0
    for actor in everybody:
        with clock.set_to(NOW + timedelta(days=40)), as_actor(actor):
            for source in SOURCES:
                with CaptureQueriesContext(connection) as alone:
                    tasks = list(source.tasks(actor))
                with CaptureQueriesContext(connection) as ahead:
                    assert tasks_of([source], actor) == tasks
                if tasks:
                    assert len(ahead) == len(alone), (source.tasks, actor.officer.username)
                    with_asks += bool(source.asks(actor))
    assert with_asks > 20


def test_a_threat_to_life_comes_before_what_is_overdue(cast: Cast) -> None:
    ocg = cast.ocg()
    referral(cast, ocg)
    urgent = referral(
        cast, ocg, person=person(cast, ocg, name="Ann Elder", born_on=ADULT),
        destination="adult_mash", threat_to_life=True,
    )  # fmt: skip
    assert urgent.ack_due_on is None
    with clock.set_to(NOW + timedelta(days=30)):
        first, second = Machine(cast.sid).get("/waiting").json()["items"]
        assert first["ref"] == urgent.ref
        assert first["due_on"] == "2021-03-01"
        assert second["due_on"] == "2021-03-02"


def test_a_threat_assessed_once_is_one_task(cast: Cast) -> None:
    stage = set_the_stage(cast)
    made = evaluated(stage, reassess=True)
    with clock.set_to(NOW + timedelta(days=400)):
        waiting = [one["what"] for one in Machine(cast.gail).get("/waiting").json()["items"]]
        items = Machine(cast.gail).get(f"/ocgs/{made.ocg.ref}/attention").json()["items"]
    assert len({"Assess", "Reassess"} & set(waiting)) == 1
    assert [item["what"] for item in items if "ssess" in item["what"]] == ["Reassess"]


def test_no_sio_is_a_task_of_those_who_can_name_one(cast: Cast) -> None:
    ocg = cast.ocg()
    task = "Name an SIO for Copper Heron"
    assert task not in home(cast.cora)
    with as_actor(cast.gail):
        Lead.objects.filter(ocg=ocg, role="sio").update(until_at=NOW + timedelta(hours=1))
    with clock.set_to(NOW + timedelta(hours=2)):
        for actor in (cast.gail, cast.len, cast.cora):
            assert task in home(actor), actor.officer
        for actor in (cast.olive, cast.mo, cast.rita):
            assert task not in home(actor), actor.officer


def test_a_late_answer_is_a_task_of_who_asked_too(cast: Cast) -> None:
    asked(cast)
    late = "Follow up request for Copper Heron"
    assert late not in home(cast.gail)
    with clock.set_to(NOW + timedelta(days=20)):
        assert late in home(cast.gail)
        assert "Answer request for Copper Heron" in home(cast.len)
        assert late not in home(cast.len)


def test_a_missed_meeting_is_a_task_of_sio_and_lro(cast: Cast) -> None:
    ocg = cast.ocg()
    task = "Record a meeting of the SIO and LRO of Copper Heron"
    with clock.set_to(NOW + timedelta(days=28)):
        assert task not in home(cast.gail)
    with clock.set_to(NOW + timedelta(days=29)):
        assert (task in home(cast.gail), task in home(cast.len)) == (True, True)
        assert task not in home(cast.cora)
        record_meeting(actor=cast.gail, ocg=ocg, met_on=(NOW + timedelta(days=20)).date(), note="")
        assert task not in home(cast.gail)
    with clock.set_to(NOW + timedelta(days=49)):
        assert task in home(cast.len), "since they last met"
