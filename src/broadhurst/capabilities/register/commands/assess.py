"""Assess an OCG under the scoring scheme in force."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.assessing import (
    assessment_to_moderate,
    scheme_in_force,
)
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.assessing import (
    objections_to_assess,
    objections_to_scores,
    weigh,
)
from broadhurst.capabilities.register.rules.life import objections_to_reported
from broadhurst.capabilities.register.rules.registering import (
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Posting, Role, in_force_on
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

UNKNOWN, CONFIDENCE = "unknown", "_confidence"


class AssessForm(CommandForm):
    asks_more = True
    rationale = TextAreaField(
        label="Rationale", help_text="The evidence for the scores.", max_length=4000
    )

    def narrow_choices(self) -> None:
        """Ask one question per criterion of the scheme in force, before the rationale."""
        questions, shows = {}, {}
        for criterion in scheme_in_force(clock.today()).criteria:
            key, label = criterion["key"], criterion["label"]
            scale = [(n, f"{n}: {words}") for n, words in sorted(criterion["scale"].items())]
            questions[key] = ChoiceField(
                label=label,
                noun=f"a score for {in_sentence(label)}",
                help_text=criterion["hint"],
                choices=[*scale, (UNKNOWN, "Not known")],
            )
            questions[key + CONFIDENCE] = ChoiceField(
                label=f"Confidence in the score for {in_sentence(label)}",
                choices=Assessment.Confidence.choices,
                required=False,
                inline=True,
            )
            shows[key] = {n: (key + CONFIDENCE,) for n, _words in scale}
        self.fields, self.shows = {**questions, **self.fields}, shows

    def clean(self) -> dict[str, Any]:
        """Gather the scores into one mapping, and the confidence in each into another.

        "Not known" is None, never zero, and has no confidence.
        """
        answers = dict(self.cleaned_data)
        rationale = answers.pop("rationale", "")
        sure = {key: answers.pop(key) for key in list(answers) if key.endswith(CONFIDENCE)}
        scores = {key: None if n == UNKNOWN else int(n) for key, n in answers.items()}
        confidence = {
            key: sure[key + CONFIDENCE]
            for key, n in scores.items()
            if n is not None and sure.get(key + CONFIDENCE)
        }
        return {"scores": scores, "confidence": confidence, "rationale": rationale}


def objections_to_score(ocg: Ocg, parts: Collection[str]) -> list[str]:
    """Say why these roles cannot score an OCG now."""
    return (
        objections_to_work_on(ocg, parts)
        + objections_to_reported(ocg)
        + objections_to_assess(assessment_to_moderate(ocg))
    )


@for_record(on_ocg(lambda ocg, parts, _ocg: objections_to_score(ocg, parts)))
@command
def assess(
    *,
    actor: Actor,
    ocg: Ocg,
    scores: Mapping[str, int | None],
    rationale: str,
    confidence: Mapping[str, str] = MappingProxyType({}),
) -> Assessment:
    """Score an OCG. Band and tier apply only after another officer moderates it."""
    ocg = locked(ocg)
    scheme = scheme_in_force(clock.today())
    refuse_if(
        objections_to_score(ocg, current_leadership(ocg).parts_of(actor))
        + objections_to_scores(scheme.criteria, scores)
        + objections_to_text(rationale)
    )

    score, unknowns = weigh(scheme.criteria, scores)
    assessment = Assessment.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("ASM"),
        ocg=ocg,
        scheme=scheme,
        scores=dict(scores),
        confidence=dict(confidence),
        rationale=rationale,
        score=score,
        unknowns=unknowns,
        scored_by=actor.officer,
        scored_at=clock.now(),
    )

    moderators = Posting.objects.filter(
        in_force_on(clock.today()), roles__contains=[Role.MODERATOR], unit__agency=actor.agency
    ).select_related("officer")
    record(
        actor,
        "assessment.scored",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[posting.officer for posting in moderators],
        score=score,
        unknowns=unknowns,
        scheme=scheme.version,
    )
    return assessment
