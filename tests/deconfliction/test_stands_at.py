"""Every list of open hits says what each is on and what it waits for next."""

from datetime import timedelta

from broadhurst.capabilities.deconfliction.commands.acknowledge import acknowledge
from broadhurst.capabilities.deconfliction.commands.record_contact import record_contact
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, a_hit, side_of
from tests.doors import browser, terminal
from tests.people import Cast
from tests.planned_events.events import two_events

STEPS = ("No contact yet", "No outcome yet")


def said_at(actor: Actor, *addresses: str) -> list[list[str]]:
    """Return which of the steps each page and the terminal's list name."""
    page = browser(actor)
    texts = [page.get(address).content.decode() for address in addresses]
    texts.append(terminal(actor, "deconfliction", "hits").output)
    return [[step for step in STEPS if step.lower() in text.lower()] for text in texts]


def step_by_step(actor: Actor, side: HitSide, *addresses: str) -> None:
    doors = len(addresses) + 1
    assert said_at(actor, *addresses) == [[]] * doors
    acknowledge(actor=actor, hit=side)
    assert said_at(actor, *addresses) == [["No contact yet"]] * doors
    with clock.set_to(NOW + timedelta(minutes=5)):
        record_contact(actor=actor, hit=side, contacted_at=NOW)
        assert said_at(actor, *addresses) == [["No outcome yet"]] * doors


def test_lists_of_hits_say_what_is_still_to_be_recorded(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    step_by_step(cast.gail, gails, "/deconfliction/", "/deconfliction/hits/")


def test_so_does_the_page_of_an_event(cast: Cast) -> None:
    mine, _theirs = two_events(cast.gail, cast.olive)
    step_by_step(cast.gail, side_of(cast.gail), f"/deconfliction/events/{mine.ref}/")


def test_a_hit_of_no_ocg_is_named_by_the_own_entry_and_to_nobody_else(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    asked(cast.gail, phone=[PHONE])
    gails = side_of(cast.gail)
    with as_actor(cast.gail):
        [waits] = waiting_for(cast.gail)
    assert waits.about == f"with Eastshire Police on {PHONE}"
    assert f"not necessarily the same person, on {PHONE}  due" in (
        terminal(cast.gail, "deconfliction", "hits").output
    )
    of_desk = terminal(cast.dot, "deconfliction", "hits").output
    assert (gails.ref in of_desk, PHONE in of_desk) == (True, False)


def test_on_a_telephone_what_waits_at_home_is_cards(cast: Cast) -> None:
    """Regression: the last column, with the deadline, was cut off at 390 pixels."""
    a_hit(cast)
    page = browser(cast.gail).get("/").content.decode()
    shown = page.partition('aria-label="Your tasks"')[2].partition("</table>")[0]
    assert "bh-table bh-cards" in shown
    rows = shown.count("<tr") - 1
    labels = [shown.count(f'data-label="{name}"') for name in ("Task", "Due")]
    assert (rows > 0, labels) == (True, [rows] * 2)
