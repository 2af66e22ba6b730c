"""The words for a row that was not moved back, at page, API and terminal."""

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.merging.commands.merge import merge
from broadhurst.capabilities.merging.commands.split import split
from broadhurst.capabilities.merging.models import Merge
from broadhurst.capabilities.merging.queries.parts import MOVES
from broadhurst.capabilities.merging.queries.row_words import WORDS, in_words, words_of
from broadhurst.capabilities.merging.queries.split_parts import Chosen, rows_going
from broadhurst.capabilities.merging.writes.split_rows import OF_A_REQUEST
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.merging.made import added, whole
from tests.people import Cast

BECAUSE = "Both names were given to one group."
KEPT = [
    "Phone number 07700 900123, of Scarlet Kestrel",
    "Osric Penhallow, as a member of Scarlet Kestrel",
]


def test_every_table_that_moves_has_words(cast: Cast) -> None:
    with as_actor(cast.gail):
        ocg = cast.ocg()
        rows = [move(ocg) for move in MOVES.values()] + list(rows_going(ocg, Chosen()).values())
    moving = {queryset.model for queryset in rows} | {Person, *OF_A_REQUEST}
    assert moving <= set(WORDS)


def test_each_row_is_named_by_its_person_or_what_it_is(cast: Cast) -> None:
    made = whole(cast)
    with as_actor(cast.gail):
        member = Membership.objects.get(person=made.victim)
        rows = (member, made.victim, made.vehicle, made.order, made.referral, made.request,
                made.link, made.link_of_people)  # fmt: skip
        assert [in_words(row) for row in rows] == [
            "Tilly Marchbank, as a member of Copper Heron",
            "Details of Tilly Marchbank",
            "Vehicle registration AB12 CDE, of Copper Heron",
            f"Serious crime prevention order, Barnaby Ragwort {made.order.ref}",
            f"Referral of Tilly Marchbank {made.referral.ref}",
            f"Request “Bring in local partners” {made.request.ref}",
            f"Link between Copper Heron and Amber Stoat {made.link.ref}",
            f"Link between Barnaby Ragwort and Lorcan Tansyfield {made.link_of_people.ref}",
        ]


def test_a_row_that_the_reader_cannot_see_has_no_details(cast: Cast) -> None:
    made = whole(cast)
    with as_actor(cast.gail):
        member = Membership.objects.get(person=made.victim)
    with as_actor(cast.olive):
        assert words_of(Membership, member.pk) == "A member"
        assert words_of(Identifier, made.vehicle.pk) == "An identifier"


def merged_then_split(cast: Cast) -> Merge:
    """Merge Pewter Bunting into Amber Stoat, then send its person on to Scarlet Kestrel."""
    ocg, into = cast.ocg(name="Pewter Bunting"), cast.ocg(name="Amber Stoat")
    person = added(cast, ocg, "Osric Penhallow").person
    added(cast, into, "Otis Furze")
    _phone(cast, ocg, person)
    made = merge(actor=cast.gail, ocg=ocg, into=into, because=BECAUSE)
    split(actor=cast.gail, ocg=into, name="Scarlet Kestrel", because=BECAUSE, people=[person])
    return made


def _phone(cast: Cast, ocg: Ocg, person: Person) -> None:
    add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value="07700 900123", person=person)


def test_the_page_says_what_was_not_moved_back(cast: Cast) -> None:
    made = merged_then_split(cast)
    page = browser(cast.gail).post(
        f"/merges/{made.ref}/undo/", {"because": "They are two."}, follow=True
    )
    said = f"Not moved back, because it changed since: {'; '.join(KEPT)}."
    assert said in page.content.decode()


def test_the_api_says_what_was_not_moved_back(cast: Cast) -> None:
    made = merged_then_split(cast)
    answer = Machine(cast.gail).post(f"/merges/{made.ref}/undo", because="They are two.")
    assert answer.json()["kept"] == KEPT


def test_the_terminal_says_what_was_not_moved_back(cast: Cast) -> None:
    made = merged_then_split(cast)
    said = terminal(cast.gail, "register", "undo-merge", made.ref, "--because=They are two.")
    for words in KEPT:
        assert f"Not moved back, because it changed since: {words}\n" in said.output
