"""An OCG over time: what it was in each respect, on any day, and its events by kind and day."""

import re
from datetime import date, timedelta
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.archiving.commands.approve_archive import approve_archive
from broadhurst.capabilities.archiving.commands.decline_archive import decline_archive
from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.archiving.commands.reactivate import reactivate
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.scoring.queries.tiers import tiers_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.dossier.over_time import at_end_of, periods_of
from broadhurst.surfaces.dossier.queries import VERBS
from tests.archiving.test_archive import AGAIN, archived
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_action
from tests.transfers.making import assessed

TEMPLATES = Path(__file__).parents[2] / "src/broadhurst/capabilities"
# The rooms whose events are on the dossier of an OCG.
OF_AN_OCG = (
    "register", "members", "leads", "cover", "plans", "liaison", "safeguarding", "transfers",
    "disruptions", "links", "orders", "archiving", "lifecycle", "merging",
)  # fmt: skip
OF_AN_OFFICER = ("training.", "coming_up.", "requests.")  # events on no OCG's dossier


def with_a_history(cast: Cast) -> Ocg:
    """Return an OCG whose SIO changed on 11 March, and whose plan was agreed and replaced."""
    ocg = assessed(cast)
    plan = a_plan(cast, ocg)
    an_action(cast, plan)
    with clock.set_to(NOW + timedelta(days=2)):
        agree(actor=cast.gail, plan=plan)
    with clock.set_to(NOW + timedelta(days=10)):
        name_lead(actor=cast.gail, ocg=ocg, role="sio", officer=cast.ned.officer, because="Moved")
    with clock.set_to(NOW + timedelta(days=20)):
        draft(actor=cast.len, ocg=ocg, aim="Start again after the arrests.")
    return ocg


def on(cast: Cast, ocg: Ocg, day: date) -> dict[str, str]:
    with as_actor(cast.len):
        return {one.what: one.value for one in at_end_of(periods_of(ocg), day)}


def test_an_ocg_is_what_it_was_at_the_end_of_each_day(cast: Cast) -> None:
    ocg = with_a_history(cast)
    with clock.set_to(NOW + timedelta(days=30)):
        before, then, now = (on(cast, ocg, date(2021, 3, day)) for day in (1, 5, 25))
        assert on(cast, ocg, date(2021, 2, 28)) == {}
    assert before["SIO"] == then["SIO"] == "Gail Fernsby, Challenger Bolton"
    assert now["SIO"].startswith("Ned ")
    assert [one["Plan"] for one in (before, then, now)] == [
        "Version 1, draft", "Version 1, agreed", "Version 2, draft",
    ]  # fmt: skip
    assert then["Owner"] == "Challenger Bolton, NORTHSHIRE"
    assert then["Status"] == "Active"
    assert then["Tier"].startswith("Tier ")


def test_a_tier_ends_when_the_ocg_is_reopened(cast: Cast) -> None:
    ocg = assessed(cast)
    archived(cast, ocg)
    with clock.set_to(NOW + timedelta(days=3)):
        reactivate(actor=cast.gail, ocg=ocg, because=AGAIN)
    with as_actor(cast.len):
        [span] = tiers_of(ocg)
    assert span.until_at is not None


def test_an_open_proposal_to_archive_it_is_a_status_of_its_own(cast: Cast) -> None:
    ocg = cast.ocg()
    with clock.set_to(NOW + timedelta(days=2)):
        propose_archive(actor=cast.gail, ocg=ocg, reason="dismantled", explanation="Sentenced.")
    with clock.set_to(NOW + timedelta(days=4)):
        decline_archive(actor=cast.cora, ocg=ocg, because="One member is still active.")
    with clock.set_to(NOW + timedelta(days=6)):
        propose_archive(actor=cast.gail, ocg=ocg, reason="dismantled", explanation="Sentenced.")
    with clock.set_to(NOW + timedelta(days=8)), as_actor(cast.gail):
        ocg.refresh_from_db()
        said = [one.value for one in periods_of(ocg) if one.what == "Status"]
    assert said == ["Active", "Archive proposed", "Active", "Archive proposed"]
    with clock.set_to(NOW + timedelta(days=9)):
        approve_archive(actor=cast.cora, ocg=ocg)
        with as_actor(cast.gail):
            said = [one.value for one in periods_of(ocg) if one.what == "Status"]
    assert said[-2:] == ["Archive proposed", "Archived"]


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = with_a_history(cast)
    with clock.set_to(NOW + timedelta(days=30)):
        page, machine = browser(cast.len), Machine(cast.len)
        path = f"/ocgs/{ocg.ref}/timeline/"
        shown = page.get(f"{path}?on=2021-03-05").content.decode()
        assert "At the end of 5 March 2021" in shown
        assert "Version 1, agreed" in shown
        said = machine.get(f"/ocgs/{ocg.ref}/over-time?on=2021-03-05").json()["items"]
        assert {"SIO": "Gail Fernsby, Challenger Bolton"}.items() <= {
            one["what"]: one["value"] for one in said
        }.items()
        assert len(machine.get(f"/ocgs/{ocg.ref}/over-time").json()["items"]) > len(said)
        told = terminal(cast.len, "over-time", ocg.ref, "--on", "2021-03-05").output
        assert "SIO: Gail Fernsby, Challenger Bolton, 1 March 2021" in told
        future = page.get(f"{path}?on=2021-05-01")
        assert future.status_code == 422
        assert "Enter today or a day in the past." in future.content.decode()
        refused = machine.get(f"/ocgs/{ocg.ref}/over-time?on=2021-05-01")
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["message"] == "Enter today or a day in the past."
        printed = terminal(cast.len, "over-time", ocg.ref, "--on", "2021-05-01")
        assert printed.exit_code == 1
        assert "Enter today or a day in the past." in printed.output
        typed = page.get(f"{path}?on_day=5&on_month=3&on_year=2021").content.decode()
        assert "At the end of 5 March 2021" in typed
        assert "Why it was in that tier" in typed
        before = page.get(f"{path}?on=2021-02-01").content.decode()
        assert "Why it was in that tier" not in before


def test_events_are_filtered_by_kind_person_and_day(cast: Cast) -> None:
    ocg = with_a_history(cast)
    with clock.set_to(NOW + timedelta(days=30)):
        page, machine = browser(cast.len), Machine(cast.len)
        path = f"/ocgs/{ocg.ref}/timeline/"

        def verbs(query: str) -> set[str]:
            found = machine.get(f"/ocgs/{ocg.ref}/timeline?{query}").json()["items"]
            return {one["verb"] for one in found}

        assert verbs("kind=plan&since=2021-03-02&until=2021-03-03") == {"plan.agreed"}
        assert verbs("kind=leads") == {"ocg.lead_named"}
        assert verbs("who=Tealeaf") == {"assessment.moderated"}
        assert machine.get(f"/ocgs/{ocg.ref}/timeline?kind=nothing").status_code == 422
        told = terminal(cast.len, "timeline", ocg.ref, "--kind", "leads").output
        assert told.count("\n") == 1
        shown = page.get(f"{path}?kind=leads").content.decode()
        assert shown.count("bh-timeline__item") == 1
        nothing = page.get(f"{path}?kind=safeguarding").content.decode()
        assert "No event fits this filter." in nothing
        wrong = page.get(f"{path}?since=2021-03-09&until=2021-03-08")
        assert wrong.status_code == 422
        assert "Enter a last day on or after the first day." in wrong.content.decode()
        refused = machine.get(f"/ocgs/{ocg.ref}/timeline?since=2021-03-09&until=2021-03-08")
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "until"
        days = ("--since", "2021-03-09", "--until", "2021-03-08")
        assert terminal(cast.len, "timeline", ocg.ref, *days).exit_code == 1


def test_the_picture_shows_the_days_that_were_chosen(cast: Cast) -> None:
    ocg = with_a_history(cast)
    with clock.set_to(NOW + timedelta(days=30)):
        shown = browser(cast.len).get(
            f"/ocgs/{ocg.ref}/timeline/?since=2021-03-12&until=2021-03-15"
        )
        picture = shown.context["picture"]
        assert [row[1] for row in picture.rows if row[0] == "SIO"] == [
            "Ned Ashgrove, Northshire OCCU"
        ]
        assert [mark.text for mark in picture.marks][::2] == ["12 Mar 2021", "15 Mar 2021"]


def test_who_may_not_see_the_ocg_is_told_nothing(cast: Cast) -> None:
    ocg = cast.ocg()
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/timeline/?on=2021-03-01").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/over-time").status_code == 404
    assert terminal(cast.olive, "over-time", ocg.ref).exit_code == 1


def test_the_number_of_queries_does_not_grow_with_the_history(cast: Cast) -> None:
    numbers = []
    for ocg in (with_a_history(cast), assessed(cast)):
        with as_actor(cast.len), CaptureQueriesContext(connection) as sent:
            periods_of(ocg)
        numbers.append(len(sent))
    assert numbers[0] <= numbers[1] + 1 <= 8  # the closings are read if there is a plan


def test_each_event_of_an_ocg_has_one_kind() -> None:
    verbs = {
        path.stem
        for room in OF_AN_OCG
        for path in (TEMPLATES / room / "templates/events").glob("*.txt")
        if not path.stem.startswith(OF_AN_OFFICER)
    }
    kinds = {verb: [kind for kind, rule in VERBS.items() if re.match(rule, verb)] for verb in verbs}
    assert len(verbs) > 100
    assert {verb: found for verb, found in kinds.items() if len(found) > 1} == {}
    assert {verb for verb, found in kinds.items() if not found} == set()
