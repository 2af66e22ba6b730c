"""`check_target`: every kind of typed-in target, everywhere, within limits."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.forms.target import KINDS, CheckTargetForm
from broadhurst.capabilities.deconfliction.models import Check, Entry, HitSide, Key
from broadhurst.capabilities.deconfliction.rules.checking import CAVEAT
from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    OCGS_AN_HOUR,
    TARGETS_A_DAY,
    TARGETS_AN_HOUR,
)
from broadhurst.capabilities.duty_desks.commands.escalate import escalate
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst_linkage.identifiers import KINDS as ENGINE_KINDS
from tests.conftest import NOW
from tests.deconfliction.fishing import asked, flags_on
from tests.deconfliction.targets import PHONE, SAME_PHONE, far_ocg, side_of, with_phone
from tests.doors import Machine, browser, terminal
from tests.people import SINCE, Cast

WALLET = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
# Each kind, with two ways to write the same value.
TWICE = [
    ("phone", PHONE, SAME_PHONE),
    ("imei", "35-209900-176148-1", "35209900 176148"),
    ("vehicle", "AB12 CDE", "ab12cde"),
    ("address", "Flat 2, 14 High Street, M1 1AA", "flat 2 14 High St m11aa"),
    ("address", "UPRN 100012345678", "100012345678"),
    ("company", "SC123456", "sc 123456"),
    ("account", "60-16-13 31926819", "GB29 NWBK 6016 1331 9268 19"),
    ("wallet", WALLET, WALLET.upper()),
    ("handle", "telegram:@Fern_Wick", "https://t.me/fern_wick"),
    ("handle", "F.Wick+shop@GoogleMail.com", "fwick@gmail.com"),
    ("device", "00:00:5E:00:53:01", "0000.5e00.5301"),
    ("device", "SIM 894411006825627005", "8944110068256270054"),
]
CAP = TARGETS_AN_HOUR


def test_the_form_asks_for_every_kind_of_the_engine() -> None:
    assert set(KINDS) == {"person", *ENGINE_KINDS}
    assert set(KINDS) <= CheckTargetForm.base_fields.keys()


@pytest.mark.parametrize(("kind", "one", "other"), TWICE)
def test_each_kind_meets_itself_however_it_is_written(
    cast: Cast, kind: str, one: str, other: str
) -> None:
    first = Machine(cast.gail).post("/deconfliction/checks", **{kind: [one]})
    assert first.status_code == 201, first.content
    assert first.json()["hit_count"] == 0
    assert Machine(cast.olive).post("/deconfliction/checks", **{kind: other}).json()["hit_count"]
    assert (side_of(cast.gail).hit.kind, side_of(cast.gail).hit.strength) == (kind, "exact")
    assert side_of(cast.olive).hit == side_of(cast.gail).hit
    with as_actor(cast.gail):
        assert Entry.objects.get().submitted == {kind: [one]}, "as it was written"


def test_one_entry_carries_several_and_any_of_them_meets(cast: Cast) -> None:
    answer = Machine(cast.gail).post(
        "/deconfliction/checks",
        person=["Barnaby Crickmere", "Barney Crick"],
        born="27 3 1988",
        sex="m",
        address=["14 High Street, M1 1AA"],
        phone=[PHONE, "07700 900124"],
        vehicle="AB12 CDE",
        wallet=[WALLET],
    )
    assert answer.json()["entries"] == 1
    with as_actor(cast.gail):
        entry = Entry.objects.get()
        assert entry.title == "Barnaby Crickmere, born 27 March 1988"
        assert entry.submitted["born"] == "1988-03-27"
        assert entry.submitted["phone"] == [PHONE, "07700 900124"]
        assert Key.objects.filter(is_exact=True).count() == 7
    machine = Machine(cast.olive)
    for given in (
        {"phone": "07700900124"},
        {"wallet": WALLET},
        {"person": "Barney CRICK", "born": "1988-03-27"},
    ):
        assert machine.post("/deconfliction/checks", **given).json()["hit_count"] == 1
    with as_actor(cast.gail):
        assert HitSide.objects.count() == 3, "one for each of her targets"


@pytest.mark.parametrize(
    ("written", "born", "label"),
    [
        ("27/03/1988", "1988-03-27", "born 27 March 1988"),
        ("March 1988", "1988-03", "born March 1988"),
        ("3/1988", "1988-03", "born March 1988"),
        ("1988", "1988", "born 1988"),
    ],
)
def test_a_date_of_birth_may_be_partial(cast: Cast, written: str, born: str, label: str) -> None:
    asked_of = Machine(cast.gail).post(
        "/deconfliction/checks", person="Barnaby Crickmere", born=written, phone=PHONE
    )
    assert asked_of.status_code == 201, asked_of.content
    with as_actor(cast.gail):
        entry = Entry.objects.get()
        assert (entry.submitted["born"], entry.title) == (born, f"Barnaby Crickmere, {label}")
        has_exact = Key.objects.filter(is_exact=True).count() - 1
    assert has_exact == (born == "1988-03-27"), "a part of a date never makes two people one"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("phone", "496 0000", "496 0000: Add the area code to this phone number."),
        ("imei", "352099001761482", "last digit"),
        ("wallet", WALLET[:-1] + "5", "check digits"),
        ("account", "GB29 NWBK 6016 1331 9268 18", "GB29"),
        ("address", "14 High Street", "Add the postcode"),
        ("handle", "fernwick", "platform before"),
        ("company", "123456789", "You entered 9"),
        ("person", "12345", "There is no name here."),
        ("born", "31/02/1988", "31/02/1988"),
        ("born", "2 March 2021", "2 March 2021"),
        ("sex", "unsure", "Choose"),
    ],
)
def test_what_is_wrong_is_said_at_the_question_and_nothing_is_entered(
    cast: Cast, field: str, text: str, said: str
) -> None:
    given = {"vehicle": "AB12 CDE", field: text}
    answer = Machine(cast.gail).post("/deconfliction/checks", **given)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    message = answer.json()["errors"][0]["message"]
    assert said in message or field == "sex"
    page = browser(cast.gail).post("/deconfliction/check/", given)
    assert page.status_code == 422
    words_given = [part for name, value in given.items() for part in (f"--{name}", value)]
    ran = terminal(cast.gail, "deconfliction", "check-target", *words_given)
    assert ran.exit_code == 1
    assert f"--{field}: " in ran.output
    with as_actor(cast.gail):
        assert not Entry.objects.exists()
        assert not Check.objects.exists()
        assert not any(text in str(event.detail) for event in Event.objects.all())


def test_nothing_at_all_is_said(cast: Cast) -> None:
    answer = Machine(cast.gail).post("/deconfliction/checks", matter="OP-TEASEL")
    assert answer.status_code == 422
    assert "Enter a name, or something to check" in answer.json()["errors"][0]["message"]


def test_a_name_alone_is_checked_and_its_limit_said(cast: Cast) -> None:
    made = asked(cast.gail, person=["Barnaby Crickmere"], phone=[])
    assert "a name alone finds little. Add a date of birth" in made.not_checked[0]


def test_two_of_one_name_are_two_entries_and_the_same_again_is_one(cast: Cast) -> None:
    given = {"person": ["Barnaby Crickmere"]}
    for number in ("07700 900123", "07700 900124", "07700 900123"):
        asked(cast.gail, phone=[number], **given)
    with as_actor(cast.gail):
        assert Entry.objects.count() == 2
    assert asked(cast.olive, phone=["07700 900123"]).hit_count == 1
    assert asked(cast.olive, phone=["07700 900124"]).hit_count == 1


def test_every_door_answers_at_once_with_a_receipt_and_the_limits(cast: Cast) -> None:
    page = browser(cast.gail)
    answers = {"phone": f"{PHONE}\n07700 900124", "matter": "OP-TEASEL"}
    done = page.post("/deconfliction/check/", answers, follow=True).content.decode()
    with as_actor(cast.gail):
        made = Check.objects.get()
        entry = Entry.objects.get()
    assert entry.submitted == {"phone": [PHONE, "07700 900124"]}
    assert made.matter == entry.matter == "OP-TEASEL"
    for said in (made.ref, "No hit, 1 target checked", CAVEAT, "We compare targets only"):
        assert said in done
    machine = Machine(cast.gail)
    answer = machine.post("/deconfliction/checks", phone=[PHONE]).json()
    assert (answer["answer"], answer["caveat"]) == ("No hit, 1 target checked", CAVEAT)
    again = machine.get(f"/deconfliction/checks/{answer['receipt']}").json()
    with as_actor(cast.gail):
        assert answer.pop("entry") == Entry.objects.exclude(ref=entry.ref).get().ref
    assert again == answer
    ran = terminal(cast.gail, "deconfliction", "check-target", "--phone", PHONE)
    assert ran.exit_code == 0, ran.output
    assert "No hit, 1 target checked" in ran.output
    assert CAVEAT in ran.output


def test_a_hit_is_answered_with_whom_to_ring_at_its_page(cast: Cast) -> None:
    asked(cast.olive)
    done = browser(cast.gail).post("/deconfliction/check/", {"phone": PHONE}, follow=True)
    assert "1 hit, 1 target checked" in done.content.decode()
    side = side_of(cast.gail)
    assert side.other_contact == cast.olive.unit.duty_contact
    for said in (f'href="/deconfliction/hits/{side.ref}/"', side.other_contact):
        assert said in done.content.decode()


def test_any_receipt_is_verified_by_anyone_with_or_without_a_hit(cast: Cast) -> None:
    receipts = [asked(cast.gail).ref, asked(cast.olive).ref]
    machine = Machine(cast.connie)
    answers = [machine.post("/deconfliction/verify", receipt=ref).json() for ref in receipts]
    assert answers == [{"receipt": ref, "issued_on": "2021-03-01"} for ref in receipts]


def test_for_an_ocg_it_is_entered_for_the_owner_by_whoever_works_on_it(cast: Cast) -> None:
    ocg = cast.ocg()
    made = asked(cast.len, ocg=ocg)
    assert (made.unit, made.matter, made.ocg) == (cast.gail.unit, ocg.ref, None)
    with as_actor(cast.gail):
        assert Entry.objects.get().ocg_ref == ocg.ref
    with as_actor(cast.len):
        event = Event.objects.get(verb="check.made")
        assert words(event) == (f"Len Oakapple checked 1 target: receipt {made.ref}, no hits.")
    with pytest.raises(Refused, match="Only the owning unit"):
        asked(cast.mo, ocg=ocg)
    refused = Machine(cast.olive).post("/deconfliction/checks", ocg=ocg.ref, phone=[PHONE])
    assert refused.status_code == 422
    missing = Machine(cast.olive).post("/deconfliction/checks", ocg="OCG-NONONO", phone=[PHONE])
    assert refused.json() == missing.json(), "whether there is such an OCG is not said"


@pytest.mark.parametrize("who", ["connie", "pol", "mo", "tess", "sid"])
def test_who_does_not_investigate_does_not_ask_at_any_door(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    asked(cast.olive)
    assert browser(actor).post("/deconfliction/check/", {"phone": PHONE}).status_code == 409
    answer = Machine(actor).post("/deconfliction/checks", phone=[PHONE])
    assert answer.status_code == 409
    assert "Only an investigator" in answer.json()["detail"]
    ran = terminal(actor, "deconfliction", "check-target", "--phone", PHONE)
    assert ran.exit_code == 1
    with as_actor(actor):
        assert not Entry.objects.exists()
    with as_actor(cast.olive):
        assert not HitSide.objects.exists(), "and nobody is told"


def test_silence_is_offered_to_a_desk_alone_and_refused_to_whoever_asks_all_the_same(
    cast: Cast,
) -> None:
    def page(actor: Actor, **given: str) -> str:
        method = browser(actor).post if given else browser(actor).get
        return method("/deconfliction/check/", given).content.decode()

    assert 'name="is_silent"' in page(cast.dot)
    assert 'name="is_silent"' not in page(cast.gail)
    assert 'name="is_silent"' not in page(cast.gail, phone="999999999999"), "nor where one errs"
    silent = {"phone": PHONE, "is_silent": "true", "because": "An officer is near."}
    assert "Only the deconfliction desk" in page(cast.gail, **silent)
    answer = Machine(cast.gail).post("/deconfliction/checks", **silent | {"phone": [PHONE]})
    assert "Only the deconfliction desk" in answer.json()["detail"]
    ran = terminal(
        cast.gail, "deconfliction", "check-target", "--phone", PHONE, "--is-silent",
        "--because", "An officer is near.",
    )  # fmt: skip
    assert (ran.exit_code, "Only the deconfliction desk" in ran.output) == (1, True)
    with as_actor(cast.gail):
        assert not Entry.objects.exists()


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    where = browser(None).get("/deconfliction/check/").headers["Location"]
    assert where.startswith("/sign-in/")
    assert Machine(None).post("/deconfliction/checks", phone=[PHONE]).status_code == 401
    ref = asked(cast.gail).ref
    assert Machine(None).get(f"/deconfliction/checks/{ref}").status_code == 401


def test_a_receipts_answer_is_its_units_own(cast: Cast) -> None:
    ref = asked(cast.gail).ref
    assert browser(cast.len).get(f"/deconfliction/checks/{ref}/").status_code == 200
    for actor in (cast.olive, cast.dot, cast.cora):
        assert browser(actor).get(f"/deconfliction/checks/{ref}/").status_code == 404
        assert Machine(actor).get(f"/deconfliction/checks/{ref}").status_code == 404


def test_so_many_an_hour_whichever_the_door_and_the_same_words_hit_or_none(cast: Cast) -> None:
    for _ in range(CAP):
        asked(cast.gail, phone=["07700 900999"], matter="OP-TEASEL")
    asked(cast.olive)
    page, machine = browser(cast.gail), Machine(cast.gail)
    said = set()
    for number in (PHONE, "07700 900124"):
        assert page.post("/deconfliction/check/", {"phone": number}).status_code == 409
        ran = terminal(cast.gail, "deconfliction", "check-target", "--phone", number)
        assert ran.exit_code == 1
        answer = machine.post("/deconfliction/checks", phone=[number])
        assert answer.status_code == 409
        said |= {answer.json()["detail"], ran.output.strip()}
    assert said == {
        "You have reached the limit of 60 in an hour. Check the rest from their OCG or as a bulk "
        "check, or try again later."
    }
    asked(cast.len, phone=["07700 900125"])
    with clock.set_to(NOW + timedelta(minutes=61)):
        asked(cast.gail)


def test_stopped_by_the_limit_again_and_again_is_flagged(cast: Cast) -> None:
    for _ in range(CAP):
        asked(cast.gail, phone=["07700 900999"], matter="OP-TEASEL")
    machine = Machine(cast.gail)
    for _ in range(3):
        assert machine.post("/deconfliction/checks", phone=[PHONE]).status_code == 409
    with clock.set_to(NOW + timedelta(minutes=61)):
        for _ in range(5):
            asked(cast.gail, phone=["07700 900999"], matter="OP-TEASEL")
    assert [flag.rule for flag in flags_on(cast.gail)] == ["limit"]


def test_who_is_stopped_and_does_not_come_back_is_flagged_all_the_same(cast: Cast) -> None:
    """A refusal leaves only an audit event, so a scheduled job reads those."""
    for number in range(CAP):
        asked(cast.gail, phone=[f"07700 9{number:05}"], matter="OP-TEASEL")
    machine = Machine(cast.gail)
    for stopped in range(3):
        escalate(actor=cast.system)
        assert flags_on(cast.gail) == [], f"{stopped} times is not again and again"
        assert machine.post("/deconfliction/checks", phone=[PHONE]).status_code == 409
    for _ in range(2):
        escalate(actor=cast.system)
    [flag] = flags_on(cast.gail)
    assert (flag.rule, flag.unit, flag.desk) == ("limit", cast.gail.unit, cast.dot.unit)
    assert (flag.counts["checks"], flag.counts["stopped"]) == (CAP, 3)
    with as_actor(cast.dot):
        assert Event.objects.get(verb="flag.raised").subject == flag.ref
    with as_actor(cast.gail):
        assert not Event.objects.filter(verb="flag.raised").exists()


def test_so_many_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert TARGETS_A_DAY == 4 * TARGETS_AN_HOUR
    monkeypatch.setattr("broadhurst.capabilities.deconfliction.rules.rate_limits.TARGETS_A_DAY", 3)
    for hour in range(3):
        with clock.set_to(NOW + timedelta(hours=2 * hour)):
            asked(cast.gail)
    with clock.set_to(NOW + timedelta(hours=8)), pytest.raises(Refused, match="limit of 3 in"):
        asked(cast.gail)
    with clock.set_to(NOW + timedelta(hours=25)):
        asked(cast.gail)


def test_ocgs_have_a_limit_too_but_what_works_by_itself_has_none(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert OCGS_AN_HOUR == 60
    monkeypatch.setattr("broadhurst.capabilities.deconfliction.commands.check.OCGS_AN_HOUR", 2)
    ocg = with_phone(cast.gail, cast.ocg(), PHONE)
    for _ in range(2):
        check(actor=cast.gail, ocg=ocg)
    with pytest.raises(Refused, match="limit of 2 in an hour"):
        check(actor=cast.gail, ocg=ocg)
    assert check(actor=cast.gail, ocg=ocg, occasion=Check.Occasion.BID)
    assert check(actor=cast.olive, ocg=with_phone(cast.olive, far_ocg(cast), PHONE))


def test_in_another_posting_the_same_officer_is_counted(cast: Cast) -> None:
    """Checks in another unit's posting count for the same officer and hour."""
    relief = actor_in(
        post(
            actor=cast.system, officer=cast.gail.officer, unit=cast.dot.unit, title="Relief desk",
            roles=("desk",), from_on=SINCE,
        )
    )  # fmt: skip
    for place in range(CAP):
        asked(relief if place % 2 else cast.gail, phone=["07700 900999"], matter="OP-TEASEL")
    for actor in (relief, cast.gail):
        with pytest.raises(Refused, match="limit of 60 in an hour"):
            asked(actor)


def test_too_many_or_too_long_is_said(cast: Cast) -> None:
    given: list[tuple[Any, str]] = [
        ([f"07700 9{n:05}" for n in range(31)], "must be 30 at the most"),
        (["0" * 161], "must be 160 characters or fewer"),
    ]
    for phones, said in given:
        answer = Machine(cast.gail).post("/deconfliction/checks", phone=phones)
        assert answer.status_code == 422
        assert said in answer.json()["errors"][0]["message"]


def test_a_date_of_birth_that_no_name_goes_with_is_said_not_to_be_checked(cast: Cast) -> None:
    answer = (
        Machine(cast.gail)
        .post("/deconfliction/checks", matter="A", phone=[PHONE], born="1985-01-01")
        .json()
    )
    reason = "The date of birth: not checked, because no name goes with it."
    assert answer["not_checked"] == [reason]


def test_the_answer_gives_the_reference_of_what_was_entered(cast: Cast) -> None:
    """The API does not list entries, so withdrawing one there needs the reference."""
    machine = Machine(cast.gail)
    made = machine.post("/deconfliction/checks", phone=PHONE)
    ref = made.json()["entry"]
    assert machine.get(f"/deconfliction/entered/{ref}").json()["submitted"] == [
        {"kind": "Phone number", "value": PHONE}
    ]
    renewed = machine.post("/deconfliction/checks", phone=PHONE)
    assert renewed.json()["entry"] == ref, "the same target is renewed"
    said = terminal(cast.gail, "deconfliction", "check-target", "--vehicle", "AB12 CDE").output
    with as_actor(cast.gail):
        other = Entry.objects.exclude(ref=ref).get().ref
    assert f"Entered as {other}." in said
    page = browser(cast.gail).post("/deconfliction/check/", {"phone": PHONE}, follow=True)
    assert f"Entered as {ref}." in page.content.decode()
    withdrawn = machine.post(f"/deconfliction/entered/{ref}/withdraw")
    assert withdrawn.status_code == 200, withdrawn.content
    assert "entry" not in machine.get(f"/deconfliction/checks/{made.json()['receipt']}").json()
    assert Machine(cast.olive).post("/deconfliction/checks", phone=PHONE).json()["entry"] != ref


def test_the_description_says_what_the_answer_has(cast: Cast) -> None:
    paths = Machine(cast.gail).get("/openapi.json").json()["paths"]
    assert "`entry`" in paths["/api/v1/deconfliction/checks"]["post"]["description"]


def test_a_target_of_an_ocg_that_another_unit_owns_is_added_to_it(cast: Cast) -> None:
    """Regression: row-level security refused this check, which was a server error."""
    ocg, given = cast.ocg(), {"phone": PHONE}
    refused = Machine(cast.cora).post("/deconfliction/checks", ocg=ocg.ref, **given)
    assert refused.status_code == 409
    assert "Add the target to the OCG to check it for its owner" in refused.json()["detail"]
    shown = browser(cast.cora).post("/deconfliction/check/", {"ocg": ocg.ref, **given})
    assert (shown.status_code, "Another unit owns this OCG." in shown.content.decode()) == (
        409,
        True,
    )
    ran = terminal(cast.cora, "deconfliction", "check-target", "--ocg", ocg.ref, "--phone", PHONE)
    assert (ran.exit_code, "Another unit owns this OCG." in ran.output) == (1, True)
    assert Machine(cast.cora).post("/deconfliction/checks", **given).status_code == 201
