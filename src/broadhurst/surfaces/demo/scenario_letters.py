"""Scenario: the policing body's templates, its house style and its letters."""

from datetime import UTC, date, datetime
from typing import Any

from broadhurst.capabilities.inspections.models import Report, Response
from broadhurst.capabilities.letters.commands.add_recipient import add_recipient
from broadhurst.capabilities.letters.commands.add_signatory import add_signatory
from broadhurst.capabilities.letters.commands.ask_to_issue import ask_to_issue
from broadhurst.capabilities.letters.commands.draft_letter import draft_letter
from broadhurst.capabilities.letters.commands.edit_template import edit_template
from broadhurst.capabilities.letters.commands.issue_letter import issue_letter
from broadhurst.capabilities.letters.commands.return_letter import return_letter
from broadhurst.capabilities.letters.commands.set_house_style import set_house_style
from broadhurst.capabilities.letters.commands.write_template import write_template
from broadhurst.capabilities.letters.models import Letter, Signatory, Template
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.drawings import crest, signature
from broadhurst.surfaces.demo.scenario_inspections import LETTER_DAY
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

DESCRIBED = "Shield with a bridge over water, drawn for the demo"
SIGNED = "Signature, drawn for the demo"


class Letters:
    """Letters that Pol drafts and Della issues."""

    def __init__(self, script: Script, region: Region, opened_on: date) -> None:
        """Take the day when the response that the chief constable is invited to was opened."""
        self.script, self.opened_on = script, opened_on
        self.pol, self.della = region.authority["pol"], region.authority["della"]
        self.templates: dict[str, Template] = {}
        self.signatory: Signatory

    def write(self) -> None:
        """Add the steps to the script."""
        words = WORDS["letters"]
        day = datetime(LETTER_DAY.year, LETTER_DAY.month, LETTER_DAY.day, tzinfo=UTC)
        self.script.at(day.replace(hour=7), self._set_up)
        self.script.at(day.replace(hour=13), lambda: self._issue(words["published"]))
        self.script.on(self.opened_on, lambda: self._issue(words["invitation"]), hour=15)
        self.script.ago(12, self._improve, hour=9)
        self.script.ago(6, lambda: self._return(words["returned"]), hour=16)
        self.script.ago(2, lambda: self._ask(words["ready"]), hour=11)

    def _set_up(self) -> None:
        address = WORDS["letter"]["address"]
        set_house_style(
            actor=self.pol, sender=address["sender"].strip(), crest=crest(), crest_alt=DESCRIBED
        )
        self.signatory = add_signatory(
            actor=self.pol, name=address["signed_by"], office=WORDS["letters"]["office"],
            signature=signature(), signature_alt=SIGNED,
        )  # fmt: skip
        for kind, words in WORDS["letters"]["templates"].items():
            self.templates[kind] = write_template(
                actor=self.pol, kind=kind, title=words["title"], text=words["text"].strip()
            )

    def _improve(self) -> None:
        words = WORDS["letters"]["templates"]["correspondence"]
        template = self.templates["correspondence"]
        edit_template(
            actor=self.pol, letter_template=template, title=template.title,
            text=words["next"].strip(), reason=words["reason"],
        )  # fmt: skip

    def _draft(self, words: dict[str, Any]) -> Letter:
        with as_actor(self.pol):
            responses = Response.objects.filter(unit=self.pol.unit)
            response = responses.filter(report__key=words.get("response")).first()
        letter = draft_letter(
            actor=self.pol, template=self.templates[words["kind"]], subject=words["subject"],
            signatory=self.signatory, response=response,
            report=Report.objects.filter(key=words.get("report")).first(),
            text=words.get("text", "").strip(),
        )  # fmt: skip
        for name, greeting, address in words["to"]:
            add_recipient(
                actor=self.pol, letter=letter, name=name, greeting=greeting, address=address
            )
        return letter

    def _ask(self, words: dict[str, Any]) -> Letter:
        return ask_to_issue(actor=self.pol, letter=self._draft(words))

    def _issue(self, words: dict[str, Any]) -> None:
        issue_letter(actor=self.della, letter=self._ask(words), is_read=True)

    def _return(self, words: dict[str, Any]) -> None:
        return_letter(actor=self.della, letter=self._ask(words), because=words["because"])
