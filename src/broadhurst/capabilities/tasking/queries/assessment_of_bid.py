"""Find out if the assessment of a bid is past its review."""

from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.rules.assessing import objections_to_out_of_date
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import ocg_of
from broadhurst.foundation import clock
from broadhurst.foundation.govuk.words import day


def out_of_date(bid: Bid) -> str:
    """Say that the OCG of a bid is past the review of its assessment, or return nothing.

    An urgent bid gives the day of its assessment, and is in date until then.
    """
    ocg, today = ocg_of(bid), clock.today()
    if ocg is None or (bid.assessment_due_on is not None and bid.assessment_due_on >= today):
        return ""
    assessment = current_assessment(ocg)
    if not objections_to_out_of_date(ocg, assessment, today):
        return ""
    if assessment is None:
        return "This OCG has no moderated assessment."
    due_on = assessment.moderation.review_due_on
    return f"The assessment of this OCG was due for review on {day(due_on)}." if due_on else ""
