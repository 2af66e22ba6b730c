"""Scenario: the inspectorate's reports, and the letter of 30 March 2021."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from broadhurst.capabilities.clearance.commands.set_policy import set_policy
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
from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.commands.record_sending import record_sending
from broadhurst.capabilities.inspections.commands.return_for_changes import return_for_changes
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.models import Finding, Report, Response
from broadhurst.capabilities.inspectorate_register.commands.load_entries import load_entries
from broadhurst.capabilities.operations.commands.load_outcomes import load_outcomes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

REPORT = "rocu-2021"
# The recommendations of 2016 and 2017, which forces had answered before the demo begins.
BEFORE = ("rocu-2015-730", "peel-effectiveness-2016-5")
OF_2021 = ("rocu-2021-1", "rocu-2021-2")
TO_CLOSURE = ("in_progress", "pending_sign_off", "closure_requested")
# Days before loading when the two made-up reports were published.
TO_CLEAR, TO_OPEN = 38, 9
COMMENTS_IN = timedelta(days=25)
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

    def write(self) -> date:
        """Add the steps to the script. Return when the made-up response is opened."""
        for day in PUBLISHED:
            self.script.on(day, self._load, hour=8)
        for day, hour, step in (
            (date(2019, 10, 2), 10, self.finish_earlier),
            (date(2021, 2, 22), 10, self.open),
            (date(2021, 3, 15), 11, self.comment),
            (LETTER_DAY, 9, self.answer),
            (LETTER_DAY, 10, self.address),
            (LETTER_DAY, 11, self.clear),
            (LETTER_DAY, 12, self.publish),
            # The demo does not invent what the inspectorate decided.
            (date(2022, 1, 24), 10, lambda: self.set_status("pending_sign_off")),
            (date(2022, 2, 14), 10, lambda: self.set_status("closure_requested")),
            (date(2022, 2, 15), 10, self.finish_elsewhere),
        ):
            self.script.at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), step)
        return self.write_made_up()

    def _load(self) -> None:
        load_reports(actor=self.pol)
        load_entries(actor=self.pol)
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
            for figure in words[f"evidence_{finding.number}"]:
                add_evidence(
                    actor=self.cora,
                    response=self.response,
                    finding=finding,
                    what=figure,
                    since=EIGHTEEN_MONTHS_BEFORE if figure in OVER_A_PERIOD else None,
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

    def finish_earlier(self) -> None:
        """Let every force ask the inspectorate to close the recommendations of 2016 and 2017."""
        for force in self.region.forces.values():
            _ask_for_closure(force.coordinator, BEFORE)

    def finish_elsewhere(self) -> None:
        """Let the other forces and the ROCU ask it to close those of 2021."""
        others = [force.coordinator for force in self.region.forces.values()]
        for actor in (*others[1:], self.region.rocu["acc"]):
            _ask_for_closure(actor, OF_2021)

    def write_made_up(self) -> date:
        """Publish two reports that nobody wrote: one waits to be cleared, one to be answered."""
        to_clear, to_open = WORDS["inspections"]
        recorded_on = self.script.ago(TO_CLEAR, partial(self._record_made_up, to_clear))
        self.script.on(recorded_on + timedelta(days=1), self._set_steps, hour=11)
        opened_on = self.script.on(
            recorded_on + timedelta(days=4), partial(self._open_made_up, to_clear), hour=12
        )
        commented = partial(self._comment_on_made_up, to_clear)
        self.script.in_time_for(opened_on + COMMENTS_IN, commented, hour=12)
        self.script.ago(3, partial(self._answer_made_up, to_clear), hour=12)
        self.script.ago(2, partial(self._clear_first_steps, to_clear), hour=12)
        self.script.ago(TO_OPEN, partial(self._record_made_up, to_open))
        return opened_on

    def _record_made_up(self, words: dict[str, Any]) -> None:
        report = record_report(
            actor=self.cora, title=words["title"], publisher=Agency.objects.get(key="hmicfrs"),
            published_on=clock.today(), scope="regional", key=words["key"],
            url=f"https://www.example.org/{words['key']}", note="",
        )  # fmt: skip
        forces = [force.agency for force in self.region.forces.values()]
        for number, text in (("1", words["first"]), ("2", words["second"])):
            record_finding(
                actor=self.cora, report=report, kind="recommendation", number=number, text=text,
                is_verbatim=False, key=f"{words['key']}-{number}", addressed_to=forces,
                due_on=clock.today() + timedelta(days=70 * int(number)),
            )  # fmt: skip

    def _open_made_up(self, words: dict[str, Any]) -> None:
        report = Report.objects.get(key=words["key"])
        self.response = open_response(actor=self.pol, report=report, force=self.cora.agency)
        invite_comments(
            actor=self.pol, response=self.response, units=[self.cora.unit],
            due_on=clock.today() + COMMENTS_IN,
        )  # fmt: skip

    def _comment_on_made_up(self, words: dict[str, Any]) -> None:
        comment(actor=self.cora, response=self.response, comments=words["chief"])

    def _answer_made_up(self, words: dict[str, Any]) -> None:
        """Answer it in full as Pol, so that Della can clear it."""
        findings = Finding.objects.filter(report__key=words["key"]).order_by("number")
        for finding, explanation in zip(findings, words["explanation"], strict=True):
            answer(
                actor=self.pol, response=self.response, finding=finding, answer="action_taken",
                explanation=explanation,
            )  # fmt: skip
        draft(actor=self.pol, response=self.response, body_comments=words["body"], reply="")

    def _set_steps(self) -> None:
        """Let the author and the force's chief officer clear a response before Della does."""
        set_policy(
            actor=self.della, steps=["author", "chief_officer", "second"],
            second_by=["role:clearer"], restart_from="author", from_on=clock.today(),
            because="The internal auditors asked for a record of every reader.",
        )  # fmt: skip

    def _clear_first_steps(self, words: dict[str, Any]) -> None:
        """Clear it as the author and the force, which first returns it once."""
        response = self.response
        clear(actor=self.pol, response=response, is_read=True)
        return_for_changes(
            actor=self.cora, response=response, back_to="author",
            because="Is the second answer about all six forces, or about ours?",
        )  # fmt: skip
        clear(actor=self.pol, response=response, is_read=True, comment="About ours, as it says.")
        clear(actor=self.cora, response=response, is_read=True)

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


def _ask_for_closure(actor: Actor, keys: tuple[str, ...]) -> None:
    """Move an organisation's own status of findings on, until it waits for the inspectorate."""
    for finding in Finding.objects.filter(key__in=keys, addressees__agency=actor.agency):
        for status in TO_CLOSURE:
            set_our_status(actor=actor, finding=finding, agency=actor.agency, status=status)
