"""Scenario: a made-up report whose response proposes an action, and how that is moved."""

from datetime import timedelta
from typing import Any

from broadhurst.capabilities.commitments.commands.move_commitment import move_commitment
from broadhurst.capabilities.commitments.queries import commitments
from broadhurst.capabilities.inspections.commands.answer import answer
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.comment import comment
from broadhurst.capabilities.inspections.commands.draft import draft
from broadhurst.capabilities.inspections.commands.invite_comments import invite_comments
from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.capabilities.inspections.commands.record_finding import record_finding
from broadhurst.capabilities.inspections.commands.record_report import record_report
from broadhurst.capabilities.inspections.commands.record_sending import record_sending
from broadhurst.capabilities.inspections.commands.share_answer import share_answer
from broadhurst.capabilities.inspections.models import Finding, Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

COMMENTS_IN, DONE_IN = timedelta(days=30), timedelta(days=170)


class Proposal:
    """Greater Manchester's response to a report that nobody wrote."""

    def __init__(self, script: Script, region: Region) -> None:
        self.script, self.region = script, region
        self.pol, self.della = region.authority["pol"], region.authority["della"]
        self.cora = region.forces["gmp"].coordinator
        self.response: Response

    def write(self) -> None:
        """Add the steps to the script. The response answers both reports in their 56 days."""
        inspected_on = self.script.ago(242, self.inspect_all)
        opened_on = self.script.on(inspected_on + timedelta(days=12), self.open)
        self.script.in_time_for(opened_on + COMMENTS_IN, self.comment_on)
        last_day = clock.section_55_last_day(inspected_on)
        published_on = self.script.in_time_for(last_day, self.publish)
        self.script.on(published_on + DONE_IN - timedelta(days=20), self.move)

    def inspect_all(self) -> None:
        """Record a report about every force, before the one about a single force."""
        forces = [force.agency for force in self.region.forces.values()]
        self.national = self._record(WORDS["answered"]["national"], "national", forces)

    def open(self) -> None:
        """Record a report about the force alone, and open the response to it."""
        gmp = self.cora.agency
        finding = self._record(WORDS["answered"], "force", [gmp], recurs_from=self.national)
        self.response = open_response(actor=self.pol, report=finding.report, force=gmp)
        invite_comments(
            actor=self.pol, response=self.response, units=[self.cora.unit],
            due_on=clock.today() + COMMENTS_IN,
        )  # fmt: skip

    def _record(
        self, words: dict[str, Any], scope: str, asked: list[Agency], **fields: Any
    ) -> Finding:
        """Record a report with one recommendation, and return the recommendation."""
        report = record_report(
            actor=self.cora, title=words["title"], publisher=Agency.objects.get(key="hmicfrs"),
            published_on=clock.today(), scope=scope, key=words["key"],
            url=f"https://www.example.org/{words['key']}", note="",
        )  # fmt: skip
        return record_finding(
            actor=self.cora, report=report, kind="recommendation", number="1", text=words["text"],
            is_verbatim=False, key=f"{words['key']}-1", addressed_to=asked,
            due_on=clock.today() + timedelta(days=280), **fields,
        )  # fmt: skip

    def comment_on(self) -> None:
        comment(actor=self.cora, response=self.response, comments=WORDS["answered"]["chief"])

    def publish(self) -> None:
        """Answer it with a proposed action of the force's coordinator, and publish it.

        The answer is also the answer to the national report.
        """
        words, response = WORDS["answered"], self.response
        finding = Finding.objects.get(key=f"{words['key']}-1")
        answer(
            actor=self.pol, response=response, answer="action_proposed",
            finding=finding, explanation=words["explanation"],
            owner=self.cora.officer, due_on=clock.today() + DONE_IN,
        )  # fmt: skip
        share_answer(actor=self.pol, response=response, finding=finding, also_answers=self.national)
        draft(actor=self.pol, response=response, body_comments=words["body"], reply="")
        clear(actor=self.della, response=response, is_read=True)
        publish(actor=self.della, response=response)
        for to in ("hmicfrs", "home_secretary"):
            record_sending(actor=self.pol, response=response, to=to, sent_on=clock.today())

    def move(self) -> None:
        with as_actor(self.cora):
            row = commitments().get(response=self.response.ref)
        move_commitment(
            actor=self.cora, commitment=row, due_on=row.due_on + timedelta(days=31),
            owner=row.owner, because=WORDS["answered"]["moved"],
        )  # fmt: skip
