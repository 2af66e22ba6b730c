"""The verbs of the duty desk and the rota, at the API and the terminal."""

from broadhurst.capabilities.duty_desks.api import as_review, as_set
from broadhurst.capabilities.duty_desks.cli.desks import decision_line
from broadhurst.capabilities.duty_desks.cli.rota import duty_lines
from broadhurst.capabilities.duty_desks.commands.review_hit import ReviewHitForm, review_hit
from broadhurst.capabilities.duty_desks.commands.set_duty import SetDutyForm, set_duty
from broadhurst.capabilities.duty_desks.queries.desks import hit_of_desk
from broadhurst.foundation.doors.verbs import Subject, Verb

HIT = Subject("hit", "/hits/{ref}", hit_of_desk)

VERBS = (
    Verb(
        "review", ReviewHitForm, review_hit, HIT, "Review a hit that only desks see", as_review,
        says=decision_line
    ),
    Verb(
        "set-duty", SetDutyForm, set_duty, None, "Set who is on duty", as_set, status=201,
        address="/rota/set-duty", says=duty_lines
    ),
)  # fmt: skip
