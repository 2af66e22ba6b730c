"""The template workbook, with the criteria and choices of today."""

from broadhurst.capabilities.ocg_imports.sheets.template import template_of
from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.assessing import scheme_in_force
from broadhurst.foundation import clock


def template() -> bytes:
    """Return the template workbook. It holds no record."""
    criteria = tuple(
        (
            criterion["key"],
            criterion["label"],
            tuple(f"{n} ({words})" for n, words in sorted(criterion["scale"].items())),
        )
        for criterion in scheme_in_force(clock.today()).criteria
    )
    choices = (
        ("category", tuple(str(label) for _, label in Membership.Category.choices)),
        ("part", tuple(str(label) for _, label in Membership.Part.choices)),
        ("sex", ("Male", "Female")),
        ("exploited", ("Yes", "No")),
    )
    return template_of(criteria, choices)
