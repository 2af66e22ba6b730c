"""The giver's commands while a transfer is open, from the pack to the check."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.close import close
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.tasking.commands.allocate import allocate
from broadhurst.capabilities.transfers.commands.add_risk import add_risk
from broadhurst.capabilities.transfers.commands.check_again import check_again
from broadhurst.capabilities.transfers.commands.prepare import prepare
from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.tasking.stage import FROM, set_the_stage
from tests.transfers.making import acknowledged, assessed, opened, planned, referred

OFFICER = "Dot Larkmoor"


def sources(transfer: Transfer, cast: Cast) -> list[str]:
    with as_actor(cast.gail):
        return sorted(
            Risk.objects.filter(transfer=transfer, over_at=None).values_list("source", flat=True)
        )


def test_each_open_risk_of_the_records_is_listed(cast: Cast) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    referred(cast, ocg)
    transfer = opened(cast, ocg)
    with clock.set_to(NOW + timedelta(days=8)):
        prepare(
            actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER,
            threat_to_life="Warning 12 of 4 March 2021",
        )  # fmt: skip
    assert sources(transfer, cast) == ["action", "referral", "threat_to_life", "unknown"]


def test_an_ocg_without_assessment_or_plan_says_so(cast: Cast) -> None:
    transfer = opened(cast, cast.ocg())
    prepare(actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER)
    assert sources(transfer, cast) == ["unknown", "unknown"]


def test_a_hit_becomes_a_risk_for_the_giver_lists_what_the_receiver_cannot_read(
    cast: Cast,
) -> None:
    theirs = cast.ocg()
    add_identifier(actor=cast.gail, ocg=theirs, kind="phone", value="07700 900123")
    transfer = opened(cast, theirs)
    prepare(actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER)
    assert "hit" not in sources(transfer, cast)
    cast.gail, giver = cast.olive, cast.gail
    other = cast.ocg(lro=cast.otto.officer, sio=cast.olive.officer)
    cast.gail = giver
    check_again(actor=cast.gail, transfer=transfer)
    assert "hit" not in sources(transfer, cast), "Olive has not added it yet"
    add_identifier(actor=cast.olive, ocg=other, kind="phone", value="+44 7700 900123")
    check_again(actor=cast.gail, transfer=transfer)
    assert "hit" in sources(transfer, cast)
    with as_actor(cast.hal):
        assert Risk.objects.get(transfer=transfer, source="hit").acknowledged_by is None


def test_the_pack_holds_the_records_as_they_stood(cast: Cast) -> None:
    ocg = assessed(cast)
    planned(cast, ocg)
    referral = referred(cast, ocg)
    pack = prepare(
        actor=cast.gail, transfer=opened(cast, ocg), disclosure_officer=OFFICER,
        authorities="Directed surveillance, 30 April 2021",
    )  # fmt: skip
    sections = {section["key"]: section for section in pack.sections}
    assert list(sections) == [
        "leads", "assessment", "people", "plan", "aims", "disruptions", "referrals", "orders",
        "requests", "log", "allocations", "deconfliction", "partners",
    ]  # fmt: skip
    assert sections["referrals"]["rows"][0][0] == referral.ref
    assert sections["plan"]["rows"][0][2] == "Map the line"
    assert sections["partners"]["rows"][0][0] == "Complex Safeguarding Bolton"
    assert sum(row[1] == "Not known" for row in sections["assessment"]["rows"]) == 1
    for section in pack.sections:
        assert all(len(row) == len(section["heads"]) for row in section["rows"]), section["key"]


def test_what_was_handed_over_is_never_changed(cast: Cast) -> None:
    prepare(actor=cast.gail, transfer=opened(cast, assessed(cast)), disclosure_officer=OFFICER)
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="denied"), transaction.atomic():
        Pack.objects.update(gaps="none")


def test_built_again_it_keeps_what_was_acknowledged_and_ends_what_is_over(cast: Cast) -> None:
    ocg = assessed(cast)
    referral = referred(cast, ocg)
    transfer = opened(cast, ocg)
    prepare(actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER)
    acknowledged(transfer, cast.hal)
    acknowledge(actor=cast.sid, referral=referral)
    decide(actor=cast.sid, referral=referral, decision="taken_on")
    close(actor=cast.gail, referral=referral, outcome="supported")
    pack = prepare(actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER)
    assert pack.number == 2
    with as_actor(cast.hal):
        assert Risk.objects.get(about=referral.ref).over_at == NOW
        still = Risk.objects.filter(transfer=transfer, over_at=None)
        assert still
        assert not still.filter(acknowledged_at=None)


def test_only_the_giver_prepares_adds_and_checks(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    with pytest.raises(Refused, match="Only the giving unit"):
        prepare(actor=cast.rita, transfer=transfer, disclosure_officer=OFFICER)
    with pytest.raises(Refused, match="Only the giving unit"):
        add_risk(actor=cast.rita, transfer=transfer, text="x")
    with pytest.raises(Refused, match="Only the giving unit"):
        check_again(actor=cast.rita, transfer=transfer)


def test_the_page_begins_with_what_was_said_and_keeps_what_was_typed(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    page, address = browser(cast.gail), f"/transfers/{transfer.ref}/prepare/"
    wrong = page.post(
        address, {"authorities": "Surveillance of a house", "disclosure_officer": OFFICER}
    )
    assert wrong.status_code == 409
    assert wrong.content.decode().count("Surveillance of a house") == 2
    good = {"disclosure_officer": OFFICER, "gaps": "Who imports."}
    assert page.post(address, good)["Location"] == f"/transfers/{transfer.ref}/"
    assert "Who imports." in page.get(address).content.decode()
    shown = page.get(f"/transfers/{transfer.ref}/pack/").content.decode()
    assert "Who imports." in shown
    assert "Open safeguarding referrals" in shown


def test_one_risk_after_the_other(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    address, page = f"/transfers/{transfer.ref}/add-risk/", browser(cast.gail)
    done = page.post(address, {"text": "A second line is forming.", "and_then": "another"})
    assert done["Location"] == f"{address}?another=1"
    assert "Save and add another" in page.get(done["Location"]).content.decode()


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    giver = Machine(cast.gail)
    made = giver.post(f"/transfers/{transfer.ref}/prepare", disclosure_officer=OFFICER)
    assert (made.status_code, made.json()["number"]) == (201, 1)
    risk = giver.post(f"/transfers/{transfer.ref}/add-risk", text="A second line is forming.")
    assert (risk.status_code, risk.json()["source"]) == (201, "giver")
    checked = giver.post(f"/transfers/{transfer.ref}/check-again")
    assert checked.json()["receipt"].startswith("DCN-2021-")
    for words in (
        ["prepare", transfer.ref, "--disclosure-officer", OFFICER],
        ["add-risk", transfer.ref, "--text", "The line may move."],
        ["check-again", transfer.ref],
    ):
        done = terminal(cast.gail, "transfers", *words)
        assert done.exit_code == 0, done.output
    whole = Machine(cast.hal).get(f"/transfers/{transfer.ref}").json()
    assert whole["pack"]["number"] == 2
    assert {risk["text"] for risk in whole["risks"]} >= {"The line may move."}
    assert [step["is_done"] for step in whole["steps"]] == [True, False, True, True]


def test_at_the_terminal_a_pack_that_is_built_again_keeps_what_was_said(cast: Cast) -> None:
    transfer = opened(cast, assessed(cast))
    prepare(
        actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER, gaps="Who imports.",
        exhibits="Two telephones.",
    )  # fmt: skip
    done = terminal(cast.gail, "transfers", "prepare", transfer.ref, "--gaps", "")
    assert done.exit_code == 0, done.output
    assert done.output.strip() == f"Pack 2 of {transfer.ref} is ready and lists the open risks."
    with as_actor(cast.gail):
        pack = Pack.objects.get(number=2)
    assert (pack.disclosure_officer, pack.exhibits, pack.gaps) == (OFFICER, "Two telephones.", "")


def test_a_date_of_birth_flags_a_child_on_the_day_of_the_pack(cast: Cast) -> None:
    ocg = assessed(cast)
    referred(cast, ocg)
    transfer = opened(cast, ocg, window_until=date(2023, 6, 1))
    with clock.set_to(NOW.replace(year=2023, month=5, day=5)):
        pack = prepare(actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER)
    people = next(section for section in pack.sections if section["key"] == "people")
    assert people["rows"][0][4] == "5 May 2005"


def test_none_typed_for_a_threat_to_life_is_no_open_risk(cast: Cast) -> None:
    transfer = opened(cast, cast.ocg())
    prepare(
        actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER, threat_to_life="None known."
    )
    assert "threat_to_life" not in sources(transfer, cast)


def test_a_pack_says_the_last_day_that_was_allocated(cast: Cast) -> None:
    """The pack once showed the next day.

    An allocation ends at midnight after its last day.
    """
    stage = set_the_stage(cast)
    bid = stage.supported()
    allocate(actor=cast.cass, bid=bid, from_on=FROM, until_on=date(2021, 3, 19))
    transfer = opened(cast, bid.ocg)
    pack = prepare(actor=cast.gail, transfer=transfer, disclosure_officer=OFFICER)
    (section,) = (one for one in pack.sections if one["key"] == "allocations")
    assert "19 March 2021" in section["rows"][0]
