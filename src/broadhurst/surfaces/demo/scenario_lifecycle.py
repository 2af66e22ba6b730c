"""Scenario: threats that are reported, adopted or not, dormant for a time, merged or split."""

from datetime import timedelta
from typing import Any

from broadhurst.capabilities.lifecycle.commands.adopt import adopt
from broadhurst.capabilities.lifecycle.commands.decline_adoption import decline_adoption
from broadhurst.capabilities.lifecycle.commands.make_dormant import make_dormant
from broadhurst.capabilities.lifecycle.commands.report import report
from broadhurst.capabilities.lifecycle.commands.start_assessment import start_assessment
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.merging.commands.merge import merge
from broadhurst.capabilities.merging.commands.split import split
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.edit import edit
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation.access.wall import as_actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS


def follow_reports(script: Script, region: Region) -> None:
    """Report each threat of `words.toml` as many days ago as it says, and go on from there."""
    for words in WORDS["lifecycle"]:
        Threat(script, region, words).write()


class Threat:
    """One threat, its officers, and how far its life has gone."""

    def __init__(self, script: Script, region: Region, words: dict[str, Any]) -> None:
        self.script, self.words = script, words
        self.force = region.forces[words["force"]]
        self.sio, self.lro = self.force.teams[words["district"]]
        self.given = {key: words.get(key, "") for key in ("place", "group")}

    def write(self) -> None:
        """Add the steps to the script, each some days after the one before."""
        begun = [(3, self._start)]
        adopted = [*begun, (4, self._assess), (2, self._adopt)]
        day = self.script.ago(self.words["days"], self.report, hour=9, minute=40)
        for days, step in {
            "reported": [],
            "assessing": begun,
            "not_adopted": [*begun, (6, self._decline)],
            "active": adopted,
            "dormant": [*adopted, (self.words.get("active_for", 0), self._make_dormant)],
            "merged": [*adopted, (2, self._merge)],
            "split": [*adopted, (10, self._split)],
        }[self.words["until"]]:
            day = self.script.on(day + timedelta(days=days), step, hour=14, minute=20)

    def report(self) -> None:
        with as_actor(self.lro):
            others = Ocg.objects.filter(name=self.words.get("into", ""))
            refs = list(others.values_list("ref", flat=True))
        self.ocg = report(
            actor=self.lro,
            kind=self.words["kind"],
            name=self.words["name"],
            threat_types=self.words["threats"],
            districts=[self.sio.unit.district],
            description=self.words["description"],
            not_same_as=refs,
            **self.given,
        )
        for who in ("person", "other_person"):
            if who in self.words:
                add_member(actor=self.sio, ocg=self.ocg, **self.words[who])

    def _start(self) -> None:
        self.ocg = start_assessment(actor=self.sio, ocg=self.ocg)

    def _decline(self) -> None:
        decline_adoption(
            actor=self.force.coordinator,
            ocg=self.ocg,
            reason=self.words["reason"],
            explanation=self.words["explanation"],
        )

    def _assess(self) -> None:
        scores = self.words["scores"]
        assessment = assess(
            actor=self.sio,
            ocg=self.ocg,
            scores={key: n if n >= 0 else None for key, n in scores.items()},
            confidence={key: "medium" for key, n in scores.items() if n >= 0},
            rationale=self.words["rationale"],
        )
        moderate(actor=self.force.moderator, assessment=assessment, outcome="accepted")

    def _adopt(self) -> None:
        coordinator, lro, sio = self.force.coordinator, self.lro.officer, self.sio.officer
        self.ocg = adopt(actor=coordinator, ocg=self.ocg, lro=lro, sio=sio)

    def _merge(self) -> None:
        """Merge it into the OCG that it was told apart from."""
        with as_actor(self.force.coordinator):
            into = Ocg.objects.select_related("dossier").get(name=self.words["into"])
        because = self.words["explanation"]
        merge(actor=self.force.coordinator, ocg=self.ocg, into=into, because=because)

    def _split(self) -> None:
        """Split off the second person, who is in another group, and describe that group."""
        with as_actor(self.sio):
            name = self.words["other_person"]["name"]
            people = list(Person.objects.filter(memberships__ocg=self.ocg, name=name))
        made = split(
            actor=self.sio,
            ocg=self.ocg,
            name=self.words["split_off"],
            because=self.words["explanation"],
            people=people,
        )
        edit(
            actor=self.sio,
            ocg=made.new,
            name=made.new.name,
            threat_types=self.words["threats"],
            districts=[self.sio.unit.district],
            description=self.words["split_description"],
            because="It had the description of the OCG that it was in.",
        )

    def _make_dormant(self) -> None:
        make_dormant(
            actor=self.lro,
            ocg=self.ocg,
            reason=self.words["reason"],
            explanation=self.words["explanation"],
            review_on=self.script.until.date() + timedelta(days=self.words["look_again_in"]),
        )
