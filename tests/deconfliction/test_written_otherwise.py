"""One hit covers a person's entries in other spellings, as their pages show."""

from broadhurst.capabilities.deconfliction.models import Entry, Hit
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.rules.hits import ONE_MAY_STAND
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.deconfliction.test_silent_entries import said_of
from tests.doors import Machine, browser, terminal
from tests.people import Cast

NAME, OTHERWISE, BORN = "Panteley Khvorostenko", "Pantaley Khvorostenko", "1988-03-27"
LISTED = "Hits on your other entries for the same person"


def named(actor: Actor, name: str, **changes: object) -> Entry:
    """Enter a name and a date of birth for a unit, and return the entry."""
    matter = str(changes.pop("matter", "OP-TEASEL"))
    asked(actor, person=[name], born=BORN, phone=[], matter=matter, **changes)
    with as_actor(actor):
        return Entry.objects.filter(unit=actor.unit).latest("pk")


def own_hits(actor: Actor) -> list[str]:
    with as_actor(actor):
        return [side.ref for side in sides().filter(unit=actor.unit)]


def two_of_one_hit(cast: Cast) -> tuple[Entry, Entry, str]:
    """Enter one person twice for Gail, so that one hit with Olive covers both.

    Return the entry on which the hit was raised, the other entry, and the hit.
    """
    entries = [named(cast.gail, NAME), named(cast.gail, OTHERWISE)]
    named(cast.olive, NAME)
    [ref] = own_hits(cast.gail)
    with as_actor(cast.gail):
        on = sides().get().entry
    [other] = [one for one in entries if one != on]
    assert on
    return on, other, ref


def test_the_page_of_the_other_leads_to_the_hit_at_every_door(cast: Cast) -> None:
    on, other, ref = two_of_one_hit(cast)
    page = browser(cast.gail).get(f"/deconfliction/entered/{other.ref}/").content.decode()
    assert LISTED in page
    assert f'href="/deconfliction/hits/{ref}/"' in page
    assert ONE_MAY_STAND in page
    answer = Machine(cast.gail).get(f"/deconfliction/entered/{other.ref}").json()
    assert (answer["hits"], answer["on_the_same_written_otherwise"]) == ([], [ref])
    told = terminal(cast.gail, "deconfliction", "entry", other.ref).output
    assert f"On another entry for the same person: {ref}" in told
    assert f", on {on.title}" in told
    itself = browser(cast.gail).get(f"/deconfliction/entered/{on.ref}/").content.decode()
    assert (ref in itself, LISTED in itself) == (True, False), "once, on the entry itself"


def test_another_person_or_thing_leads_nowhere(cast: Cast) -> None:
    _on, _other, ref = two_of_one_hit(cast)
    stranger = named(cast.gail, "Juniper Ashdown")
    asked(cast.gail, phone=[PHONE])
    with as_actor(cast.gail):
        thing = Entry.objects.latest("pk")
    for entry in (stranger, thing):
        said = said_of(cast.gail, entry)
        assert (ref in said, LISTED in said, ONE_MAY_STAND in said) == (False, False, False)


def test_a_silent_entry_says_what_it_ever_does(cast: Cast) -> None:
    """A desk's silent entry, next to an open entry of the same person with a hit."""
    named(cast.dot, NAME)
    named(cast.olive, NAME)
    [ref] = own_hits(cast.dot)
    silent = named(cast.dot, OTHERWISE, is_silent=True, because="A threat to life.", matter="OP-X2")
    assert silent.is_silent
    assert ref not in said_of(cast.dot, silent)


def test_what_only_a_desk_knows_is_listed_nowhere(cast: Cast) -> None:
    """The hit on one entry waits for a desk, so the other's page does not show it."""
    named(cast.gail, NAME)
    other = named(cast.gail, OTHERWISE)
    before = said_of(cast.gail, other)
    named(cast.roz, NAME, is_silent=True, because="A threat to life.")
    with as_actor(cast.roz):
        waiting = list(Hit.objects.filter(state=Hit.State.REFERRED).order_by("pk"))
    assert waiting
    assert said_of(cast.gail, other) == before
    for hit in waiting:
        review_hit(actor=cast.roz, hit=hit, decision="dismiss", reason="Another.")
    assert said_of(cast.gail, other) == before
