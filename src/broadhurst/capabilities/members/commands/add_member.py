"""Add a person to an OCG, with a category that separates victims from suspects."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.members.writes.checks import check
from broadhurst.capabilities.members.writes.enter import enter_member, other_names
from broadhurst.capabilities.register.forms.not_same_as import (
    NotSameAsField,
    offer_likely_people,
)
from broadhurst.capabilities.register.models import Membership, Ocg, Sex
from broadhurst.capabilities.register.queries.duplicates import likely_people
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.duplicates import objections_to_likely
from broadhurst.capabilities.register.writes.tell_apart import tell_person_apart
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if


class PersonForm(CommandForm):
    """The questions about a person of an OCG."""

    name = TextField(label="Full name", max_length=120)
    aliases = TextField(
        label="Other names", help_text="Separate names with commas.", required=False, max_length=400
    )
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 1988", required=False)
    sex = ChoiceField(label="Sex", choices=[("", "Not known"), *Sex.choices], required=False)
    category = ChoiceField(label="Category", choices=Membership.Category.choices)
    part = ChoiceField(label="Part in the group", choices=Membership.Part.choices)
    is_exploited = BooleanField(label="Is or may be exploited by the group", required=False)


class AddMemberForm(PersonForm):
    """The questions, and which likely duplicates are different people."""

    not_same_as = NotSameAsField("person")

    def clean(self) -> dict[str, Any]:
        """Show the people of the OCG who may be this person."""
        answers = self.cleaned_data
        if answers.get("name"):
            names = [answers["name"], *other_names(answers.get("aliases", ""))]
            known = {"born_on": answers.get("born_on"), "sex": answers.get("sex", "")}
            likely = likely_people(self.subject["ocg"], names, **known)
            offer_likely_people(self, likely)
        return answers


@for_record(to_work_on())
@command
def add_member(
    *,
    actor: Actor,
    ocg: Ocg,
    name: str,
    category: str,
    part: str,
    is_exploited: bool,
    aliases: str = "",
    born_on: date | None = None,
    sex: str = "",
    not_same_as: Collection[str] = (),
) -> Membership:
    """Add a person to an OCG.

    `not_same_as` are the references of likely duplicates who are somebody else.
    """
    ocg = locked(ocg)
    likely = likely_people(ocg, [name, *other_names(aliases)], born_on=born_on, sex=sex)
    member = enter_member(
        actor=actor,
        ocg=ocg,
        name=name,
        category=category,
        part=part,
        is_exploited=is_exploited,
        aliases=aliases,
        born_on=born_on,
        sex=sex,
    )
    refuse_if(objections_to_likely(likely, not_same_as, "person"))
    tell_person_apart(actor, member, likely)
    member.receipts = check(actor, ocg, member)
    return member
