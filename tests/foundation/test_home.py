"""Home: tasks by tab, what the role needs, what changed, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.following.commands.follow import follow
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.home.queries import SOURCES, waiting_for
from tests.archiving.test_archive import proposed
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit
from tests.doors import browser
from tests.following.test_follow import corrected
from tests.people import PASSWORD, Cast
from tests.plans.written import a_plan, an_action, for_council
from tests.safeguarding.story import person, referral
from tests.tasking.stage import set_the_stage
from tests.transfers.making import opened


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
    assert "No tasks here" in home(cast.len, "/?tab=overdue")
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


def test_the_last_visit_is_the_sign_in_before_this_one(cast: Cast) -> None:
    officer = cast.len.officer
    officer.set_password(PASSWORD)
    officer.save()
    answers = {"username": officer.username, "password": PASSWORD}
    for hours, expected in ((0, None), (5, NOW), (9, NOW + timedelta(hours=5))):
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


def test_no_task_is_missed_by_asking_first_who_may_have_one(cast: Cast) -> None:
    stage = set_the_stage(cast)
    schedule(actor=cast.tess, board=stage.level_2, at=NOW + timedelta(days=3))
    bid(actor=cast.gail, ocg=stage.ocg(), **stage.asks())
    ocg = cast.ocg()
    for_council(cast, a_plan(cast, ocg))
    referral(cast, ocg, person=person(cast, ocg))
    proposed(cast, stage.ocg(is_checked=False))
    opened(cast, stage.ocg())
    a_hit(cast)
    everybody = [one for one in vars(cast).values() if isinstance(one, Actor)]
    with_tasks = set()
    for actor in everybody:
        with as_actor(actor):
            every = [task for source in SOURCES for task in source.waiting_for(actor)]
            assert waiting_for(actor) == every
            with_tasks |= {task.room for task in every}
    rooms = {"register", "plans", "safeguarding", "tasking", "transfers", "deconfliction"}
    assert rooms <= with_tasks
