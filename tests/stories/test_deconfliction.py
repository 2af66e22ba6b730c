"""Stories of deconfliction: two forces, a desk, a bulk check, a flag and a match."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from broadhurst.capabilities.deconfliction.rules.rate_limits import NO_MATTER_AT_LEAST
from tests.stories.conftest import Walker

pytestmark = pytest.mark.story
LONDON = ZoneInfo("Europe/London")
SOON = datetime.now(LONDON).replace(hour=5, minute=0) + timedelta(days=2)
MONTH = f"/deconfliction/events/?month={SOON:%Y-%m}"  # may be the next month
TABLE = (
    "Full name,DOB,Mobile,Reg\n"
    "Silas Thornwhistle,14/08/1979,07700 900 801,\n"
    "Petra Cobblefield,3 Feb 1991,,AB12 CDE\n"
    "Nobody Knows,the 45th of May,,\n"
    ",,07700 900 417 999,\n"
)


def instant(walker: Walker, name: str, at: datetime) -> None:
    """Answer a date and time in its four boxes."""
    walker.date(name, at.date().isoformat())
    walker.page.fill(f"main [name='{name}_time']", f"{at:%H:%M}")


def plan(walker: Walker, kind: str, cover: str, point: str, begins: datetime) -> None:
    walker.go("/deconfliction/events/plan/")
    walker.answer(
        kind=kind, cover_name=cover, place="Car park behind the market hall", point=point,
        contact="Bronze, 0161 496 0001",
    )  # fmt: skip
    instant(walker, "starts_at", begins)
    instant(walker, "ends_at", begins + timedelta(hours=3))
    walker.send()


def newest(walker: Walker, prefix: str) -> str:
    found = re.findall(rf"{prefix}-[0-9A-Z]{{6,}}", walker.page.content())
    assert found, f"no {prefix} on {walker.page.url}"
    return str(found[0])


def check_target(walker: Walker, **answers: str) -> None:
    walker.go("/deconfliction/check/")
    walker.answer(**answers)
    walker.send()
    walker.sees("DCN-")


def spoke_and_agreed(walker: Walker, hit: str, outcome: str) -> None:
    """Acknowledge the hit, record when the two spoke, and record what they agreed."""
    walker.go(f"/deconfliction/hits/{hit}/acknowledge/")
    walker.send()
    walker.go(f"/deconfliction/hits/{hit}/record-contact/")
    instant(walker, "contacted_at", datetime.now(LONDON))
    walker.send()
    walker.sees("The contact is recorded on your side.")
    walker.go(f"/deconfliction/hits/{hit}/record-outcome/")
    walker.answer(outcome=outcome, reason="Agreed with their duty officer.")
    walker.send()


def on_a_phone(walker: Walker) -> None:
    """Check on a phone that the event's day is visible and nothing is cut off."""
    walker.page.set_viewport_size({"width": 390, "height": 844})
    walker.go(MONTH)
    day = walker.page.locator(".bh-agenda > li").filter(has_text="Copper Heron")
    assert f"{SOON:%A} {SOON.day} {SOON:%B}" in day.inner_text()
    box = day.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert not walker.page.locator(".bh-calendar").is_visible()
    walker.page.set_viewport_size({"width": 1280, "height": 900})
    assert walker.page.locator(".bh-calendar").is_visible()
    assert not day.is_visible()


def test_a_warrant_meets_surveillance_and_the_two_duty_officers_resolve_it(walker: Walker) -> None:
    walker.taken = 40
    walker.sign_in("olive")
    plan(walker, "surveillance", "Slate Curlew", "53.4794, -2.2453", SOON)
    walker.sees("DCN-")
    walker.sign_in("gail")
    plan(walker, "warrant", "Copper Heron", "53.4800, -2.2450", SOON + timedelta(hours=1))
    walker.sees_not("Slate Curlew")
    hit = newest(walker, "HIT")
    walker.picture("a-warrant-meets-surveillance")
    spoke_and_agreed(walker, hit, "delay")
    walker.go(MONTH)
    walker.sees("Copper Heron")
    walker.sees_not("Slate Curlew")
    walker.picture("planned-events")
    on_a_phone(walker)
    walker.sign_in("olive")
    walker.go("/deconfliction/hits/?tab=open")
    walker.sees(hit)
    walker.sees_not("Copper Heron", "market hall")
    spoke_and_agreed(walker, hit, "proceed")
    walker.go(f"/deconfliction/hits/{hit}/")
    walker.picture("a-hit-resolved")


def test_one_nominal_known_to_three_under_three_spellings_and_two_scripts(walker: Walker) -> None:
    walker.taken = 50
    for who, name in (("olive", "Михаил Горшков"), ("rita", "Mikhail Gorshkov")):
        walker.sign_in(who)
        check_target(walker, person=name, born="9 4 1985", matter="OP-TEASEL")
    walker.sign_in("gail")
    check_target(walker, person="Mikhael Gorshkoff", born="9 4 1985", matter="OP-BRIAR")
    walker.sees("2 hits")
    walker.picture("three-spellings")
    walker.go("/deconfliction/hits/?tab=open")
    walker.sees("Merseyside", "NWROCU")
    walker.sees_not("Горшков", "Gorshkov")


def test_a_bulk_check(walker: Walker) -> None:
    walker.taken = 60
    walker.sign_in("olive")
    check_target(walker, phone="07700 900801", matter="OP-TEASEL")
    walker.sign_in("gail")
    walker.go("/deconfliction/bulk-checks/send/")
    walker.page.set_input_files(
        "main input[type=file]",
        {"name": "nominals.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
    )
    walker.answer(matter="OP-TEASEL", purpose="To know before the arrests.", only_targets="on")
    walker.send()
    walker.picture("bulk-columns")
    walker.send()
    walker.sees("the 45th of May")
    walker.picture("bulk-preview")
    walker.send()
    walker.page.wait_for_function(
        "() => /Silas/.test(document.querySelector('main').innerText)", timeout=120_000
    )
    walker.look()
    walker.sees("Silas Thornwhistle")
    walker.picture("bulk-answers")


def test_an_officer_who_fishes_is_flagged_and_the_desk_answers(walker: Walker) -> None:
    walker.taken = 70
    walker.sign_in("gail")
    for number in range(NO_MATTER_AT_LEAST):
        walker.page.goto(f"{walker.address}/deconfliction/check/")
        walker.answer(phone=f"07700 95{number:04}")
        walker.page.locator("main form button[type=submit]").first.click()
    walker.go("/deconfliction/")
    walker.sees_not("FLG-")
    walker.sign_in("dot")
    walker.go("/deconfliction/flags/")
    walker.sees("Gail Fernsby")
    walker.page.get_by_role("link", name=re.compile("FLG-")).first.click()
    walker.look()
    walker.picture("a-flag")
    walker.go(walker.page.url.removeprefix(walker.address) + "answer/")
    walker.answer(answer="Spoke with her inspector: a list of numbers from one seized handset.")
    walker.send()
    walker.sees("Answered")


def test_the_desk_reads_why_two_entries_match(walker: Walker) -> None:
    walker.taken = 80
    walker.sign_in("olive")
    check_target(walker, person="Barnaby Quickthorn", born="1977", phone="07700 900 833",
                 matter="OP-TEASEL")  # fmt: skip
    walker.sign_in("gail")
    check_target(walker, person="Barney Quickthorn", born="2 3 1977", phone="07700 900 833",
                 matter="OP-BRIAR")  # fmt: skip
    walker.go("/deconfliction/hits/?tab=open")
    hit = newest(walker, "HIT")
    assert walker.page.goto(f"{walker.address}/deconfliction/hits/{hit}/why/").status == 404  # type: ignore[union-attr]
    walker.sign_in("dot")
    walker.go(f"/deconfliction/hits/{hit}/why/")
    walker.sees("Before anything is compared", "Together")
    walker.picture("why-they-match")
    walker.go("/deconfliction/desk/")
    walker.picture("the-desk")
