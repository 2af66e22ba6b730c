"""The list, the part of an OCG's page, tasks and notifications of disruptions."""

from datetime import timedelta

from broadhurst.capabilities.disruptions.commands.moderate import moderate
from broadhurst.capabilities.disruptions.commands.withdraw import withdraw
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.surfaces.home.queries import waiting_for
from tests.conftest import NOW
from tests.disruptions.making import accepted, claimed
from tests.doors import Machine, browser
from tests.people import Cast


def test_list_has_tabs_and_filters(cast: Cast) -> None:
    ocg = cast.ocg()
    mine, theirs = claimed(cast, ocg), accepted(cast, ocg, by=cast.len, happened_on=NOW.date())
    machine = Machine(cast.gail)

    def listed(query: str, who: Machine = machine) -> set[str]:
        return {row["ref"] for row in who.get(f"/disruptions?{query}").json()["items"]}

    assert listed("tab=mine") == {mine.ref}
    assert listed("tab=all") == {mine.ref, theirs.ref}
    assert listed("tab=to_moderate") == set()
    assert listed("tab=to_moderate", Machine(cast.mo)) == {mine.ref}
    assert listed("tab=all&grade=major") == {theirs.ref}
    assert listed("tab=all&stage=claimed") == {mine.ref}
    assert listed("tab=all&p=prevent") == set()
    assert listed("tab=all&q=heron courier") == {mine.ref, theirs.ref}
    assert listed("tab=all&lead=northshire") == {mine.ref, theirs.ref}
    page = browser(cast.gail).get("/disruptions/?tab=all").content.decode()
    assert "Copper Heron" in page


def test_empty_list_and_part_say_what_will_appear(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail)
    assert "No disruptions yet" in page.get("/disruptions/?tab=all").content.decode()
    part = page.get(f"/ocgs/{ocg.ref}/disruptions/").content.decode()
    assert f"/ocgs/{ocg.ref}/claim-disruption/" in part
    other = browser(cast.mo).get(f"/ocgs/{ocg.ref}/disruptions/").content.decode()
    assert "claim-disruption" not in other
    totals = page.get("/disruption-ledger/").content.decode()
    assert "No disruptions in this period" in totals


def test_only_verbs_that_the_reader_may_use_are_offered(cast: Cast) -> None:
    one = accepted(cast)
    page = browser(cast.cora).get(f"/disruptions/{one.ref}/").content.decode()
    assert "Change the grade" not in page
    assert "Withdraw disruption" in page


def test_claimant_and_leads_are_told_once_of_the_decision(cast: Cast) -> None:
    one = claimed(cast)
    assert not notices_told(cast, "gail")
    moderate(actor=cast.mo, disruption=one, outcome="accepted", grade="minor", reason="Short.")
    for name in ("gail", "len"):
        assert notices_told(cast, name) == ["disruption.accepted"]
    withdraw(actor=cast.gail, disruption=one, reason="Wrong OCG.")
    assert notices_told(cast, "len") == ["disruption.accepted", "disruption.withdrawn"]
    timeline = browser(cast.gail).get("/notices/").content.decode()
    assert "as minor, claimed as major" in timeline


def notices_told(cast: Cast, name: str) -> list[str]:
    actor = getattr(cast, name)
    with as_actor(actor):
        verbs = [notice.event.verb for notice in notices_of(actor)]
    return sorted(verb for verb in verbs if verb.startswith("disruption."))


def test_tasks_say_by_when(cast: Cast) -> None:
    one = claimed(cast)
    with as_actor(cast.mo):
        (task,) = [task for task in waiting_for(cast.mo) if task.room == "disruptions"]
    assert task.due == NOW.date() + timedelta(days=14)
    later = NOW + timedelta(days=20)
    with clock.set_to(later):
        moderate(actor=cast.mo, disruption=one, outcome="returned", reason="Which?")
        with as_actor(cast.gail):
            (task,) = [task for task in waiting_for(cast.gail) if task.room == "disruptions"]
    assert task.due == later.date() + timedelta(days=14)
