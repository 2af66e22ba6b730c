"""The grounds of a link, as forms that record and correct it ask for them."""

from django.db.models import Prefetch, QuerySet

from broadhurst.capabilities.links.rules import HANDLING, INTELLIGENCE, SOURCE
from broadhurst.capabilities.register.models import Membership, Person
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    ModelSelectField,
    TextAreaField,
    TextField,
)

OCG_KINDS = ("rival", "supplier", "customer", "successor", "predecessor", "shares_members", "other")
PERSON_KINDS = ("family", "partner", "associate", "business", "other")


class PersonField(ModelSelectField):
    """One person with their OCG, because names repeat. The value is the reference."""

    searched = ("name", "ref")

    def with_labels(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        current = Membership.objects.select_related("ocg")
        return rows.prefetch_related(Prefetch("memberships", current, to_attr="member_now"))

    def label_from_instance(self, obj: Person) -> str:
        members: list[Membership] = getattr(obj, "member_now", [])
        return ", ".join([obj.name, *(member.ocg.name for member in members)])


class GroundsForm(CommandForm):
    """When a link was, how sure it is, and why."""

    shows = {"handling": {"C": ("conditions",)}}
    needs = ("conditions",)

    from_on = DateField(
        label="Linked since", help_text="Leave it empty if it is not known.", required=False
    )
    until_on = DateField(
        label="Linked until",
        noun="the last day of the link",
        help_text="Leave it empty while it lasts.",
        required=False,
    )
    source = ChoiceField(label="Source evaluation", choices=SOURCE)
    intelligence = ChoiceField(label="Intelligence assessment", choices=INTELLIGENCE)
    handling = ChoiceField(label="Handling code", choices=HANDLING)
    conditions = TextField(label="Conditions on sharing", required=False, max_length=200)
    reason = TextAreaField(
        label="Reason",
        help_text="Say what shows that they are linked. Do not say who the source is.",
        max_length=2000,
    )
