"""Scenario: the force works on the findings of made-up reports."""

from datetime import timedelta
from typing import Any

from broadhurst.capabilities.inspections.commands.set_our_status import set_our_status
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspectorate_register.commands.send import send_entries
from broadhurst.foundation import clock
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

ON_WORK, ON_ENDING, ON_REOPENING, ON_ENTRIES = 30, 8, 5, 2  # days before loading


class Findings:
    """Cora works on findings, and sends entries of the register that need correcting."""

    def __init__(self, script: Script, region: Region) -> None:
        self.script, self.cora = script, region.forces["gmp"].coordinator

    def write(self) -> None:
        """Add the steps to the script."""
        for days, step in (
            (ON_WORK, self.work), (ON_ENDING, self.end), (ON_REOPENING, self.reopen),
            (ON_ENTRIES, self.send),
        ):  # fmt: skip
            self.script.on(self.script.until.date() - timedelta(days=days), step, hour=11)

    def work(self) -> None:
        self._set("made-up-sharing-1", "in_progress", owner=self.cora.officer)

    def end(self) -> None:
        self._set("made-up-sharing-2", "no_action", owner=self.cora.officer)
        self._set("made-up-exploitation-2", "no_action")

    def reopen(self) -> None:
        self._set("made-up-sharing-2", "reopened")

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
