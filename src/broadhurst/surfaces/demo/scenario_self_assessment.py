"""Scenario: forces say whether they meet the findings of a made-up report."""

from datetime import timedelta
from functools import partial
from typing import Any

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.self_assessment.commands.assess import assess
from broadhurst.capabilities.self_assessment.commands.cite_figure import cite_figure
from broadhurst.capabilities.self_assessment.commands.share import share
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.surfaces.demo.cast import Region
from broadhurst.surfaces.demo.script import Script
from broadhurst.surfaces.demo.words import WORDS

YEAR = timedelta(days=365)


def assess_themselves(script: Script, region: Region) -> None:
    """Let the coordinators of forces assess them, as the words say."""
    for words in WORDS["self_assessments"]:
        actor = region.forces[words["by"]].coordinator
        script.ago(words["days"], partial(_assess, actor, words), hour=14)


def _assess(actor: Actor, words: dict[str, Any]) -> None:
    today = clock.today()
    assessment = assess(
        actor=actor,
        finding=Finding.objects.get(key=words["finding"]),
        judgement=words["judgement"],
        why=words["why"],
        assessed_on=today,
    )
    if "figure" in words:
        cite_figure(
            actor=actor, assessment=assessment, figure=words["figure"], since=today - YEAR,
            as_of=today, note=words.get("note", ""),
        )  # fmt: skip
    if words.get("is_shared"):
        share(actor=actor, assessment=assessment)
