"""Scenario: forces work on the findings of made-up reports."""

from datetime import timedelta
from typing import Any

from broadhurst.capabilities.inspections.commands.assign_finding import assign_finding
from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspectorate_register.commands.send import send_entries
from broadhurst.capabilities.tracking.commands.add_milestone import add_milestone
from broadhurst.capabilities.tracking.commands.chase_findings import chase_findings
from broadhurst.capabilities.tracking.commands.complete_milestone import complete_milestone
from broadhurst.capabilities.tracking.commands.set_next_step import set_next_step
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

# Days before loading.
ON_WORK, ON_ENDING, ON_REOPENING, ON_TRACKING, ON_ENTRIES, ON_CHASERS = 30, 8, 5, 4, 2, 1


class Findings:
    """Coordinators work on findings. Cora sends entries of the register that need correcting."""

    def __init__(self, script: Script, region: Region) -> None:
        self.script, self.region = script, region
        self.cora = region.forces["gmp"].coordinator

    def write(self) -> None:
        """Add the steps to the script."""
        for days, step in (
            (ON_WORK, self.work), (ON_ENDING, self.end), (ON_REOPENING, self.reopen),
            (ON_TRACKING, self.plan), (ON_ENTRIES, self.send), (ON_CHASERS, self.chase),
        ):  # fmt: skip
            self.script.ago(days, step, hour=11)

    def work(self) -> None:
        self._set("made-up-sharing-1", "in_progress", owner=self.cora.officer)

    def end(self) -> None:
        self._set("made-up-sharing-2", "no_action", owner=self.cora.officer)
        self._set("made-up-exploitation-2", "no_action")

    def reopen(self) -> None:
        self._set("made-up-sharing-2", "reopened")

    def plan(self) -> None:
        """Name owners, and set next steps and milestones."""
        for words in WORDS["tracked"]:
            coordinator = self.region.forces[words["force"]].coordinator
            self._plan(coordinator, Finding.objects.get(key=words["finding"]), words)

    def _plan(self, actor: Actor, finding: Finding, words: dict[str, Any]) -> None:
        if words.get("owner"):
            assign_finding(actor=actor, finding=finding, agency=actor.agency, owner_unit=actor.unit)
        values = {"actor": actor, "finding": finding, "priority": words["priority"]}
        for text in filter(None, (words.get("earlier"), words["next_step"])):
            set_next_step(**values, text=text)
        today = self.script.until.date()
        for planned in words["milestones"]:
            milestone = add_milestone(
                actor=actor, finding=finding, text=planned["text"],
                due_on=today + timedelta(days=planned["due"]),
            )  # fmt: skip
            if "done" in planned:
                done_on = today - timedelta(days=planned["done"])
                complete_milestone(
                    actor=actor, milestone=milestone, done_on=done_on, note=planned["note"]
                )

    def chase(self) -> None:
        """Notify the owners of what is due, as the daily job does."""
        chase_findings(actor=actor_of_system())

    def send(self) -> None:
        """Send two entries. The second has a date without its day, so that it can be corrected."""
        words = WORDS["register"]
        report = Report.objects.get(key=words["report"])
        finding = Finding.objects.get(key=f"{words['report']}-1")
        day = clock.today() - timedelta(days=12)
        text = words["text"].format(
            first=finding.text, day=f"{day.day} {day:%B %Y}", month=f"{day:%B %Y}"
        )
        send_entries(
            actor=self.cora, text=text, report=report, agency=self.cora.agency,
            source="https://www.example.org/register",
        )  # fmt: skip

    def _set(self, key: str, status: str, **details: Any) -> None:
        note = WORDS["register"]["notes"][f"{key} {status}"]
        finding = Finding.objects.get(key=key)
        set_our_status(
            actor=self.cora, finding=finding, agency=self.cora.agency, status=status, note=note,
            **details,
        )  # fmt: skip
