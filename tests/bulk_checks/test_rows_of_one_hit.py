"""Several rows with the same hit: what the receipt, the rows and the hit say."""

from broadhurst.capabilities.bulk_checks.commands.expire import expire_bulk_checks
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.bulk_checks.tables import checked, rows
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, far_ocg, side_of, with_phone, with_suspect
from tests.doors import Machine, browser
from tests.people import Cast

TWO = f"Name,Phone\nPerry Windle,{PHONE}\nPerry Windle,{PHONE}\n"


def test_the_receipt_counts_rows_with_a_hit_and_leads_to_them(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    done = checked(cast.gail, TWO)
    made, said = done.receipt, "2 targets with a hit, 2 targets checked"
    assert made is not None
    assert made.answer == said
    side = side_of(cast.gail)
    assert [row.hits for row in rows(cast.gail, done)] == [[side.ref]] * 2, "one and the same"
    page = browser(cast.gail).get(f"/deconfliction/checks/{made.ref}/").content.decode()
    to_rows = f"/deconfliction/bulk-checks/{done.ref}/?answer=hit"
    assert said in page
    assert to_rows in page
    assert side.ref in browser(cast.gail).get(to_rows).content.decode()
    told = Machine(cast.gail).get(f"/deconfliction/checks/{made.ref}").json()
    assert (told["answer"], told["bulk_check"], told["hits"]) == (said, done.ref, None)
    for stranger in (cast.olive, cast.dot, cast.rita):
        receipt = browser(stranger).get(f"/deconfliction/checks/{made.ref}/")
        assert receipt.status_code == browser(stranger).get(to_rows).status_code == 404
    with clock.set_to(done.expires_at):
        expire_bulk_checks(actor=cast.system)
        gone = browser(cast.gail).get(f"/deconfliction/checks/{made.ref}/").content.decode()
    assert "/deconfliction/hits/?tab=open" in gone, "its hits stand, though its rows are gone"


def test_an_entry_that_a_standing_hit_answers_says_so_and_the_hit_names_it(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    asked(cast.gail, person=["Perry Windle"], phone=[PHONE], matter="OP-TEASEL")
    side = side_of(cast.gail)
    done = checked(
        cast.gail, f"Name,Phone\nJuniper Ashdown,{PHONE}\nTamsin Reedmace,07700 900456\n"
    )
    first, second = rows(cast.gail, done)
    assert (first.hits, second.hits) == ([side.ref], [])
    hit, address = browser(cast.gail), f"/deconfliction/hits/{side.ref}"
    shown = hit.get(f"{address}/").content.decode()
    told = Machine(cast.gail).get(f"/hits/{side.ref}").json()
    for entry, is_named in ((first.entry, True), (second.entry, False)):
        assert entry is not None
        assert (f"/deconfliction/entered/{entry.ref}/" in shown) == is_named
        assert (entry.ref in told["stands_for"]) == is_named
        page = hit.get(f"/deconfliction/entered/{entry.ref}/").content.decode()
        assert (side.ref in page) == is_named
        assert ("No hit is listed here" in page) != is_named
        listed = Machine(cast.gail).get(f"/deconfliction/entered/{entry.ref}").json()["hits"]
        assert listed == [side.ref] * is_named
    assert first.entry is not None
    goes = hit.get(f"/deconfliction/entered/{first.entry.ref}/withdraw/").content.decode()
    assert side.ref not in goes, "the hit is raised on another entry, and keeps what it says"


def test_a_hit_names_what_the_two_came_to_share_since(cast: Cast) -> None:
    """It was raised by name and date of birth.

    Then both add a phone number of another entry.
    """
    ours, theirs = cast.ocg(), far_ocg(cast)
    known = {one: with_suspect(one, ocg, "Perry Windle") for one, ocg in
             ((cast.gail, ours), (cast.olive, theirs))}  # fmt: skip
    side, other = side_of(cast.gail), side_of(cast.olive)
    with_phone(cast.olive, theirs, PHONE, known[cast.olive])
    with_phone(cast.gail, ours, PHONE, known[cast.gail])
    made = asked(cast.gail, matter="OP-BURDOCK")
    assert (made.hit_count, made.hits) == (1, [side.hit_id]), "the same hit stands for it"
    for actor, hit in ((cast.gail, side), (cast.olive, other)):
        page = browser(actor).get(f"/deconfliction/hits/{hit.ref}/").content.decode()
        assert PHONE in page, "each reads what of its own the other has by now"
    with as_actor(cast.gail):
        entry = Entry.objects.get(matter="OP-BURDOCK")
    listed = Machine(cast.gail).get(f"/deconfliction/entered/{entry.ref}").json()["hits"]
    assert listed == [side.ref]
    assert Machine(cast.gail).get(f"/hits/{side.ref}").json()["stands_for"] == [entry.ref]


def test_nobody_else_reads_for_which_entries_it_stands(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    asked(cast.gail, person=["Perry Windle"], phone=[PHONE], matter="OP-TEASEL")
    done = checked(cast.gail, f"Name,Phone\nJuniper Ashdown,{PHONE}\n")
    [row] = rows(cast.gail, done)
    side = side_of(cast.gail)
    assert row.entry is not None
    for reader, address in ((cast.olive, side.ref), (cast.dot, side.address)):
        page = browser(reader).get(f"/deconfliction/hits/{address}/")
        told = Machine(reader).get(f"/hits/{address}")
        assert page.status_code == told.status_code == 200
        assert told.json()["stands_for"] == []
        for hidden in (row.entry.ref, "Juniper Ashdown"):
            assert hidden not in page.content.decode()
            assert hidden not in told.content.decode()
