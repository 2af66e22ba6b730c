"""Read the audit log: who can, what they see, and what it keeps of each reading."""

from datetime import timedelta
from typing import Any

import pytest

from broadhurst.capabilities.audit_log.commands.read_log import read_log
from broadhurst.capabilities.audit_log.queries import LogPage, Search, page_of_log
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.refusals import keep_not_found, keep_opened
from broadhurst.foundation.search.commands import remember
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import SINCE, Cast

PAGE = "/audit-log/read-log/"
FOR = {"purpose": "lawfulness"}
ONLY = "Only an auditor can read the audit log."


def standards(cast: Cast) -> Unit:
    """Return a unit of Mo's organisation that no OCG is open to."""
    return Unit.objects.filter(key="n-standards").first() or open_unit(
        actor=cast.system, agency=cast.mo.agency, key="n-standards", name="Northshire standards",
        kind="team", duty_contact="Standards duty officer, 0161 496 0000", from_on=SINCE,
        district=None,
    )  # fmt: skip


def an_auditor(cast: Cast, name: str = "Asta Brindle", unit: Unit | None = None) -> Actor:
    """Return an auditor of Mo's organisation, or in a unit of another."""
    officer = enrol(
        actor=cast.system, username=name.lower().replace(" ", "-"), name=name, grade="",
        password=None,
    )  # fmt: skip
    posting = post(
        actor=cast.system, officer=officer, unit=unit or standards(cast), title="Auditor",
        roles=["auditor"], from_on=SINCE,
    )  # fmt: skip
    return actor_in(posting)


def read(actor: Actor, **asked: Any) -> LogPage:
    page: LogPage = read_log(actor=actor, **(FOR | asked))
    return page


def verbs(page: LogPage) -> list[str]:
    return [entry.verb for entry in page.entries]


def readings(actor: Actor) -> list[Event]:
    with as_actor(actor):
        return list(Event.objects.filter(verb="audit_log.read", officer=actor.officer))


def test_an_auditor_reads_who_did_what_and_when(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    keep_opened(cast.gail, ocg)
    page = read(asta, officer=cast.gail.officer)
    opened, registered = page.entries[0], page.entries[-1]
    assert opened.in_words == "Opened the record"
    assert (opened.about, opened.is_about_record) == (ocg.ref, True)
    assert opened.kind == Event.Kind.CONSULTATION
    assert opened.at == NOW
    assert opened.posting == cast.gail.posting
    assert registered.verb == "ocg.registered"
    with as_actor(asta):
        assert not Event.objects.filter(officer=cast.gail.officer).exists(), "the wall stays"


def test_an_auditor_reads_what_was_done_to_a_record(cast: Cast) -> None:
    asta, ocg, other = an_auditor(cast), cast.ocg(), cast.ocg()
    keep_opened(cast.mo, ocg)
    keep_opened(cast.mo, other)
    page = read(asta, reference=ocg.ref.lower())
    assert {entry.about for entry in page.entries} == {ocg.ref}
    assert page.entries[0].posting.officer == cast.mo.officer
    both = read(asta, reference=ocg.ref, officer=cast.mo.officer)
    assert verbs(both) == ["record.opened"]


@pytest.mark.parametrize("who", ["gail", "mo", "cora", "dot", "olive", "pol", "connie", "system"])
def test_nobody_but_an_auditor_reads_it_at_any_door(cast: Cast, who: str) -> None:
    actor, ocg = getattr(cast, who), cast.ocg()
    with pytest.raises(Refused, match=ONLY):
        read(actor, reference=ocg.ref)
    assert ONLY in why_not_shown(actor, PAGE)
    sent = browser(actor).post(PAGE, FOR | {"reference": ocg.ref})
    assert sent.status_code == 409
    assert ONLY in sent.content.decode()
    assert "Registered" not in sent.content.decode()
    answer = Machine(actor).post("/audit-log/read-log", **FOR, reference=ocg.ref)
    assert (answer.status_code, answer.json()["detail"]) == (409, ONLY)
    result = terminal(
        actor, "audit-log", "read-log", "--purpose", "lawfulness", "--reference", ocg.ref
    )
    assert (result.exit_code, ONLY in result.output) == (1, True)
    assert readings(actor) == []


def test_suggestions_of_officers_are_for_auditors_alone(cast: Cast) -> None:
    assert browser(cast.gail).get(f"{PAGE}?suggest=officer&q=mo").status_code == 403


@pytest.mark.parametrize("who", ["gail", "olive", "system"])
def test_the_database_checks_the_role_too(cast: Cast, who: str) -> None:
    search = Search(None, cast.ocg().ref, (), None, None)
    with as_actor(getattr(cast, who)):
        assert page_of_log(search, None).entries == []
    with as_actor(None):
        assert page_of_log(search, None).entries == []
    with as_actor(an_auditor(cast)):
        assert page_of_log(search, None).entries


def test_the_database_returns_nothing_without_an_officer_or_a_record(cast: Cast) -> None:
    cast.ocg()
    with as_actor(an_auditor(cast)):
        assert page_of_log(Search(None, "", (), None, None), None).entries == []


def test_an_auditor_of_another_organisation_reads_nothing_of_it(cast: Cast) -> None:
    away, ocg = an_auditor(cast, "Arne Brindle", cast.olive.unit), cast.ocg()
    keep_opened(cast.olive, ocg)
    page = read(away, reference=ocg.ref)
    assert [entry.posting for entry in page.entries] == [cast.olive.posting]
    assert read(away, officer=cast.gail.officer).entries == []
    form = browser(away).post(PAGE, FOR | {"officer": cast.gail.officer.username})
    assert form.status_code == 422, "officers of another organisation are no choice"


def test_an_auditor_whose_posting_ended_reads_nothing(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    with clock.set_to(NOW + timedelta(days=1)):
        end_posting(actor=cast.system, posting=asta.posting, until_on=clock.today())
        assert read(asta, reference=ocg.ref).entries == []


def test_an_auditor_reads_nothing_in_another_posting(cast: Cast) -> None:
    """Asta also investigates, in a unit of another organisation."""
    asta, ocg = an_auditor(cast), cast.ocg()
    elsewhere = actor_in(
        post(
            actor=cast.system, officer=asta.officer, unit=cast.olive.unit, title="Detective",
            roles=["investigator"], from_on=SINCE,
        )
    )  # fmt: skip
    with pytest.raises(Refused, match=ONLY):
        read(elsewhere, reference=ocg.ref)
    with as_actor(elsewhere):
        assert page_of_log(Search(None, ocg.ref, (), None, None), None).entries == []
    assert read(asta, reference=ocg.ref).entries


def test_no_words_of_a_record_or_a_search_are_shown(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    remember(actor=cast.gail, text="Wilfred Tansley")
    keep_not_found(cast.gail, "OCG", {"ref": "WILFRED TANSLEY"})
    keep_not_found(cast.gail, "officer", {"username": "wilfred-tansley"})
    keep_opened(cast.gail, "Wilfred Tansley")  # a record without a reference is kept by its text
    keep_not_found(cast.gail, "OCG", {"ref": ocg.ref})
    page = read(asta, officer=cast.gail.officer)
    about = [(entry.verb, entry.about) for entry in page.entries[:5]]
    assert about == [
        ("access.not_found", ocg.ref),
        ("record.opened", ""),
        ("access.not_found", ""),
        ("access.not_found", ""),
        ("search.made", "gail-fernsby"),
    ]
    text = browser(asta).post(PAGE, FOR | {"officer": "gail-fernsby"}).content.decode()
    assert "ansley" not in text.lower()
    assert ocg.name not in text
    assert "Not shown" in text
    assert [entry.about_in_words for entry in page.entries[3:5]] == ["Not shown", "No record"]


def test_a_record_is_found_with_those_who_could_not_open_it(cast: Cast) -> None:
    ocg = cast.ocg()
    away = an_auditor(cast, "Arne Brindle", cast.olive.unit)
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/").status_code == 404
    [entry] = read(away, reference=ocg.ref).entries
    assert (entry.verb, entry.about) == ("access.not_found", ocg.ref)
    assert entry.kind == Event.Kind.REFUSAL


def test_each_reading_is_logged_with_its_purpose(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    read(
        asta, officer=cast.mo.officer, reference=ocg.ref, case_reference="PSD/26/14",
        purpose="criminal_proceedings", kinds=["refusal"],
    )  # fmt: skip
    events = readings(asta)
    assert {event.subject for event in events} == {cast.mo.officer.username, ocg.ref}
    for event in events:
        assert event.kind == Event.Kind.CONSULTATION
        assert event.detail["purpose"] == "For criminal proceedings"
        assert event.detail["case_reference"] == "PSD/26/14"
        assert event.detail["kinds"] == "Refusal"
    for colleague in (cast.mo, cast.gail, cast.olive):
        with as_actor(colleague):
            assert not Event.objects.filter(verb="audit_log.read").exists()


def test_a_reading_is_in_the_log_that_another_auditor_reads(cast: Cast) -> None:
    asta, alma = an_auditor(cast), an_auditor(cast, "Alma Brindle")
    read(asta, officer=cast.mo.officer)
    [entry] = read(alma, officer=asta.officer, kinds=["consultation"]).entries
    words = "Read the audit log to verify that processing is lawful"
    assert (entry.in_words, entry.about_in_words) == (words, "Mo Tealeaf")
    assert Machine(alma).post(
        "/audit-log/read-log", **FOR, officer=asta.officer.username
    ).json()["items"][-1]["in_words"] == words  # fmt: skip


def test_an_auditor_is_not_warned_of_a_reading_about_themselves(cast: Cast) -> None:
    asta, alma = an_auditor(cast), an_auditor(cast, "Alma Brindle")
    read(asta, officer=alma.officer)
    assert verbs(read(alma, officer=asta.officer)) == []
    assert "audit_log.read" not in verbs(read(alma, reference="alma-brindle"))
    [own, *_] = read(alma, officer=alma.officer).entries
    assert own.verb == "audit_log.read", "auditors read what they did themselves"
    third = an_auditor(cast, "Abel Brindle")
    assert "audit_log.read" in verbs(read(third, officer=asta.officer))


def test_kinds_and_days_narrow_a_search(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    with clock.set_to(NOW + timedelta(days=3)):
        keep_opened(cast.gail, ocg)
        gail = {"officer": cast.gail.officer}
        later = NOW.date() + timedelta(days=3)
        assert verbs(read(asta, **gail, since=later)) == ["record.opened"]
        assert verbs(read(asta, **gail, since=later, until=later)) == ["record.opened"]
        assert "record.opened" not in verbs(read(asta, **gail, until=NOW.date()))
        assert verbs(read(asta, **gail, kinds=["consultation"])) == ["record.opened"]
        assert read(asta, **gail, kinds=["erasure"]).entries == []
        with pytest.raises(Refused, match="Enter a last day on or after the first day"):
            read(asta, **gail, since=later, until=NOW.date())


def test_a_search_names_an_officer_or_a_record_at_each_door(cast: Cast) -> None:
    asta = an_auditor(cast)
    why = "Choose an officer, or enter a record’s reference."
    page = browser(asta).post(PAGE, FOR)
    assert (page.status_code, why in page.content.decode()) == (409, True)
    answer = Machine(asta).post("/audit-log/read-log", **FOR)
    assert answer.json()["errors"] == [{"field": "officer", "message": why}]
    result = terminal(asta, "audit-log", "read-log", "--purpose", "lawfulness")
    assert f"--officer: {why}" in result.output


def test_a_purpose_has_to_be_chosen_at_each_door(cast: Cast) -> None:
    asta = an_auditor(cast)
    page = browser(asta).post(PAGE, {"officer": "mo-tealeaf"})
    assert (page.status_code, "Select a purpose" in page.content.decode()) == (422, True)
    answer = Machine(asta).post("/audit-log/read-log", officer="mo-tealeaf", purpose="curiosity")
    assert answer.status_code == 422
    assert terminal(asta, "audit-log", "read-log", "--officer", "mo-tealeaf").exit_code == 1
    assert readings(asta) == []


def many(cast: Cast, ocg: Any, number: int) -> None:
    for minutes in range(number):
        with clock.set_to(NOW + timedelta(minutes=minutes)):
            keep_opened(cast.mo, ocg)


def test_pages_go_on_by_key_and_keep_the_search(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    many(cast, ocg, 30)
    asked = FOR | {
        "officer": "mo-tealeaf",
        "kinds": ["consultation"],
        "case_reference": "PSD/26/14",
    }
    with clock.set_to(NOW + timedelta(hours=1)):
        page = browser(asta).post(PAGE, asked)
        first = page.context["page"]
        assert len(first.entries) == 25
        sent = dict(page.context["sent"]) | {"after": first.after}
        text = page.content.decode()
        assert "Read next 25 entries" in text
        assert "PSD/26/14" in text
        last = browser(asta).post(PAGE, sent).context["page"]
    assert len(last.entries) == 5
    assert last.after == ""
    seen = [entry.at for entry in (*first.entries, *last.entries)]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 30
    newest, before = readings(asta)
    assert newest.detail["case_reference"] == before.detail["case_reference"] == "PSD/26/14"
    assert (newest.detail["next_page"], before.detail["next_page"]) == ("True", None)


def test_a_wrong_place_of_a_page_is_refused(cast: Cast) -> None:
    asta = an_auditor(cast)
    asked = FOR | {"officer": "mo-tealeaf", "after": "nonsense"}
    assert Machine(asta).post("/audit-log/read-log", **asked).status_code == 422
    page = browser(asta).post(PAGE, asked)
    assert page.status_code == 422
    assert "The next page is out of date. Search again." in page.content.decode()


def test_a_page_asks_as_often_however_many_entries_it_has(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    search = Search(cast.mo.officer, "", (), None, None)
    for number in (1, 40):
        many(cast, ocg, number)
        with as_actor(asta), django_assert_num_queries(3):
            page_of_log(search, None)


def test_the_page_says_what_was_searched_and_its_scope(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    form = browser(asta).get(PAGE).content.decode()
    assert "You see what officers did in postings of Northshire Police" in form
    page = browser(asta).post(
        PAGE, FOR | {"reference": ocg.ref, "until_0": "", "kinds": ["erasure"]}
    )
    text = page.content.decode()
    assert "To verify that processing is lawful" in text
    assert "Nothing in the log fits this search" in text
    assert "Erasure" in text
    assert ocg.ref in text
    assert "?" not in page.request["PATH_INFO"]
    assert page.request["QUERY_STRING"] == ""


def test_the_search_can_be_changed(cast: Cast) -> None:
    asta = an_auditor(cast)
    sent = FOR | {"officer": "mo-tealeaf", "case_reference": "PSD/26/14", "and_then": "change"}
    page = browser(asta).post(PAGE, sent)
    assert page.status_code == 200
    assert 'value="PSD/26/14"' in page.content.decode()
    assert "There is a problem" not in page.content.decode()
    assert readings(asta) == []


def test_it_is_the_same_at_the_api_and_the_terminal(cast: Cast) -> None:
    asta, ocg = an_auditor(cast), cast.ocg()
    keep_opened(cast.mo, ocg)
    answer = Machine(asta).post("/audit-log/read-log", **FOR, officer="mo-tealeaf")
    [entry, *_] = answer.json()["items"]
    assert (entry["officer"], entry["verb"], entry["about"]) == (
        "mo-tealeaf", "record.opened", ocg.ref
    )  # fmt: skip
    assert "detail" not in entry
    words = ("audit-log", "read-log", "--purpose", "lawfulness", "--officer", "mo-tealeaf")
    result = terminal(asta, *words)
    assert result.exit_code == 0
    assert f"Opened the record  {ocg.ref}" in result.output
    assert "Mo Tealeaf, Intelligence manager, Northshire OCCU" in result.output
    empty = terminal(asta, *words, "--kinds", "erasure")
    assert "No entries fit." in empty.output


def test_only_an_auditor_is_offered_the_log(cast: Cast) -> None:
    offered = f'href="{PAGE}"'
    asta = an_auditor(cast)
    assert offered in browser(asta).get("/").content.decode()
    assert any(item["href"] == PAGE for item in browser(asta).get("/palette/").json()["items"])
    for actor in (cast.gail, cast.dot, cast.connie, cast.olive):
        assert offered not in browser(actor).get("/").content.decode()
        items = browser(actor).get("/palette/").json()["items"]
        assert all(item["href"] != PAGE for item in items)
