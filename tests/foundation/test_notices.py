"""Notifications: linked, by record, without tasks, marked as read, and by kind."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

import broadhurst
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.commands import choose_kinds, mark_read
from broadhurst.foundation.notices.kinds import ALWAYS, KINDS, nouns_of
from broadhurst.foundation.notices.models import SwitchedOff
from broadhurst.foundation.notices.queries import kinds_on, notices_of, unread_count
from tests.archiving.test_archive import DAY_2, archived
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council
from tests.safeguarding.story import referral

ALL = {kind.key for kind in KINDS}


def verbs_for(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [notice.event.verb for notice in notices_of(actor)]


def test_notifications_are_grouped_and_linked(cast: Cast) -> None:
    ocg = cast.ocg()
    archived(cast, ocg)
    with clock.set_to(DAY_2):
        page = browser(cast.len).get("/notices/").content.decode()
    assert page.count(f'{ocg.name} <span class="bh-muted">{ocg.ref}</span>') == 1
    assert f'href="/ocgs/{ocg.ref}/"' in page
    assert "3 changes" in page
    items = Machine(cast.len).get("/notices").json()["items"]
    assert {item["href"] for item in items} == {f"/ocgs/{ocg.ref}/"}


def test_a_record_that_the_reader_no_longer_sees_has_no_link(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(hours=1)):
        name_lead(
            actor=cast.gail, ocg=ocg, role="lro", officer=cast.olive.officer, because="Leads now."
        )
    with clock.set_to(NOW + timedelta(hours=2)):
        name_lead(
            actor=cast.gail, ocg=ocg, role="lro", officer=cast.len.officer, because="Is back."
        )
        with as_actor(cast.olive):
            assert notices_of(cast.olive).exists()
        page = browser(cast.olive).get("/notices/").content.decode()
        assert (ocg.ref in page, f'href="/ocgs/{ocg.ref}/"' in page) == (True, False)
        assert {item["href"] for item in Machine(cast.olive).get("/notices").json()["items"]} == {
            ""
        }


def test_a_task_is_not_a_notification(cast: Cast) -> None:
    ocg = cast.ocg()
    action = for_council(cast, a_plan(cast, ocg))
    assert "action.added" not in verbs_for(cast.connie)
    home = browser(cast.connie).get("/").content.decode()
    assert action.title in home
    sent = referral(cast, ocg)
    assert "referral.sent" not in verbs_for(cast.sid)
    assert sent.ref in browser(cast.sid).get("/").content.decode()


def test_one_record_or_all_are_marked_read_at_three_doors(cast: Cast) -> None:
    first, second, third, fourth = (cast.ocg() for _ in range(4))
    len_ = browser(cast.len)
    with as_actor(cast.len):
        assert unread_count() == 4
    len_.post("/notices/", {"about": first.ref})
    assert Machine(cast.len).post("/notices/read", about=second.ref).json() == {"count": 1}
    said = terminal(cast.len, "mark-read", "--about", third.ref).output
    assert "1 notification" in said
    items = Machine(cast.len).get("/notices").json()["items"]
    assert {item["about"] for item in items if not item["is_read"]} == {fourth.ref}
    assert terminal(cast.len, "notifications").output.count("(new)") == 1
    len_.post("/notices/")
    with as_actor(cast.len):
        assert unread_count() == 0
    assert mark_read(actor=cast.olive) == 0


def test_a_kind_that_is_switched_off_is_neither_shown_nor_counted(cast: Cast) -> None:
    cast.ocg()
    assert verbs_for(cast.len) == ["ocg.registered"]
    assert choose_kinds(actor=cast.len, kinds=ALL - {"ocgs"}) == ["ocgs"]
    assert verbs_for(cast.len) == []
    with as_actor(cast.len):
        assert unread_count() == 0
    choose_kinds(actor=cast.len, kinds=ALL)
    assert verbs_for(cast.len) == ["ocg.registered"]


def told_nouns() -> set[str]:
    """Return the first words of all events that notify somebody, from the calls of `record`."""
    found = set()
    for file in Path(broadhurst.__file__).parent.glob("**/commands/*.py"):
        source = file.read_text()
        for node in ast.walk(ast.parse(source)) if "tell=" in source else ():
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "record":
                continue
            verb = node.args[1] if len(node.args) > 1 else None
            if isinstance(verb, ast.Constant) and any(key.arg == "tell" for key in node.keywords):
                found.add(str(verb.value).partition(".")[0])
    return found


def test_every_notification_has_a_kind_to_switch_off() -> None:
    nouns = told_nouns()
    assert {"hit", "order", "letter"} <= nouns
    assert nouns - nouns_of(ALL) == ALWAYS


def test_kinds_are_chosen_at_three_doors(cast: Cast) -> None:
    page = browser(cast.len)
    assert "Choose your notifications" in page.get("/account/").content.decode()
    assert page.get("/account/notifications/").content.decode().count("checked") == len(KINDS)
    page.post("/account/notifications/", {"kinds": sorted(ALL - {"followed"})})
    with as_actor(cast.len):
        assert set(kinds_on(cast.len)) == ALL - {"followed"}
    assert "OCGs you follow" not in page.get("/notices/").content.decode()
    answer = Machine(cast.len).post("/notices/kinds", kinds=["hits"]).json()
    assert answer["on"] == ["hits"]
    assert Machine(cast.len).get("/notices/kinds").json() == answer
    said = terminal(cast.len, "choose-notifications", "--kinds", "bids").output
    assert "hits" in said
    with as_actor(cast.len):
        assert kinds_on(cast.len) == ["bids"]


@pytest.mark.parametrize("name", ["olive", "connie", "gail"])
def test_nobody_sees_the_switches_of_others(cast: Cast, name: str) -> None:
    choose_kinds(actor=cast.len, kinds=())
    with as_actor(getattr(cast, name)):
        assert not SwitchedOff.objects.exists()
