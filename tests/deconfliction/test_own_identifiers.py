"""Only the unit itself reads what it entered, and what another unit shares."""

import re
from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.bulk_checks.tables import checked
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import SAME_PHONE, side_of
from tests.doors import Machine, browser, terminal
from tests.people import Cast

MUCH: dict[str, Any] = {
    "person": ["Barnaby Crickmere"], "born": "1988-03-27", "sex": "m", "matter": "OP-TEASEL",
    "phone": ["07700 900123", "07700 900456"], "vehicle": ["AB12 CDE"],
}  # fmt: skip
HELD = ("Barnaby Crickmere", "07700 900123", "07700 900456", "AB12 CDE")


def entry_of(actor: Actor) -> Entry:
    with as_actor(actor):
        return Entry.objects.get()


def test_an_entry_has_a_page_with_all_that_it_holds(cast: Cast) -> None:
    asked(cast.gail, **MUCH)
    ref = entry_of(cast.gail).ref
    listed = browser(cast.len).get("/deconfliction/entered/").content.decode()
    assert f'href="/deconfliction/entered/{ref}/"' in listed
    page = browser(cast.len).get(f"/deconfliction/entered/{ref}/").content.decode()
    told = str(Machine(cast.len).get(f"/deconfliction/entered/{ref}").json())
    said = terminal(cast.len, "deconfliction", "entry", ref).output
    for text in HELD:
        assert text in page
        assert text in told
        assert text in said
    assert "OP-TEASEL" in page
    assert "OP-TEASEL" in told


@pytest.mark.parametrize(
    ("born", "words"),
    [("1988-03-07", "7 March 1988"), ("1988-03", "March 1988"), ("1988", "1988")],
)
def test_who_reads_it_reads_words_and_a_program_what_was_written(
    cast: Cast, born: str, words: str
) -> None:
    asked(cast.gail, **MUCH | {"born": born})
    ref = entry_of(cast.gail).ref
    page = " ".join(
        browser(cast.len).get(f"/deconfliction/entered/{ref}/").content.decode().split()
    )
    said = terminal(cast.len, "deconfliction", "entry", ref).output
    for kind, text in (("Date of birth", words), ("Sex", "Male")):
        assert re.search(rf">{kind}</dt> <dd [^>]*>{text}</dd>", page)
        assert f"  {kind}: {text}\n" in said
    told = Machine(cast.len).get(f"/deconfliction/entered/{ref}").json()["submitted"]
    assert {"kind": "Date of birth", "value": born} in told
    assert {"kind": "Sex", "value": "m"} in told


def test_the_sex_that_a_table_says_is_read_in_words_too(cast: Cast) -> None:
    checked(cast.gail, "Name,DOB,Sex\nPerry Windle,27/03/1988,M\n")
    ref = entry_of(cast.gail).ref
    assert "Male" in browser(cast.gail).get(f"/deconfliction/entered/{ref}/").content.decode()
    assert "  Sex: Male\n" in terminal(cast.gail, "deconfliction", "entry", ref).output


def test_nobody_else_reads_it_though_they_share_a_hit_or_serve_the_unit(cast: Cast) -> None:
    asked(cast.gail, **MUCH)
    asked(cast.olive, phone=[SAME_PHONE])
    ref = entry_of(cast.gail).ref
    for outsider in (cast.olive, cast.dot, cast.rita, cast.mo, cast.connie, cast.system):
        answers = (
            browser(outsider).get(f"/deconfliction/entered/{ref}/"),
            Machine(outsider).get(f"/deconfliction/entered/{ref}"),
        )
        for answer in answers:
            assert answer.status_code == 404
            assert "Crickmere" not in answer.content.decode()
        assert "not exist" in terminal(outsider, "deconfliction", "entry", ref).output
    assert browser(None).get(f"/deconfliction/entered/{ref}/").status_code == 302
    assert Machine(None).get(f"/deconfliction/entered/{ref}").status_code == 401


def test_ones_own_side_of_a_hit_names_what_one_entered_and_both_have(cast: Cast) -> None:
    asked(cast.gail, **MUCH)
    asked(cast.olive, person=["Ned Larchbottom"], phone=[SAME_PHONE], vehicle=["XY34 ZZZ"])
    ref = side_of(cast.gail).ref
    for actor, own, other in (
        (cast.gail, "07700 900123", SAME_PHONE),
        (cast.olive, SAME_PHONE, "07700 900123"),
    ):
        told = Machine(actor).get(f"/hits/{ref}").json()
        assert told["shared"] == [{"kind": "Phone number", "value": own}]
        for place in (f"hits/{ref}/", f"hits/{ref}/acknowledge/"):
            page = browser(actor).get(f"/deconfliction/{place}").content.decode()
            assert f"<strong>{own}</strong>" in page
            assert other not in page
            assert "900456" not in page
            # Not its last letters alone: a random token may hold three letters.
            assert "XY34 ZZZ" not in page
            assert "XY34ZZZ" not in page


def test_a_desk_reads_no_identifier_on_the_hits_of_the_units_it_serves(cast: Cast) -> None:
    asked(cast.gail, **MUCH)
    asked(cast.olive, phone=[SAME_PHONE])
    ref = side_of(cast.gail).ref
    assert Machine(cast.dot).get(f"/hits/{ref}").json()["shared"] == []
    page = browser(cast.dot).get(f"/deconfliction/hits/{ref}/").content.decode()
    assert "You both have" not in page
    assert "900123" not in page


def test_once_the_entry_is_gone_no_key_of_it_stays_with_the_hit(cast: Cast) -> None:
    asked(cast.gail, **MUCH)
    asked(cast.olive, phone=[SAME_PHONE])
    withdraw_entry(actor=cast.gail, entry=entry_of(cast.gail))
    with elevated("to see in a test what is kept"):
        kept = {side.unit_id: side.shared for side in HitSide.objects.all()}
    assert kept[cast.gail.unit.pk] == []
    assert kept[cast.olive.unit.pk], "the other's own entry is still there"
    assert Machine(cast.gail).get(f"/hits/{side_of(cast.gail).ref}").json()["shared"] == []


def test_an_expired_entry_has_no_page(cast: Cast) -> None:
    asked(cast.gail, **MUCH)
    ref = entry_of(cast.gail).ref
    with clock.set_to(NOW + timedelta(days=800)):
        assert browser(cast.gail).get(f"/deconfliction/entered/{ref}/").status_code == 404


def test_what_is_left_out_is_read_and_named_in_no_hit(cast: Cast) -> None:
    """A number that cannot be checked is kept as it was written."""
    asked(cast.gail, phone=["07700 900123", "999"])
    asked(cast.olive, phone=[SAME_PHONE])
    told = Machine(cast.gail).get(f"/hits/{side_of(cast.gail).ref}").json()
    assert told["shared"] == [{"kind": "Phone number", "value": "07700 900123"}]
    page = browser(cast.gail).get(f"/deconfliction/entered/{entry_of(cast.gail).ref}/")
    assert "999" in page.content.decode()
