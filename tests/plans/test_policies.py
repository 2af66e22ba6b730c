"""The desired outcomes and the tactics as policy: versions, dates, who may, and what plans keep."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from broadhurst.capabilities.plans.commands.add_outcome import add_outcome
from broadhurst.capabilities.plans.commands.add_tactic import add_tactic
from broadhurst.capabilities.plans.commands.change_tactic import change_tactic
from broadhurst.capabilities.plans.commands.retire_tactic import retire_tactic
from broadhurst.capabilities.plans.commands.set_outcomes import set_outcomes
from broadhurst.capabilities.plans.models import OutcomeList, TacticLibrary
from broadhurst.capabilities.plans.queries.aims import list_on, outcomes_of
from broadhurst.capabilities.plans.queries.policies import latest_list, lines_of
from broadhurst.capabilities.plans.queries.tactics import library_on, tactics_in, templates_in
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan

FIRST = date(2021, 4, 1)
CONVICTED = "Pursue: The principals are convicted"
TACTIC: dict[str, Any] = {
    "p": "pursue",
    "title": "Board up the yard",
    "text": "Ask the council to close the yard.",
    "publication": "Closure powers",
    "publisher": "Home Office",
    "published": "March 2021",
    "url": "https://www.gov.uk/closure-powers",
    "from_on": FIRST,
}


def given(**changes: Any) -> dict[str, Any]:
    """Return the latest list with another outcome in place of the convictions."""
    lines = [line for line in lines_of(latest_list()) if line != CONVICTED]
    return {
        "name": "Regional outcomes, April 2021",
        "outcomes": ["pursue: The yard has a new tenant", *lines],
        "because": "Convictions are counted elsewhere.",
        "source": "Agreed by the regional board.",
        "from_on": FIRST,
        **changes,
    }


def test_a_list_counts_from_its_first_day_and_plans_keep_their_words(cast: Cast) -> None:
    plan = a_plan(cast)
    add_outcome(actor=cast.gail, plan=plan, kind="principals_convicted")
    before = list_on(date(2021, 3, 31))
    new = set_outcomes(actor=cast.system, **given())
    assert (list_on(date(2021, 3, 31)), list_on(FIRST)) == (before, new)
    assert new.retired == ["The principals are convicted"]
    kept = {row["key"] for row in new.outcomes} & {row["key"] for row in before.outcomes}
    assert len(kept) == len(before.outcomes) - 1, "an outcome that keeps its words keeps its key"
    with clock.set_to(NOW + timedelta(days=40)), as_actor(cast.gail):
        assert "The principals are convicted" in {one.text for one in outcomes_of(plan)}
    with clock.set_to(NOW + timedelta(days=40)):
        form = browser(cast.gail).get(f"/plans/{plan.ref}/add-outcome/").content.decode()
    assert "The yard has a new tenant" in form
    assert "The principals are convicted" not in form


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"from_on": date(2021, 2, 1)}, "in the past"),
        ({"outcomes": ["The yard"]}, "like Pursue: The supply has stopped"),
        ({"outcomes": ["Pursue: One", "pursue: ONE"]}, "Enter each outcome once"),
        ({"outcomes": ["Pursue: One"]}, "Add an outcome for prepare, prevent, protect"),
        ({"because": " "}, "Say why you retire “The principals are convicted”"),
    ],
)
def test_a_list_that_could_not_be_used_is_refused(
    cast: Cast, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        set_outcomes(actor=cast.system, **given(**changes))


def test_a_later_list_is_not_overtaken(cast: Cast) -> None:
    set_outcomes(actor=cast.system, **given())
    with pytest.raises(Refused, match="The latest version starts on 1 April 2021"):
        set_outcomes(actor=cast.system, **given(from_on=date(2021, 3, 20)))


def test_tactics_are_added_changed_and_retired_from_a_day(cast: Cast) -> None:
    add_tactic(actor=cast.system, **TACTIC)
    assert "board_up_the_yard" not in {one.key for one in tactics_in(library_on(NOW.date()))}
    [added] = [one for one in tactics_in(library_on(FIRST)) if one.title == TACTIC["title"]]
    assert added.key == "board_up_the_yard"
    with pytest.raises(Refused, match="Another tactic has this title"):
        add_tactic(actor=cast.system, **TACTIC)
    with pytest.raises(Refused, match="address of the source"):
        add_tactic(actor=cast.system, **TACTIC | {"title": "Other", "url": "gov.uk"})
    change_tactic(
        actor=cast.system, key=added.key, because="It was replaced.",
        **TACTIC | {"title": "Close the yard"},
    )  # fmt: skip
    assert "Close the yard" in {one.title for one in tactics_in(library_on(FIRST))}
    retire_tactic(actor=cast.system, key="scpo", because="It was repealed.", from_on=FIRST)
    library = library_on(FIRST)
    assert "scpo" not in {one.key for one in tactics_in(library)}
    named = {
        tactic.key
        for template in templates_in(library)
        for goal in template.objectives
        for tactic in goal.tactics
    }
    assert named
    assert "scpo" not in named
    with pytest.raises(Refused, match="not in the latest version"):
        retire_tactic(actor=cast.system, key="scpo", because="Again.", from_on=FIRST)
    page = browser(cast.gail).get("/tactics/versions/").content.decode()
    assert "It was repealed." in page
    assert page.count("Planned") == 3


def test_only_an_administrator_of_the_service_changes_them(cast: Cast) -> None:
    for change in (
        lambda: set_outcomes(actor=cast.mo, **given()),
        lambda: add_tactic(actor=cast.mo, **TACTIC),
        lambda: change_tactic(actor=cast.mo, key="scpo", because="Mine.", **TACTIC),
        lambda: retire_tactic(actor=cast.mo, key="scpo", because="Mine.", from_on=FIRST),
    ):
        with pytest.raises(Refused, match="Only an administrator of the service"):
            change()
    page, machine = browser(cast.mo), Machine(cast.mo)
    for verb in ("add-tactic", "scpo/change-tactic", "scpo/retire-tactic"):
        assert verb not in page.get("/tactics/").content.decode()
        assert page.get(f"/tactics/{verb}/").status_code == 403
        assert browser(None).get(f"/tactics/{verb}/").status_code == 302
    assert "set-outcomes" not in page.get("/desired-outcome-lists/").content.decode()
    assert page.get("/desired-outcome-lists/set-outcomes/").status_code == 403
    body = {"because": "Mine.", "from_on": "2021-04-01"}
    assert machine.post("/tactics/scpo/retire-tactic", **body).status_code == 409
    said = terminal(
        cast.mo, "plans", "retire-tactic", "scpo", "--because=Mine.", "--from-on=2021-04-01"
    )
    assert "Only an administrator of the service" in said.output


def test_a_page_previews_what_a_list_adds_and_retires(cast: Cast) -> None:
    page, address = browser(cast.system), "/desired-outcome-lists/set-outcomes/"
    assert CONVICTED in page.get(address).content.decode()
    typed = given()
    body = typed | {"outcomes": "\n".join(typed["outcomes"]), "from_on": "2021-04-01"}
    shown = page.post(address, body | {"and_then": "preview"}).content.decode()
    assert "<li>The yard has a new tenant</li>" in shown
    assert "<li>The principals are convicted</li>" in shown
    assert latest_list().follows is None, "nothing is saved"
    assert page.post(address, body).status_code == 302
    lists = page.get("/desired-outcome-lists/").content.decode()
    for said in ("Planned", "Convictions are counted elsewhere.", "Example"):
        assert said in lists


def test_page_api_and_terminal_change_tactics(cast: Cast) -> None:
    page, machine = browser(cast.system), Machine(cast.system)
    body = TACTIC | {"from_on": "2021-04-01"}
    assert page.post("/tactics/add-tactic/", body).status_code == 302
    form = page.get("/tactics/board_up_the_yard/change-tactic/").content.decode()
    assert TACTIC["text"] in form
    answer = machine.post(
        "/tactics/board_up_the_yard/change-tactic", title="Close it", because="New words."
    )
    assert answer.status_code == 200, answer.content
    assert "Close it" in [row["title"] for row in answer.json()["tactics"]]
    done = terminal(
        cast.system, "plans", "retire-tactic", "scpo", "--because=Repealed.",
        "--from-on=2021-04-01",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert terminal(cast.system, "plans", "retire-tactic", "nothing").exit_code != 0
    assert page.get("/tactics/scpo/retire-tactic/").status_code == 404
    items = machine.get("/tactics/versions").json()["items"]
    assert [len(row["retired"]) for row in items] == [1, 0, 0, 0]
    sent = given()
    answer = machine.post("/desired-outcome-lists/set-outcomes", **sent | {"from_on": "2021-04-01"})
    assert answer.status_code == 201, answer.content


def test_versions_are_never_changed_and_followed_once(cast: Cast) -> None:
    new = set_outcomes(actor=cast.system, **given())
    with as_actor(cast.system):
        for model in (OutcomeList, TacticLibrary):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                model.objects.update(name="Other")
        with pytest.raises(IntegrityError, match="follows"), transaction.atomic():
            OutcomeList.objects.create(
                version="X", name="X", outcomes=[], from_on=FIRST, source="X", follows=new.follows
            )


def test_two_administrators_at_once_do_not_undo_each_other(committed: Cast) -> None:
    outcomes = at_once(
        lambda: add_tactic(actor=committed.system, **TACTIC),
        lambda: add_tactic(actor=committed.system, **TACTIC | {"title": "Watch the yard"}),
    )
    refused = [one for one in outcomes if isinstance(one, Exception)]
    added = {one.title for one in tactics_in(library_on(FIRST))} & {
        "Board up the yard", "Watch the yard",
    }  # fmt: skip
    assert len(added) == 2 - len(refused), "what was not refused is kept"
