"""A desk reads the hits on its silent entry. Others read only that a desk knows."""

from dataclasses import replace

from broadhurst.capabilities.deconfliction.models import Entry, Hit
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.doors import Machine, browser, terminal
from tests.people import Cast

REASON = "A threat to life."


def silent(actor: Actor) -> Entry:
    """Enter a phone number silently, for a desk's own unit."""
    at_desk = replace(actor, roles=actor.roles | {"desk"})
    asked(at_desk, phone=[PHONE], is_silent=True, because=REASON)
    with as_actor(actor):
        return Entry.objects.get(is_silent=True)


def the_hit() -> Hit:
    with elevated("to prove in a test what was raised"):
        return Hit.objects.get()


def said_of(actor: Actor, entry: Entry) -> str:
    """Return all that an entry's page, API and terminal say about it."""
    page = browser(actor).get(f"/deconfliction/entered/{entry.ref}/").content.decode()
    answer = Machine(actor).get(f"/deconfliction/entered/{entry.ref}").content.decode()
    told = terminal(actor, "deconfliction", "entry", entry.ref)
    assert told.exit_code == 0, told.output
    return "\n".join((page[page.index("<main") : page.index("</main>")], answer, told.output))


def read_by_a_desk(actor: Actor, hit: Hit) -> str:
    """Return all that a desk learns of a hit in review, on page, API and terminal."""
    address = f"/deconfliction/hits/{hit.ref}"
    pages = [browser(actor).get(f"{address}/{name}/") for name in ("review", "why")]
    answer = Machine(actor).get(f"/hits/{hit.ref}/why")
    assert {one.status_code for one in (*pages, answer)} == {200}
    told = terminal(actor, "deconfliction", "why", hit.ref).output
    return "\n".join((*(one.content.decode() for one in (*pages, answer)), told))


def test_a_desk_reads_which_of_its_own_entries_is_met(cast: Cast) -> None:
    entry = silent(cast.dot)
    other = asked(cast.dot, phone=["07700 900456"], is_silent=True, because=REASON)
    asked(cast.olive, phone=[PHONE])
    hit = the_hit()
    address = f"/deconfliction/hits/{hit.ref}"
    for name in ("review", "why"):
        page = browser(cast.dot).get(f"{address}/{name}/").content.decode()
        assert f"/deconfliction/entered/{entry.ref}/" in page
        assert PHONE in page
        assert "900456" not in page
    [side] = Machine(cast.dot).get(f"/hits/{hit.ref}/why").json()["sides"]
    assert (side["unit"], side["entry"], side["title"]) == ("n-desk", entry.ref, entry.title)
    assert [one["value"] for one in side["shared"]] == [PHONE]
    told = terminal(cast.dot, "deconfliction", "why", hit.ref).output
    assert f"{entry.ref} {entry.title}" in told
    assert other.referred == 0


def test_and_the_entrys_own_page_says_that_it_waits(cast: Cast) -> None:
    entry = silent(cast.dot)
    assert "No hit is listed here. None waits for your desk to review." in said_of(cast.dot, entry)
    asked(cast.olive, phone=[PHONE])
    hit, said = the_hit(), said_of(cast.dot, entry)
    assert said.count("1 hit waits for your desk to review.") == 3, "at every door"
    assert f"/deconfliction/hits/{hit.ref}/review/" in said
    assert "No hit" not in said
    answer = Machine(cast.dot).get(f"/deconfliction/entered/{entry.ref}").json()
    assert (answer["hits"], answer["to_review"]) == ([], [hit.ref])
    gone = browser(cast.dot).get(f"/deconfliction/entered/{entry.ref}/withdraw/").content.decode()
    assert f"Still to review: {hit.ref}" in gone
    review_hit(actor=cast.dot, hit=hit, decision="confirm", reason="They must speak.")
    answer = Machine(cast.dot).get(f"/deconfliction/entered/{entry.ref}").json()
    assert (answer["hits"], answer["to_review"]) == ([hit.ref], [])


def test_a_unit_that_is_no_desk_cannot_tell_whether_one_waits(cast: Cast) -> None:
    """The text is the same to the byte before and after, and never says "no hit"."""
    entry = silent(cast.gail)
    before = said_of(cast.gail, entry)
    assert before.count("To find out if there is one, ask the desk") == 3, "at every door"
    assert "No hit" not in before
    asked(cast.olive, phone=[PHONE])
    hit = the_hit()
    assert hit.state == Hit.State.REFERRED
    assert said_of(cast.gail, entry) == before
    withdrawn = f"/deconfliction/entered/{entry.ref}/withdraw/"
    assert hit.ref not in browser(cast.gail).get(withdrawn).content.decode()
    review_hit(actor=cast.dot, hit=hit, decision="dismiss", reason="Another's.")
    assert said_of(cast.gail, entry) == before, "nor what the desk decided"


def test_its_desk_reads_the_unit_and_not_the_entry(cast: Cast) -> None:
    entry = silent(cast.gail)
    asked(cast.olive, phone=[PHONE])
    hit = the_hit()
    said = read_by_a_desk(cast.dot, hit)
    assert cast.gail.unit.name in said
    for hidden in (entry.ref, entry.title, PHONE, "900123", REASON):
        assert hidden not in said, "a desk sees hits, not entries"
    address = f"/deconfliction/hits/{hit.ref}"
    for unknowing in (cast.gail, cast.olive, cast.roz, cast.otto):
        assert browser(unknowing).get(f"{address}/review/").status_code == 404
        assert browser(unknowing).get(f"{address}/why/").status_code == 404
        assert Machine(unknowing).get(f"/hits/{hit.ref}/why").status_code == 404
        assert "not exist" in terminal(unknowing, "deconfliction", "why", hit.ref).output


def test_an_open_entry_says_that_what_is_near_goes_to_a_desk_first(cast: Cast) -> None:
    asked(cast.gail, phone=[], company=["Fernsbey Haulage, M1 2AB"])
    with as_actor(cast.gail):
        entry = Entry.objects.get()
    before = said_of(cast.gail, entry)
    assert before.count("Possible matches go to a desk first") == 3
    asked(cast.olive, phone=[], company=["Fernsby Haulage, M1 1AA"])
    assert the_hit().state == Hit.State.REVIEW
    assert said_of(cast.gail, entry) == before
