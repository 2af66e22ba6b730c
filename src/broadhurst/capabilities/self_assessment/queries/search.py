"""How search finds self-assessments, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.self_assessment.queries.assessments import assessments
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.search.found import Found, Kind, in_short


def _assessments(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in assessments().filter(pk__in=ids):
        title = f"{one.agency.name} on {in_sentence(str(one.finding))}"
        judged = f"{one.get_judgement_display()} on {day(one.assessed_on)}"
        context = f"{one.finding.report.title}. {judged}: {in_short(one.why)}"
        href = reverse("self_assessment:assessment", args=[one.ref])
        yield Found(one.pk, title, one.ref, context, href)


ASSESSMENTS = Kind("assessment", "Self-assessments", _assessments)
