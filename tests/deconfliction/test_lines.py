"""Recognise the lines of a pasted list, and check each."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadhurst.capabilities.deconfliction.models import Check, Entry
from broadhurst.capabilities.deconfliction.rules.identifiers import wrong_with
from broadhurst.capabilities.deconfliction.rules.lines import IP, NAMELESS, SEVERAL, read_line
from broadhurst.capabilities.deconfliction.rules.rate_limits import TARGETS_AN_HOUR, TOO_MANY
from broadhurst.capabilities.deconfliction.rules.repeated_lines import repeats
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, SAME_PHONE
from tests.doors import Machine, browser, terminal
from tests.people import Cast

TODAY = date(2026, 3, 1)
WALLET = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
URL = "/deconfliction/check-lines/"
RESULTS = "/deconfliction/check-lines/results/"
RECOGNISED = [
    ("Barnaby Crickmere", "person"),
    ("Zoë O’Neil-Applecot", "person"),
    ("Rowan Hill 27/3/1988", "person"),
    ("07700 900123", "phone"),
    ("0044 7700 900123", "phone"),
    ("999", "phone"),
    ("AB12 CDE", "vehicle"),
    ("LS05 OAB", "vehicle"),
    ("1HGCM82633A004352", "vehicle"),
    ("14 High Street, M1 1AA", "address"),
    ("UPRN 100012345678", "address"),
    ("SC123456", "company"),
    ("12345678", "company"),
    ("Fernsby Haulage Ltd", "company"),
    ("60-16-13 31926819", "account"),
    ("GB29 NWBK 6016 1331 9268 19", "account"),
    ("35-209900-176148-1", "imei"),
    ("IMEI 35209900176148", "imei"),
    (WALLET, "wallet"),
    ("telegram: @Fern_Wick", "handle"),
    ("https://t.me/fern_wick", "handle"),
    ("fern@example.com", "handle"),
    ("00:00:5E:00:53:01", "device"),
    ("SIM 894411006825627005", "device"),
    ("plate: A 1", "vehicle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), RECOGNISED)
def test_each_kind_is_recognised(text: str, kind: str) -> None:
    line = read_line(text, TODAY)
    assert line.kinds == (kind,)
    assert read_line(f"{kind}: {line.text}", TODAY) == line, "the preview sends it like this"


@pytest.mark.parametrize(
    "written", ["27/3/1988", "27 March 1988", "(27.3.88)", ", born 27/03/1988", "dob: 1988-03-27"]
)
def test_a_date_of_birth_is_taken_off_the_name(written: str) -> None:
    line = read_line(f"Barnaby Crickmere {written}", TODAY)
    assert (line.value, line.born) == ("Barnaby Crickmere", "1988-03-27")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("35209900176148", {"account", "imei"}),
        ("Ann 1988", {"vehicle", "person"}),
        ("Fernsby Haulage Ltd, M1 1AA", {"company", "address"}),
    ],
)
def test_an_ambiguous_line_has_no_kind_and_says_so(text: str, kinds: set[str]) -> None:
    line = read_line(text, TODAY)
    assert (set(line.kinds), line.kind, line.reason) == (kinds, "", SEVERAL)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("192.168.0.1", IP),
        ("27/03/1988", NAMELESS),
        ("Barnaby Crickmere 31/02/1988", "is not a real date"),
        ("14 High Street", "Add the postcode"),
        ("M1 1AA", "Add the number or name of the house"),
        ("GB29 NWBK 6016 1331 9268 18", "check digits"),
        (f"{WALLET[:-1]}5", "check digits"),
        ("@fernwick", "the platform before the name"),
        ("unknown", "Leave it out"),
        ("!!!", "We cannot tell what this is"),
        ("phone: 496 0000", "Add the area code"),
    ],
)
def test_a_line_that_cannot_be_checked_says_why(text: str, said: str) -> None:
    line = read_line(text, TODAY)
    assert line.kind == ""
    assert said in line.reason


@given(st.text(min_size=1, max_size=60))
def test_any_text_is_answered_and_a_kind_is_one_that_can_be_checked(text: str) -> None:
    line = read_line(text, TODAY)
    assert line.kind or line.reason
    assert not line.kind or not wrong_with(line.kind, line.value)


@given(st.integers(0, 10**9 - 1), st.sampled_from(["07{:09}", "+447{:09}", "07{:09} "]))
def test_a_mobile_number_is_always_a_phone(number: int, form: str) -> None:
    assert read_line(form.format(number), TODAY).kinds == ("phone",)


@given(
    st.from_regex(r"[A-Z]{2}[0-9]{2} ?[A-Z]{3}", fullmatch=True),
    st.sampled_from([str.upper, str.lower]),
)
@example("AB12 PLC", str.upper)
def test_a_current_plate_is_always_a_vehicle(plate: str, case: object) -> None:
    assert read_line(case(plate), TODAY).kinds == ("vehicle",)  # type: ignore[operator]


@given(st.dates(date(1920, 1, 1), date(2020, 1, 1)))
def test_every_day_of_birth_is_read_as_written(day: date) -> None:
    line = read_line(f"Barnaby Crickmere {day:%d/%m/%Y}", TODAY)
    assert (line.kind, line.born) == ("person", day.isoformat())


def test_lines_are_shown_before_they_are_checked_and_can_be_changed(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    page = browser(cast.gail)
    lines = f"{SAME_PHONE}\n35209900176148\nAB12 CDE\nBarnaby Crickmere 27/3/1988"
    preview = page.post(URL, {"lines": lines, "matter": "OP-TEASEL"})
    assert preview.status_code == 200
    assert SEVERAL in preview.content.decode()
    assert "Barnaby Crickmere, born 27 March 1988" in preview.content.decode()
    with as_actor(cast.gail):
        assert not Check.objects.exists(), "nothing is checked yet"
    texts = lines.splitlines()
    sent = {"text": texts, "matter": "OP-TEASEL", "step": "check"}
    wrong = page.post(URL, {**sent, "kind": ["phone", "", "leave out", "person"]})
    assert wrong.status_code == 422
    assert "AB12 CDE: choose" not in wrong.content.decode(), "it was left out"
    assert '"leave out" selected' in wrong.content.decode(), "and stays left out"
    done = page.post(URL, {**sent, "kind": ["phone", "imei", "leave out", "person"]})
    assert (done.status_code, done.headers["Location"]) == (302, RESULTS)
    said = page.get(RESULTS).content.decode()
    assert "AB12 CDE" in said
    assert "Not checked: You left this line out." in said
    assert said.count("DCN-") // 2 == 3, "a receipt for each"
    assert "1 hit" in said
    assert "No hit" in said
    with as_actor(cast.gail):
        assert Check.objects.filter(matter="OP-TEASEL").count() == 3
        kinds = {entry.kind for entry in Entry.objects.all()}
    assert kinds == {"phone", "imei", "person"}
    back = page.post(URL, {**sent, "kind": ["phone", "imei", "", "person"], "step": "back"})
    assert f"phone: {SAME_PHONE}" in back.content.decode()
    assert "OP-TEASEL" in back.content.decode()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("07700 900123", "+44 (0)7700 900-123", True),
        ("ab12cde", "AB12 CDE", True),
        ("14 High Street, M1 1AA", "14 High Street M1 1AA", True),
        ("Rowan Hill 27/3/1988", "rowan  hill, born 27 March 1988", True),
        ("Rowan Hill 27/3/1988", "Rowan Hill 28/3/1988", False),
        ("07700 900123", "07700 900124", False),
        ("35209900176148", "35209900176148", False),  # somebody has to choose its kind
    ],
)
def test_a_line_repeats_what_is_compared_alike(one: str, other: str, *, is_same: bool) -> None:
    lines = [read_line(text, TODAY) for text in (one, "Barnaby Crickmere", other)]
    assert repeats(lines) == ({2} if is_same else set())


def test_a_repeated_line_is_left_out_unless_its_kind_is_chosen(cast: Cast) -> None:
    page = browser(cast.gail)
    preview = page.post(URL, {"lines": f"{PHONE}\nAB12 CDE\n{SAME_PHONE}"}).content.decode()
    assert "same as an earlier line" in preview
    assert preview.count('"leave out" selected') == 1
    assert "Check 2 targets" in preview
    texts = [PHONE, "AB12 CDE", SAME_PHONE]
    page.post(URL, {"text": texts, "kind": ["phone", "vehicle", "leave out"], "step": "check"})
    with as_actor(cast.gail):
        assert Check.objects.count() == 2
    page.post(URL, {"text": texts, "kind": ["phone", "vehicle", "phone"], "step": "check"})
    with as_actor(cast.gail):
        assert Check.objects.count() == 5, "the officer chose to check it again"


def test_results_can_be_opened_again_and_check_nothing_again(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    page = browser(cast.gail)
    assert "No results" in page.get(RESULTS).content.decode()
    page.post(URL, {"text": [SAME_PHONE, "!!!"], "kind": ["phone", "leave out"], "step": "check"})
    first, again = (page.get(RESULTS).content.decode() for _ in range(2))
    assert "1 hit" in first
    assert "HIT-" in first
    assert first.count("DCN-") == again.count("DCN-")
    with as_actor(cast.gail):
        assert Check.objects.filter(made_by=cast.gail.officer).count() == 1
    assert "No results" in browser(cast.gail).get(RESULTS).content.decode(), "of another session"


def test_results_of_another_posting_are_not_shown(cast: Cast) -> None:
    page = browser(cast.gail)
    page.post(URL, {"text": ["Barnaby Crickmere"], "kind": ["person"], "step": "check"})
    session = page.session
    session["checked_lines"] = session["checked_lines"] | {"posting": cast.olive.posting.pk}
    session.save()
    assert "Crickmere" not in page.get(RESULTS).content.decode()


def test_session_keeps_no_more_of_lines_left_out_than_of_lines_checked(cast: Cast) -> None:
    page = browser(cast.gail)
    texts, kinds = [f"{n} {'x' * 500}" for n in range(400)], ["leave out"] * 400
    page.post(URL, {"text": [SAME_PHONE, *texts], "kind": ["phone", *kinds], "step": "check"})
    rows = page.session["checked_lines"]["rows"]
    assert len(rows) == 1 + 50
    assert max(len(text) for text, *_ in rows) == 160


def test_every_door_checks_lines(cast: Cast) -> None:
    asked(cast.olive, phone=[PHONE])
    answer = Machine(cast.gail).post(
        "/deconfliction/checks/lines", lines=[SAME_PHONE, "35209900176148"], matter="OP-TEASEL"
    )
    assert answer.status_code == 200, answer.content
    hit, ambiguous = answer.json()["items"]
    assert (hit["kinds"], hit["check"]["hit_count"], hit["reason"]) == (["phone"], 1, None)
    assert (ambiguous["check"], ambiguous["reason"]) == (None, SEVERAL)
    assert set(ambiguous["kinds"]) == {"account", "imei"}


def test_the_terminal_reads_lines_from_a_file(cast: Cast, tmp_path: object) -> None:
    file = tmp_path / "lines.txt"  # type: ignore[operator]
    file.write_text(f"{PHONE}\n!!!\n")
    ran = terminal(cast.gail, "deconfliction", "check-lines", "--matter", "OP-TEASEL", str(file))
    assert ran.exit_code == 0, ran.output
    assert "No hit, 1 target checked" in ran.output
    assert "Not checked: We cannot tell what this is" in ran.output


def test_more_than_fifty_lines_are_refused(cast: Cast) -> None:
    lines = [f"077009{number:05}" for number in range(51)]
    answer = Machine(cast.gail).post("/deconfliction/checks/lines", lines=lines)
    assert answer.status_code == 422
    assert "50" in answer.json()["errors"][0]["message"]
    with as_actor(cast.gail):
        assert not Check.objects.exists()


def test_who_may_not_check_a_target_checks_no_lines(cast: Cast) -> None:
    assert browser(cast.connie).get(URL).status_code == 403
    answer = Machine(cast.connie).post("/deconfliction/checks/lines", lines=[PHONE, "AB12 CDE"])
    assert answer.status_code == 409
    with as_actor(cast.connie):
        kept = Event.objects.filter(verb="command.refused", officer=cast.connie.officer)
        assert kept.count() == 1, "one refusal, and not one a line"
        assert not Check.objects.exists()


def test_the_limit_and_the_stop_list_hold_for_each_line(cast: Cast) -> None:
    machine = Machine(cast.gail)
    numbers = [f"077009{number:05}" for number in range(TARGETS_AN_HOUR + 3)]
    first = machine.post("/deconfliction/checks/lines", lines=["999", *numbers[:49]]).json()
    assert "stop list" in first["items"][0]["reason"]
    assert all(one["check"] for one in first["items"][1:])
    second = machine.post("/deconfliction/checks/lines", lines=numbers[49:]).json()["items"]
    made = [one for one in second if one["check"]]
    assert len(made) == TARGETS_AN_HOUR - 49
    assert all(TOO_MANY in one["reason"] for one in second[len(made) :])
    with as_actor(cast.gail):
        stopped = Event.objects.filter(
            verb="command.refused", detail__objections__icontains=TOO_MANY
        )
        assert stopped.count() == 1, "the limit is counted once"


def test_no_line_is_in_the_log(cast: Cast) -> None:
    texts = ["07700 900123", "Barnaby Crickmere 27/3/1988", "!!!"]
    Machine(cast.gail).post("/deconfliction/checks/lines", lines=texts)
    with as_actor(cast.gail):
        kept = " ".join(str(event.detail) for event in Event.objects.all())
    assert not any(text in kept for text in ("900123", "Crickmere", "!!!"))


def test_the_ocg_is_found_by_its_name_and_only_by_who_sees_it(cast: Cast) -> None:
    ocg, asked = cast.ocg(), {"suggest": "ocg", "q": "copper"}
    for path in ("/deconfliction/check-lines/", "/deconfliction/check/"):
        found = browser(cast.gail).get(path, asked).json()["suggestions"]
        assert found == [[ocg.ref, f"{ocg.name}, {ocg.ref}"]], path
        assert browser(cast.olive).get(path, asked).json()["suggestions"] == [], path
    page = browser(cast.gail).post(
        "/deconfliction/check-lines/", {"lines": "07700 900650", "ocg": "copper heron"}
    )
    assert "Check what each line is" in page.content.decode(), "a whole name is enough"
