"""Several rows of a table that meet one and the same: what receipt, rows and hit say."""

from broadhurst.capabilities.deconfliction.commands.expire_bulk_checks import expire_bulk_checks
from broadhurst.foundation import clock
from tests.deconfliction.fishing import asked
from tests.deconfliction.tables import checked, rows
from tests.deconfliction.targets import PHONE, side_of
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
    assert "/deconfliction/hits/?open=1" in gone, "its hits stand, though its rows are gone"
