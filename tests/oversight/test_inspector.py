"""An inspector reads: figures, published work and what is shared, and changes nothing."""

import pytest

from broadhurst.capabilities.establishment.commands.change_posting import change_posting
from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.practice.commands.write_note import write_note
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.record import COMMANDS
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.answering import People, region_of
from tests.inspections.making import found, make_room, recorded
from tests.people import SINCE, Cast

# All that an inspector may run: what logs their reading, and their own settings and sessions.
MAY_RUN = {
    "change_password", "choose_emails", "choose_kinds", "count_figures", "count_months",
    "delete_filter", "download_file", "download_list", "download_record", "email_notifications",
    "end_session",
    "export_network",
    "forget", "issue_token", "log_calendar", "mark_read", "remember", "revoke_token", "save_filter",
    "split_answers", "take_copy", "take_log_copy", "take_minutes", "take_posting",
}  # fmt: skip
A_NOTE = {
    "title": "Talks", "label": "new", "topic": "prevent", "what": "Talks.", "place": "Bolton",
    "evidence": "None.", "cost": "None.", "contact": "The team",
}  # fmt: skip


@pytest.fixture
def people(cast: Cast) -> People:
    return region_of(cast)


def test_few_commands_are_open_to_readers() -> None:
    names = {key.rpartition(".")[2] for key, one in COMMANDS.items() if hasattr(one, "for_readers")}
    assert names == MAY_RUN


def test_every_other_command_is_refused_before_it_looks_at_anything(people: People) -> None:
    assert len(COMMANDS) > 200
    for command in COMMANDS.values():
        if not hasattr(command, "for_readers"):
            with pytest.raises(Refused, match="read as an inspector"):
                command(actor=people.inspector)


def test_the_refusal_is_the_same_at_page_api_and_terminal(people: People) -> None:
    inspector, said = people.inspector, "You read as an inspector"
    refused = browser(inspector).post("/practice-notes/write/", A_NOTE)
    assert refused.status_code == 409
    assert said in refused.content.decode()
    answer = Machine(inspector).post("/practice-notes", **A_NOTE)
    assert (answer.status_code, said in answer.json()["detail"]) == (409, True)
    options = [part for name, value in A_NOTE.items() for part in (f"--{name}", value)]
    at_terminal = terminal(inspector, "practice", "write-note", *options)
    assert at_terminal.exit_code == 1
    assert said in at_terminal.output
    with pytest.raises(Refused, match=said):
        write_note(actor=inspector, **A_NOTE)


def test_pages_offer_an_inspector_no_verb(people: People, cast: Cast) -> None:
    room = make_room(cast)
    found(cast, recorded(cast, room.inspectorate, key="second", title="A second one"), "1", "Do.")
    page = browser(people.inspector)
    with as_actor(people.inspector):
        finding = Finding.objects.first()
    assert finding is not None
    for path in ("/", "/reports/", f"/reports/{finding.report.ref}/", f"/findings/{finding.key}/",
                 "/practice-notes/", "/operations/", "/insight/", "/oversight/"):  # fmt: skip
        html = page.get(path).content.decode()
        assert 'class="govuk-button"' not in html.split("<main")[1], path


def test_an_inspector_sees_no_record(people: People, cast: Cast) -> None:
    ocg = cast.ocg()
    page, machine = browser(people.inspector), Machine(people.inspector)
    home = page.get("/").content.decode()
    assert ("Inspectors have no tasks" in home, "Go to Insight" in home) == (True, True)
    assert page.get(f"/ocgs/{ocg.ref}/").status_code == 404
    assert machine.get(f"/ocgs/{ocg.ref}").status_code == 404
    assert ocg.ref not in page.get("/ocgs/").content.decode()


def test_only_an_inspectorate_has_inspectors_and_they_only_read(people: People, cast: Cast) -> None:
    officer = enrol(actor=cast.system, username="io", name="Io Marl", grade="", password=None)
    given = {"actor": cast.system, "officer": officer, "title": "Inspector", "from_on": SINCE}
    with pytest.raises(Refused, match="Only someone in a unit of an inspectorate"):
        post(unit=cast.gail.unit, roles=["inspector"], **given)
    with pytest.raises(Refused, match="has no other role"):
        post(unit=people.inspector.unit, roles=["inspector", "auditor"], **given)
    posting = post(unit=people.inspector.unit, roles=["auditor"], **given)
    with pytest.raises(Refused, match="has no other role"):
        change_posting(
            actor=cast.system, posting=posting, title="Inspector", roles=["auditor", "inspector"]
        )
    change_posting(actor=cast.system, posting=posting, title="Inspector", roles=["inspector"])
    assert Posting.objects.get(pk=posting.pk).roles == ["inspector"]
