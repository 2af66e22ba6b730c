"""Follow an OCG: who can, at three doors, twice, and after the access ends."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.following.commands.follow import follow
from broadhurst.capabilities.following.commands.mark_followed_read import mark_followed_read
from broadhurst.capabilities.following.commands.unfollow import unfollow
from broadhurst.capabilities.following.models import Follow
from broadhurst.capabilities.following.queries import (
    by_dossier,
    changes_in,
    changes_on,
    follows_of,
    unread_changes,
)
from broadhurst.capabilities.register.commands.edit import edit
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, end, give
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import ORGANISATION, administrator
from tests.people import Cast
from tests.plans.written import a_plan, for_council


def corrected(cast: Cast, ocg: Ocg, at: timedelta = timedelta(hours=1)) -> None:
    """Correct the description of an OCG as Gail."""
    with clock.set_to(NOW + at):
        edit(
            actor=cast.gail,
            ocg=ocg,
            name=ocg.name,
            threat_types=["drugs"],
            districts=[cast.bolton],
            description=f"Supplies Class A drugs, {at}.",
            national_ref="",
            because="A new report.",
        )


def changes_for(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [event.verb for event in changes_in(by_dossier(follows_of(actor)), actor)]


def test_followers_see_what_others_change(cast: Cast) -> None:
    ocg = cast.ocg()
    follow(actor=cast.len, ocg=ocg)
    follow(actor=cast.gail, ocg=ocg)
    corrected(cast, ocg)
    with as_actor(cast.len), clock.set_to(NOW + timedelta(hours=2)):
        [changes] = changes_on([ocg], cast.len, since=NOW)
        assert [event.verb for event in changes.events] == ["ocg.corrected"]
        assert unread_changes(cast.len) == 1
    assert changes_for(cast.gail) == []  # they are her own acts
    with clock.set_to(NOW + timedelta(hours=2)):
        assert mark_followed_read(actor=cast.len, ocg=ocg.ref) == 1
    with as_actor(cast.len):
        assert unread_changes(cast.len) == 0


def test_following_tells_nobody_and_is_not_in_the_timeline(cast: Cast) -> None:
    ocg = cast.ocg()
    follow(actor=cast.len, ocg=ocg)
    assert "follow" not in terminal(cast.gail, "timeline", ocg.ref).output
    for reader in (cast.gail, cast.cora, cast.olive):
        with as_actor(reader):
            assert not Follow.objects.exists()


def test_following_twice_is_one_row(cast: Cast) -> None:
    ocg = cast.ocg()
    follow(actor=cast.len, ocg=ocg)
    follow(actor=cast.len, ocg=ocg)
    with as_actor(cast.len):
        assert Follow.objects.count() == 1
    unfollow(actor=cast.len, ocg=ocg)
    with as_actor(cast.len):
        assert not Follow.objects.exists()


def test_two_clicks_at_once_are_one_row(committed: Cast) -> None:
    ocg = committed.ocg()
    outcomes = at_once(
        lambda: follow(actor=committed.len, ocg=ocg), lambda: follow(actor=committed.len, ocg=ocg)
    )
    assert [outcome.pk for outcome in outcomes] == [ocg.pk, ocg.pk]
    with as_actor(committed.len):
        assert Follow.objects.count() == 1


@pytest.mark.parametrize("name", ["olive", "connie", "pol"])
def test_nobody_follows_what_they_cannot_see(cast: Cast, name: str) -> None:
    ocg, actor = cast.ocg(), getattr(cast, name)
    with pytest.raises(Refused, match="no longer see"):
        follow(actor=actor, ocg=ocg)
    assert browser(actor).post(f"/ocgs/{ocg.ref}/follow/").status_code == 404
    assert Machine(actor).post(f"/ocgs/{ocg.ref}/follow").status_code == 404
    assert terminal(actor, "register", "follow", ocg.ref).exit_code == 1
    with as_actor(actor):
        assert not Follow.objects.exists()


def test_an_administrator_cannot_follow(cast: Cast) -> None:
    ocg = cast.ocg()
    assert (
        browser(administrator(cast, "Ada Pennick", cast.gail.unit, ORGANISATION))
        .post(f"/ocgs/{ocg.ref}/follow/")
        .status_code
        == 404
    )


def test_a_follow_shows_nothing_once_access_ends(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        give(ocg.dossier, Sight(cast.olive.officer, Grant.Level.SEE, Grant.Why.EXCEPTION))
    follow(actor=cast.olive, ocg=ocg)
    corrected(cast, ocg)
    assert changes_for(cast.olive)[0] == "ocg.corrected"
    with as_actor(cast.gail):
        end(ocg.dossier, cast.olive.officer, Grant.Why.EXCEPTION)
    assert changes_for(cast.olive) == []
    with clock.set_to(NOW + timedelta(hours=2)):
        page = browser(cast.olive).get("/notices/followed/").content.decode()
        assert ocg.name not in page
        assert ocg.name not in browser(cast.olive).get("/").content.decode()
        assert Machine(cast.olive).get("/followed").json()["items"] == []
        assert Machine(cast.olive).get("/followed/changes").json()["items"] == []
        assert ocg.name not in terminal(cast.olive, "register", "followed").output


def test_follow_and_unfollow_at_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.len)
    assert "Follow this OCG" in page.get(f"/ocgs/{ocg.ref}/").content.decode()
    answer = page.post(f"/ocgs/{ocg.ref}/follow/", follow=True).content.decode()
    assert "You follow this OCG" in answer
    assert "Stop following this OCG" in answer
    corrected(cast, ocg)
    with clock.set_to(NOW + timedelta(hours=2)):
        followed = page.get("/notices/followed/").content.decode()
        assert (ocg.name in followed, "Mark as read" in followed) == (True, True)
        page.post("/notices/followed/", {"ocg": ocg.ref})
        assert "Mark as read" not in page.get("/notices/followed/").content.decode()
        machine = Machine(cast.len)
        assert machine.get("/followed").json()["items"][0]["ref"] == ocg.ref
        [change, *_] = machine.get("/followed/changes").json()["items"]
        assert (change["verb"], change["is_read"]) == ("ocg.corrected", True)
        assert machine.post(f"/ocgs/{ocg.ref}/unfollow").json()["is_followed"] is False
        assert machine.post(f"/ocgs/{ocg.ref}/follow").json()["is_followed"] is True
        assert machine.post("/followed/read").json() == {"count": 1}
        assert "You no longer follow" in terminal(cast.len, "register", "unfollow", ocg.ref).output
        assert "You follow" in terminal(cast.len, "register", "follow", ocg.ref).output
        assert ocg.name in terminal(cast.len, "register", "followed").output
        said = terminal(cast.len, "register", "mark-followed-read").output
        assert "1 followed OCG" in said


def test_an_action_is_listed_and_marked_as_read_under_its_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    page = browser(cast.gail)
    page.post(f"/ocgs/{ocg.ref}/follow/")
    with clock.set_to(NOW + timedelta(hours=1)):
        action = for_council(cast, plan)
    with clock.set_to(NOW + timedelta(hours=2)):
        [group] = page.get("/notices/followed/").context["groups"]
        assert (group.ref, group.name) == (ocg.ref, ocg.name)
        assert any(action.ref in line.text for line in group.lines)
        page.post("/notices/followed/", {"ocg": group.ref})
        text = page.get("/notices/followed/").content.decode()
    assert "as read" not in text


def test_somebody_who_sees_no_ocg_is_not_offered_to_follow(cast: Cast) -> None:
    assert "OCGs you follow" not in browser(cast.connie).get("/notices/").content.decode()
    assert "OCGs you follow" in browser(cast.len).get("/notices/").content.decode()
