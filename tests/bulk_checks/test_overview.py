"""What the pages of deconfliction show of bulk checks."""

import re

from tests.bulk_checks.tables import started
from tests.doors import browser
from tests.people import Cast


def tile(page: str) -> str:
    """Return the number on the tile of bulk checks, or nothing without a tile."""
    found = re.search(r"bulk checks under way(?:\s|<[^>]*>)*(\d+)", page)
    return found[1] if found else ""


def test_the_overview_counts_bulk_checks_of_the_own_unit_that_wait_or_run(cast: Cast) -> None:
    started(cast.gail)
    for actor, shown in ((cast.gail, "1"), (cast.olive, "0"), (cast.dot, "")):
        page = browser(actor).get("/deconfliction/").content.decode()
        assert tile(page) == shown, actor.officer
