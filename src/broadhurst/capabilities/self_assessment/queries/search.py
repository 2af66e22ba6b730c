"""How search finds self-assessments, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.self_assessment.queries.assessments import assessments
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.search.found import Found, Kind, in_short


def _assessments(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for assessment in assessments().filter(pk__in=ids):
        title = f"{assessment.agency.name} on {in_sentence(str(assessment.finding))}"
        judged = f"{assessment.get_judgement_display()} on {day(assessment.assessed_on)}"
        context = f"{assessment.finding.report.title}. {judged}: {in_short(assessment.why)}"
        href = record_address("self_assessment:assessment", assessment.ref)
        yield Found(assessment.pk, title, assessment.ref, context, href)


ASSESSMENTS = Kind("assessment", "Self-assessments", _assessments)
