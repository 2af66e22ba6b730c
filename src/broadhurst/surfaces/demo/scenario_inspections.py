"""Scenario: the inspectorate's reports, and the letter of 30 March 2021."""

from datetime import UTC, date, datetime

from broadhurst.capabilities.inspections.commands.add_evidence import add_evidence
from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.choose_paragraphs import choose_paragraphs
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.commands.load_reports import load_reports
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.record_sending import record_sending
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.models import Finding, Report, Response
from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

REPORT = "rocu-2021"
LETTER_DAY = date(2021, 3, 30)
EIGHTEEN_MONTHS_BEFORE = date(2019, 9, 30)
OVER_A_PERIOD = ("transferred_in_full", "answered_in_time")
# The days when something new in Broadhurst's own data could be loaded, because the
# inspectorate had just published it.
PUBLISHED = (
    date(2019, 10, 1),
    date(2020, 7, 3),
    date(2021, 2, 18),
    date(2021, 3, 22),
    date(2022, 6, 10),
    date(2023, 11, 10),
)


class Answer:
    """Greater Manchester's response to the report of 18 February 2021."""

    def __init__(self, script: Script, region: Region) -> None:
        self.script, self.region = script, region
        self.pol, self.della = region.authority["pol"], region.authority["della"]
        self.cora = region.forces["gmp"].coordinator
        self.response: Response

    def write(self) -> None:
        """Add the steps to the script."""
        for day in PUBLISHED:
            self.script.on(day, self._load, hour=8)
        for day, hour, step in (
            (date(2021, 2, 22), 10, self.open),
            (date(2021, 3, 15), 11, self.comment),
            (LETTER_DAY, 9, self.answer),
            (LETTER_DAY, 10, self.address),
            (LETTER_DAY, 11, self.clear),
            (LETTER_DAY, 12, self.publish),
            # The demo does not invent what the inspectorate decided.
            (date(2022, 1, 24), 10, lambda: self.set_status("pending_sign_off")),
            (date(2022, 2, 14), 10, lambda: self.set_status("closure_requested")),
        ):
            self.script.at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), step)

    def _load(self) -> None:
        load_reports(actor=self.pol)
        load_outcomes(actor=self.cora)

    def open(self) -> None:
        report = Report.objects.get(key=REPORT)
        self.response = open_response(
            actor=self.pol, report=report, force=self.region.forces["gmp"].agency
        )
        invite_comments(
            actor=self.pol, response=self.response, units=[self.cora.unit], due_on=date(2021, 3, 19)
        )

    def comment(self) -> None:
        words = WORDS["letter"]["chief"]
        comment(actor=self.cora, response=self.response, comments=words)

    def answer(self) -> None:
        """Answer both recommendations as the force.

        The system counts the figures that it cites.
        """
        words = WORDS["letter"]
        for finding in Finding.objects.filter(report__key=REPORT).order_by("pk"):
            if finding.number not in ("1", "2"):
                continue
            answer(
                actor=self.cora,
                response=self.response,
                finding=finding,
                answer="action_taken",
                explanation=words[f"recommendation_{finding.number}"],
            )
            for what in words[f"evidence_{finding.number}"]:
                add_evidence(
                    actor=self.cora,
                    response=self.response,
                    finding=finding,
                    what=what,
                    since=EIGHTEEN_MONTHS_BEFORE if what in OVER_A_PERIOD else None,
                    as_of=LETTER_DAY,
                    is_publishable=True,
                )
        self.set_status("in_progress")
        draft(
            actor=self.pol,
            response=self.response,
            body_comments=words["body"],
            reply=words["reply"],
        )

    def set_status(self, status: str) -> None:
        """Set the force's own status of both recommendations.

        The inspectorate sets its own status.
        """
        for finding in Finding.objects.filter(report__key=REPORT, number__in=("1", "2")):
            set_our_status(actor=self.cora, finding=finding, agency=self.cora.agency, status=status)

    def address(self) -> None:
        words = WORDS["letter"]
        address(actor=self.pol, response=self.response, **words["address"])
        choose_paragraphs(actor=self.pol, response=self.response, paragraphs=words["paragraphs"])

    def clear(self) -> None:
        clear(actor=self.della, response=self.response, is_read=True)

    def publish(self) -> None:
        publish(actor=self.della, response=self.response)
        for to in ("hmicfrs", "home_secretary"):
            record_sending(actor=self.pol, response=self.response, to=to, sent_on=LETTER_DAY)
