"""Each record is downloaded as DOCX or PDF/UA by who can read it, marked, and as a disclosure."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from broadhurst.capabilities.liaison.commands.log_decision import log_decision
from broadhurst.capabilities.liaison.queries.log_on_paper import ENTRY_COPY, LOG_COPY
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.plan_on_paper import PLAN_COPY
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.queries.referral_on_paper import REFERRAL_COPY
from broadhurst.capabilities.tasking.queries.bid_on_paper import BID_COPY
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.documents import papers
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.record_copies.commands.download_record import download_record
from broadhurst.foundation.record_copies.declared import RecordCopy
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.dossier.ocg_on_paper import OCG_COPY
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.register.partner import led_by_council
from tests.tasking.stage import Stage, set_the_stage
from tests.transfers.making import assessed, planned, referred

NAME = "Copper | *Heron* <b>& #panic()</b> [x](javascript:1)"
MARKING = "OFFICIAL-SENSITIVE"


@dataclass
class Records:
    """An OCG with a plan, a bid, a referral and a policy log, and the address of each copy."""

    cast: Cast
    ocg: Ocg
    refs: dict[str, str]

    def paths(self) -> dict[str, str]:
        """Return the page of each record, and its copy without the ending."""
        ocg = self.refs["ocg"]
        return {
            f"/ocgs/{ocg}/": f"/ocgs/{ocg}/copy",
            f"/ocgs/{ocg}/plan/": f"/plans/{self.refs['plan']}/copy",
            f"/plans/{self.refs['plan']}/": f"/plans/{self.refs['plan']}/copy",
            f"/bids/{self.refs['bid']}/": f"/bids/{self.refs['bid']}/copy",
            f"/referrals/{self.refs['referral']}/": f"/referrals/{self.refs['referral']}/copy",
            f"/policy-log/{self.refs['entry']}/": f"/policy-log/{self.refs['entry']}/copy",
            f"/ocgs/{ocg}/policy-log/": f"/ocgs/{ocg}/policy-log",
        }


def make_records(cast: Cast, stage: Stage, name: str = NAME) -> Records:
    ocg = assessed(cast, name=name)
    planned(cast, ocg)
    referral = referred(cast, ocg)
    bid = stage.bid(ocg, objective="Find `where` it *is*.")
    entry = log_decision(
        actor=cast.gail, ocg=ocg, maker=cast.gail.officer, made_at=clock.now(),
        decision="# Hold the arrests\n- until | the press is found", options="Arrest now; hold.",
        rationale="The press would be moved.",
    )  # fmt: skip
    with as_actor(cast.gail):
        plan = Plan.objects.get(ocg=ocg)
    refs = {"ocg": ocg.ref, "plan": plan.ref, "referral": referral.ref, "bid": bid.ref}
    return Records(cast, ocg, {**refs, "entry": entry.ref})


@pytest.fixture
def records(cast: Cast) -> Records:
    return make_records(cast, set_the_stage(cast))


def text_of(document: bytes) -> str:
    """Return the words of a DOCX, as python-docx reads them."""
    opened = docx.Document(BytesIO(document))
    section = opened.sections[0]
    for part in (section.header, section.footer):
        assert part.paragraphs[0].text == MARKING
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_each_record_is_downloaded_at_the_page_and_the_api(records: Records) -> None:
    cast, page, machine = records.cast, browser(records.cast.gail), Machine(records.cast.gail)
    texts = {}
    for shown, path in records.paths().items():
        html = page.get(shown).content.decode()
        assert f'href="{path}.docx"' in html, shown
        assert f'href="{path}.pdf"' in html, shown
        answer = page.get(f"{path}.docx")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith('.docx"')
        texts[path] = text_of(answer.content)
        assert "As Gail Fernsby, Challenger Bolton, sees it on 1 March 2021." in texts[path]
        assert text_of(machine.get(f"{path}.docx").content) == texts[path]
    ocg, plan, bid, referral, entry, log = texts.values()
    for text in (ocg, plan, bid, referral, entry, log):
        assert NAME in text, "typed text stays as typed"
    for expected in ("Perry Windle", "Map the line", "Band", "Len Oakapple", "End the supply."):
        assert expected in ocg
    assert "Close the line." in plan
    assert "Find `where` it *is*." in bid
    assert "Perry Windle" in referral
    for text in (entry, log):
        assert "# Hold the arrests" in text
        assert "- until | the press is found" in text
    with as_actor(cast.gail):
        kept = Event.objects.filter(verb="record.downloaded").order_by("pk")
        assert {(one.kind, one.detail["format"]) for one in kept} == {("disclosure", "DOCX")}
        assert {one.subject for one in kept} == set(records.refs.values())
        of_log = next(one for one in kept if one.detail["part"])
        said = f"Gail Fernsby downloaded the policy log of {records.ocg.ref} as DOCX."
        assert words(of_log) == said


def test_each_pdf_is_tagged_and_marked_on_each_page(records: Records) -> None:
    cast = records.cast
    copies: dict[str, RecordCopy] = {
        "ocg": OCG_COPY, "plan": PLAN_COPY, "bid": BID_COPY, "referral": REFERRAL_COPY,
        "entry": ENTRY_COPY,
    }  # fmt: skip
    with as_actor(cast.gail):
        letters = [
            copied.write(cast.gail, copied.rows().get(ref=records.refs[name]))
            for name, copied in copies.items()
        ]
        letters.append(LOG_COPY.write(cast.gail, records.ocg))
    for made, _ in papers(tuple(letters)):
        reader = PdfReader(BytesIO(made))
        assert "/StructTreeRoot" in reader.root_object
        assert b"<pdfuaid:part>1</pdfuaid:part>" in made
        for page in reader.pages:
            text = page.extract_text()
            assert len(re.findall(rf"^{MARKING}\s*$", text, re.MULTILINE)) == 2
    answer = browser(cast.gail).get(f"/plans/{records.refs['plan']}/copy.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with as_actor(cast.gail):
        assert Event.objects.get(verb="record.downloaded").detail["format"] == "PDF"


def test_who_cannot_read_a_record_cannot_download_it(records: Records) -> None:
    page, machine, nobody = browser(records.cast.olive), Machine(records.cast.olive), browser(None)
    for path in records.paths().values():
        for form in ("docx", "pdf"):
            assert page.get(f"{path}.{form}").status_code == 404
            assert machine.get(f"{path}.{form}").status_code == 404
        assert nobody.get(f"{path}.docx").status_code == 302
    gail = browser(records.cast.gail)
    assert gail.get(f"/plans/{records.refs['plan']}/copy.exe").status_code == 404
    assert gail.post(f"/plans/{records.refs['plan']}/copy.docx").status_code == 405
    with as_actor(records.cast.gail):
        assert not Event.objects.filter(verb="record.downloaded").exists()


def test_a_reader_gets_what_they_see_and_no_more(records: Records) -> None:
    """A safeguarding team gets its referral without the OCG; a partner's LRO gets no people."""
    cast = records.cast
    referral = browser(cast.sid).get(f"/referrals/{records.refs['referral']}/copy.docx")
    text = text_of(referral.content)
    assert "Perry Windle" in text
    assert "Copper" not in text
    assert records.ocg.ref not in text
    led_by_council(cast, records.ocg)
    in_part = text_of(browser(cast.connie).get(f"/ocgs/{records.ocg.ref}/copy.docx").content)
    assert "End the supply." in in_part
    assert "Connie Pewter" in in_part
    assert "Perry Windle" not in in_part


def test_the_terminal_writes_each_record_to_a_file(records: Records, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    for room, verb, ref in (
        ("register", "download", records.refs["ocg"]),
        ("plans", "download", records.refs["plan"]),
        ("tasking", "download-bid", records.refs["bid"]),
        ("safeguarding", "download", records.refs["referral"]),
        ("liaison", "download-log", records.refs["ocg"]),
        ("liaison", "download-entry", records.refs["entry"]),
    ):
        done = terminal(records.cast.gail, room, verb, ref, "--to", str(made))
        assert done.exit_code == 0, done.output
        assert NAME in text_of(made.read_bytes())
        hidden = terminal(records.cast.olive, room, verb, ref, "--to", str(tmp_path / "no.docx"))
        assert (hidden.exit_code, "you cannot see it" in hidden.output) == (1, True)
        wrong = terminal(records.cast.gail, room, verb, ref, "--to", str(tmp_path / "made.txt"))
        assert "End the name of the file with .docx or .pdf." in wrong.output
    assert [*tmp_path.iterdir()] == [made]


def test_a_character_that_no_font_has_is_named(cast: Cast) -> None:
    ocg = cast.ocg(name="Copper \U0001f9ff Heron")
    refused = browser(cast.gail).get(f"/ocgs/{ocg.ref}/copy.pdf")
    assert refused.status_code == 409
    assert "cannot show these characters" in refused.content.decode()
    assert "\U0001f9ff" in text_of(browser(cast.gail).get(f"/ocgs/{ocg.ref}/copy.docx").content)
    with as_actor(cast.gail), pytest.raises(Refused, match="cannot show these characters"):
        download_record(actor=cast.gail, row=ocg, copied=OCG_COPY, form="pdf")
