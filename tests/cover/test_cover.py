"""Cover: a deputy does an absent lead's work, on the days named and no others."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.cover.commands.correct_cover import correct_cover
from broadhurst.capabilities.cover.commands.end_cover import end_cover
from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.cover.commands.withdraw_cover import withdraw_cover
from broadhurst.capabilities.cover.queries.shown import on_ocg
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.commands.decide_jointly import decide_jointly
from broadhurst.capabilities.liaison.commands.log_decision import log_decision
from broadhurst.capabilities.liaison.models import Signature
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import ActingLead, Cover, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting, Unit
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import by_clock
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast

TODAY = NOW.date()


def posted(cast: Cast, name: str, unit: Unit, *roles: str) -> Actor:
    """Return a new officer of a unit, who sees what the unit sees."""
    officer = enrol(
        actor=cast.system, username=name.lower().replace(" ", "-"), name=name, grade="",
        password=None,
    )  # fmt: skip
    post(actor=cast.system, officer=officer, unit=unit, title="Officer", roles=roles, from_on=SINCE)
    rows = Posting.objects.select_related("officer", "unit__agency")
    return actor_in(rows.get(officer=officer))


@pytest.fixture
def hope(cast: Cast) -> Actor:
    """Someone of the force whose own unit sees no OCG of Bolton."""
    return posted(cast, "Hope Fennimore", Unit.objects.get(key="n-level-2"), "investigator")


@pytest.fixture
def sue(cast: Cast) -> Actor:
    return posted(cast, "Sue Larkrise", cast.gail.unit, "supervisor")


def covered(cast: Cast, ocg: Ocg, by: Actor, **changes: Any) -> Cover:
    given: dict[str, Any] = {
        "actor": cast.gail,
        "role": "sio",
        "deputy": by.officer,
        "from_on": TODAY + timedelta(days=2),
        "until_on": TODAY + timedelta(days=4),
        "because": "On leave",
    }
    return name_deputy(ocg=ocg, **(given | changes))


def on_day(days: int) -> Any:
    return clock.set_to(NOW + timedelta(days=days))


def sees(actor: Actor, ocg: Ocg) -> bool:
    with as_actor(actor):
        return Ocg.objects.filter(pk=ocg.pk).exists()


def told(actor: Actor, verb: str) -> int:
    """Return how many notifications of such events an officer has."""
    with as_actor(actor):
        own = Notification.objects.filter(principal=actor.officer.principal)
        return own.filter(event__verb=verb).count()


def test_deputy_sees_the_ocg_on_those_days_only(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope)
    for day, may in ((0, False), (1, False), (2, True), (4, True), (5, False)):
        with on_day(day):
            assert sees(hope, ocg) is may, day
            status = browser(hope).get(f"/ocgs/{ocg.ref}/").status_code
            assert status == (200 if may else 404), day
            with as_actor(hope):
                assert ActingLead.objects.filter(officer=hope.officer).exists() is may


def test_deputy_may_do_what_the_lead_may_and_each_act_says_so(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope, from_on=TODAY)
    request = ask(actor=hope, ocg=ocg, kind="other", what="Knock at the Fold.")
    draft(actor=hope, ocg=ocg, aim="Reduce harm")
    log_decision(
        actor=hope, ocg=ocg, maker=hope.officer, made_at=clock.now(), decision="No arrest yet",
        rationale="Too early",
    )  # fmt: skip
    joint = decide_jointly(
        actor=cast.len, ocg=ocg, made_at=clock.now(), decision="Share it", rationale="Safer"
    )
    with as_actor(cast.gail):
        assert joint.sio == hope.officer  # the deputy signs, because the SIO is away
        events = Event.objects.filter(officer=hope.officer, dossier=ocg.dossier_id)
        said = [words(event) for event in events.exclude(kind="consultation")]
        assert len(said) >= 3
        assert all(one.endswith("This was done as cover for Gail Fernsby, SIO.") for one in said), (
            said
        )
        assert not Signature.objects.filter(officer=cast.gail.officer).exists()
    with as_actor(cast.len):
        own = Event.objects.filter(officer=cast.len.officer, verb="log.decided_jointly").get()
        assert "as cover" not in words(own)
    with on_day(1):
        accept(actor=cast.len, lead_request=request)
    with on_day(9), pytest.raises(Refused, match="can no longer see this OCG"):
        ask(actor=hope, ocg=ocg, kind="other", what="Again.")


def test_tasks_and_notifications_go_to_both(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope, from_on=TODAY)
    ask(actor=cast.len, ocg=ocg, kind="other", what="Call the school.")
    for lead in (cast.gail, hope):
        with as_actor(lead):
            tasks = [task.task for task in by_clock(lead)]
            assert "Answer request for Copper Heron: something else" in tasks
        assert told(lead, "request.asked") == 1
    assert told(cast.len, "request.asked") == 0
    with on_day(5), as_actor(hope):
        assert not [task for task in by_clock(hope) if task.room == "liaison"]


def test_a_deputy_is_not_notified_of_their_own_acts(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope, from_on=TODAY)
    ask(actor=hope, ocg=ocg, kind="other", what="Knock at the Fold.")
    assert told(hope, "request.asked") == 0


def test_supervisor_names_a_deputy_and_others_are_refused(
    cast: Cast, hope: Actor, sue: Actor
) -> None:
    ocg = cast.ocg()
    cover = covered(cast, ocg, hope, actor=sue)
    assert cover.named_by == sue.officer
    for who in (cast.len, cast.cora):
        with pytest.raises(Refused, match="supervisor of their unit"):
            covered(cast, ocg, hope, actor=who, from_on=TODAY + timedelta(days=9),
                    until_on=TODAY + timedelta(days=9))  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"from_on": TODAY - timedelta(days=1)}, "first day must be today or later"),
        ({"until_on": TODAY + timedelta(days=1)}, "on or after the first"),
        ({"deputy": "len"}, "is the LRO of this OCG"),
        ({"deputy": "gail"}, "is the lead"),
        ({"role": "sro"}, "has nobody in that role"),
        ({"because": "TOP SECRET"}, "looks like SECRET"),
    ],
)
def test_wrong_cover_is_refused(
    cast: Cast, hope: Actor, changes: dict[str, Any], said: str
) -> None:
    ocg = cast.ocg()
    if "deputy" in changes:
        changes = {"deputy": getattr(cast, changes["deputy"]).officer}
    with pytest.raises(Refused, match=said):
        covered(cast, ocg, hope, **changes)


def test_one_deputy_a_day_and_one_lead_for_each_deputy(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope)
    with pytest.raises(Refused, match="already covers for Gail Fernsby"):
        covered(cast, ocg, cast.mo, from_on=TODAY + timedelta(days=4),
                until_on=TODAY + timedelta(days=6))  # fmt: skip
    with pytest.raises(Refused, match="covers for Gail Fernsby on this OCG"):
        covered(cast, ocg, hope, actor=cast.len, role="lro")
    with pytest.raises(Refused, match="covers for a lead of this OCG"), on_day(1):
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=hope.officer, because="New")
    with on_day(6):  # the cover is over
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=hope.officer, because="New")


@pytest.mark.parametrize(
    "wrong",
    ["same day", "the other lead", "both leads", "ended lead", "deputy becomes the other lead"],
)
def test_the_database_refuses_it_too(cast: Cast, hope: Actor, wrong: str) -> None:
    ocg = cast.ocg()
    cover = covered(cast, ocg, hope)
    with as_actor(cast.gail), pytest.raises(IntegrityError):  # noqa: SIM117
        with transaction.atomic():
            spoil(cast, cover, wrong)


def spoil(cast: Cast, cover: Cover, wrong: str) -> None:
    """Write directly to the database, as a bug would."""
    if wrong == "deputy becomes the other lead":
        lros = Lead.objects.filter(ocg=cover.ocg, role="lro")
        assert lros.update(officer=cover.deputy) == 1
        connection.check_constraints()
        return
    again = Cover.objects.get(pk=cover.pk)
    again.pk, again.ref = None, "COV-AGAIN1"
    if wrong == "same day":
        again.deputy = cast.mo.officer
    elif wrong == "both leads":
        again.lead = Lead.objects.get(ocg=cover.ocg, role="lro")
    else:
        again.from_on = again.until_on = TODAY + timedelta(days=30)
    if wrong == "the other lead":
        again.deputy = cast.len.officer
    if wrong == "ended lead":
        Lead.objects.filter(pk=cover.lead_id).update(until_at=NOW + timedelta(hours=1))
    again.save(force_insert=True)
    connection.check_constraints()


def test_cover_ends_with_the_lead(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    cover = covered(cast, ocg, hope, from_on=TODAY)
    with clock.set_to(NOW + timedelta(hours=1)):
        name_lead(actor=cast.gail, ocg=ocg, role="sio", officer=cast.ned.officer, because="Moved")
        assert not sees(hope, ocg)
        with as_actor(cast.ned):
            cover.refresh_from_db()
            assert (cover.closed_as, cover.closed_because) == ("ended", "Another lead was named.")


def test_ended_early_by_the_deputy_corrected_and_withdrawn(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    cover = covered(cast, ocg, hope, from_on=TODAY)
    with pytest.raises(Refused, match="supervisor of their unit"):
        correct_cover(actor=hope, cover=cover, deputy=hope.officer, from_on=TODAY,
                      until_on=TODAY, because="Shorter")  # fmt: skip
    with on_day(1):
        again = correct_cover(
            actor=cast.gail, cover=cover, deputy=hope.officer, from_on=TODAY,
            until_on=TODAY + timedelta(days=9), because="Longer leave",
        )  # fmt: skip
        assert sees(hope, ocg)
        assert again.replaces == cover
    with on_day(8):
        assert sees(hope, ocg)
        end_cover(actor=hope, cover=again, because="Gail is back")
        assert not sees(hope, ocg)
        with as_actor(cast.gail):
            assert notices_of(cast.gail).filter(event__verb="cover.ended").exists()
        with pytest.raises(Refused, match="is closed: ended early"):
            end_cover(actor=cast.gail, cover=again, because="Back")
    later = covered(cast, ocg, hope, from_on=TODAY + timedelta(days=20),
                    until_on=TODAY + timedelta(days=21))  # fmt: skip
    with pytest.raises(Refused, match="has not begun"):
        end_cover(actor=cast.gail, cover=later, because="Back")
    withdraw_cover(actor=cast.gail, cover=later, because="Wrong OCG")
    with on_day(20):
        assert not sees(hope, ocg)


def test_several_covers_end_with_a_result_for_each(cast: Cast, hope: Actor) -> None:
    refs = [covered(cast, cast.ocg(), hope, from_on=TODAY).ref for _ in range(3)]
    coming, at = covered(cast, cast.ocg(), hope).ref, "/cover/end/"
    page, answers = browser(cast.gail), {"because": "Back from leave"}
    listed = page.get("/cover/").content.decode()
    assert f'formaction="{at}"' in listed
    assert listed.count('name="refs"') == 3, "cover that has not begun is withdrawn instead"
    sent = {"refs": [*refs, coming], "step": "preview", **answers}
    told = page.post(at, sent).content.decode()
    assert "3 of 4 will be changed" in told
    assert "This cover has not begun." in told
    with as_actor(cast.gail):
        assert not Cover.objects.exclude(closed_at=None).exists(), "a preview changes nothing"
    page.post(at, {"refs": refs[:1], "step": "confirm", **answers})
    said = terminal(cast.gail, "cover", "end-covers", *refs[:2], "--because", "Back from leave")
    assert "is closed: ended early" in said.output.splitlines()[0]
    assert said.output.splitlines()[1] == f"{refs[1]}  done"
    for actor, reason in ((cast.len, "Only the lead who is away"), (cast.olive, "cannot see it")):
        [refused] = Machine(actor).post("/cover/end", refs=refs[2:], **answers).json()["items"]
        assert reason in refused["objections"][0]
        assert "formaction" not in browser(actor).get("/cover/").content.decode()


def test_nobody_deletes_cover_and_only_readers_see_it(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope)
    with as_actor(cast.olive):
        assert not Cover.objects.exists()
    with as_actor(cast.gail), pytest.raises(DatabaseError), transaction.atomic():
        Cover.objects.all().delete()


def test_cover_that_is_ended_says_so_at_once(cast: Cast, hope: Actor) -> None:
    ocg, gail = cast.ocg(), Machine(cast.gail)
    given = {
        "role": "sio", "deputy": "hope-fennimore", "from_on": f"{TODAY}",
        "until_on": f"{TODAY + timedelta(days=2)}", "because": "On leave",
    }  # fmt: skip
    first = gail.post(f"/ocgs/{ocg.ref}/name-deputy", **given).json()["ref"]
    ended = terminal(cast.gail, "cover", "end", first, "--because", "Back from leave")
    assert ended.output.strip().endswith("ended early."), ended.output
    second = gail.post(f"/ocgs/{ocg.ref}/name-deputy", **given).json()["ref"]
    answer = gail.post(f"/cover/{second}/end", because="Back again")
    assert answer.json()["closed_as"] == "ended"


def test_three_doors_and_those_who_must_not(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    given = {
        "role": "sio", "deputy": "hope-fennimore", "from_on": f"{TODAY}",
        "until_on": f"{TODAY + timedelta(days=2)}", "because": "On leave",
    }  # fmt: skip
    assert browser(cast.gail).get(f"/ocgs/{ocg.ref}/name-deputy/").status_code == 200
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/name-deputy", **given)
    assert answer.status_code == 201, answer.content
    ref = answer.json()["ref"]
    again = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/name-deputy", **given)
    assert again.status_code == 409
    page = browser(cast.len).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "Hope Fennimore (cover until 3 March)" in page
    assert "You cover for Gail Fernsby" in browser(hope).get(f"/ocgs/{ocg.ref}/").content.decode()
    leads = Machine(hope).get(f"/ocgs/{ocg.ref}").json()["leads"]
    assert {"hope-fennimore", None} == {lead["deputy"] for lead in leads}
    listed = Machine(hope).get("/cover").json()["items"]
    assert [one["ref"] for one in listed] == [ref]
    said = terminal(cast.gail, "cover", "list")
    assert "Hope Fennimore" in said.output, said.output
    words_of_it = ["--deputy", "ned-ashgrove", "--because", "Hope is ill too"]
    assert terminal(cast.gail, "cover", "correct", ref, *words_of_it).exit_code == 0
    assert Machine(cast.gail).get(f"/cover/{ref}").json()["closed_as"] == "corrected"
    pages = {f"/cover/{ref}/": 200, f"/cover/{ref}/end/": 403, f"/ocgs/{ocg.ref}/leads/": 200}
    for path, status in pages.items():
        assert browser(cast.gail).get(path).status_code == status, path
        assert browser(cast.olive).get(path).status_code == 404, path
    assert Machine(cast.olive).post(f"/cover/{ref}/end", because="x").status_code == 404
    assert Machine(cast.olive).get("/cover").json()["items"] == []


def test_the_forms_are_shown_only_to_those_who_can_send_them_now(cast: Cast, hope: Actor) -> None:
    cover = covered(cast, cast.ocg(), hope)
    end, withdraw = f"/cover/{cover.ref}/end/", f"/cover/{cover.ref}/withdraw/"
    with on_day(2):
        deputy = browser(hope).get(withdraw)
        assert deputy.status_code == 403
        assert "Only the lead who is away" in deputy.content.decode()
        for actor, path in ((hope, end), (cast.gail, end), (cast.gail, withdraw)):
            assert browser(actor).get(path).status_code == 200, path
        end_cover(actor=cast.gail, cover=cover, because="Back")
        late = browser(cast.gail).get(withdraw)
        assert late.status_code == 403
        assert "This cover is closed: ended early." in late.content.decode()


def test_cover_that_goes_on_lasts_until_now_in_the_picture(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    cover = covered(cast, ocg, hope)
    with as_actor(cast.gail):
        for on, until in (
            (cover.from_on, None),
            (cover.until_on + timedelta(days=1), cover.until_on),
        ):
            with clock.set_to(clock.midnight(on) + timedelta(hours=12)):
                rows = {row.label: row.spans for row in on_ocg(ocg, cast.gail)["picture"].timeline}
            assert [span.until for span in rows[hope.officer.name]] == [until]


def test_list_asks_as_much_for_many(cast: Cast, hope: Actor) -> None:
    def asked() -> int:
        client = browser(cast.gail)
        client.get("/cover/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/cover/").status_code == 200
        return len(queries)

    covered(cast, cast.ocg(), hope)
    few = asked()
    for _ in range(4):
        covered(cast, cast.ocg(), hope)
    assert asked() == few


def test_two_who_name_a_deputy_at_once_leave_one(committed: Cast) -> None:
    ocg = committed.ocg()
    with as_actor(committed.gail):
        assert current_leadership(ocg).sio is not None
    acts = [
        lambda deputy=deputy: covered(committed, ocg, deputy)
        for deputy in (committed.ned, committed.rita)
    ]
    said = refusals(at_once(*acts))
    assert len(said) == 1
    assert "already covers for" in said[0]


def test_dates_are_those_of_london(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope, from_on=date(2021, 4, 1), until_on=date(2021, 4, 1))
    with clock.set_to(clock.midnight(date(2021, 4, 1)) - timedelta(seconds=1)):
        assert not sees(hope, ocg)
    with clock.set_to(clock.midnight(date(2021, 4, 1))):
        assert sees(hope, ocg)
        assert ActingLead  # summer time: midnight in London is 11pm UTC
    with clock.set_to(clock.end_of(date(2021, 4, 1))):
        assert not sees(hope, ocg)


def test_picture_shows_who_led_and_who_covered(cast: Cast, hope: Actor) -> None:
    ocg = cast.ocg()
    covered(cast, ocg, hope, from_on=TODAY)
    with on_day(3):
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.ned.officer, because="Moved")
    with on_day(6), as_actor(cast.gail):
        picture = on_ocg(ocg, cast.gail)["picture"]
    assert picture.rows == [
        ["Len Oakapple", "LRO", "1 Mar 2021", "4 Mar 2021", "3"],
        ["Gail Fernsby", "SIO", "1 Mar 2021", "now", "6"],
        ["Ned Ashgrove", "LRO", "4 Mar 2021", "now", "3"],
        ["Hope Fennimore", "Cover", "1 Mar 2021", "5 Mar 2021", "4"],
    ]


def test_an_event_of_cover_names_each_person_once(cast: Cast, hope: Actor, sue: Actor) -> None:
    one, other = cast.ocg(), cast.ocg()
    end_cover(actor=hope, cover=covered(cast, one, hope, from_on=TODAY), because="Back early.")
    covered(cast, other, hope, actor=sue)
    again = correct_cover(
        actor=cast.gail, cover=covered(cast, one, hope), deputy=hope.officer,
        from_on=TODAY + timedelta(days=3), until_on=TODAY + timedelta(days=4), because="A day.",
    )  # fmt: skip
    withdraw_cover(actor=cast.gail, cover=again, because="Wrong OCG.")
    with as_actor(cast.gail):
        events = Event.objects.filter(verb__startswith="cover.").order_by("pk")
        said = [words(event).partition(" Reason")[0] for event in events]
    sio = f"Gail Fernsby, SIO of {one.name}"
    assert said == [
        f"{sio}, named Hope Fennimore as deputy from 1 March 2021 until 5 March 2021.",
        f"Hope Fennimore ended their cover for {sio}.",
        f"Sue Larkrise named Hope Fennimore to cover for Gail Fernsby, SIO of {other.name}, from "
        "3 March 2021 until 5 March 2021.",
        f"{sio}, named Hope Fennimore as deputy from 3 March 2021 until 5 March 2021.",
        f"{sio}, corrected their cover: Hope Fennimore covers from 4 March 2021 until "
        "5 March 2021.",
        f"{sio}, withdrew Hope Fennimore’s cover.",
    ]
