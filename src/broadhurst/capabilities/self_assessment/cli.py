"""The command line of self-assessments."""

import click

from broadhurst.capabilities.self_assessment.lists import ASSESSMENTS
from broadhurst.foundation.lists import cli as lists

group = click.Group("self-assessment", help="How organisations assess themselves, with evidence.")
group.add_command(
    lists.listing(
        "list",
        ASSESSMENTS,
        says=lambda assessment: f"{assessment.ref}  {assessment}, {assessment.assessed_on}",
        summary="List the self-assessments you can see.",
    )
)
