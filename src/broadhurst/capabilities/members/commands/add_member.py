"""Add a person to an OCG, with a category that separates victims from suspects."""

from datetime import date

from broadhurst.capabilities.members.writes.checks import check
from broadhurst.capabilities.members.writes.enter import enter_member
from broadhurst.capabilities.register.models import Membership, Ocg, Sex
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    TextField,
)


class AddMemberForm(CommandForm):
    name = TextField(label="Full name", max_length=120)
    aliases = TextField(
        label="Other names", help_text="Separate names with commas.", required=False, max_length=400
    )
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 1988", required=False)
    sex = ChoiceField(label="Sex", choices=[("", "Not known"), *Sex.choices], required=False)
    category = ChoiceField(label="Category", choices=Membership.Category.choices)
    part = ChoiceField(label="Part in the group", choices=Membership.Part.choices)
    is_exploited = BooleanField(label="Is or may be exploited by the group", required=False)


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
) -> Membership:
    """Add a person to an OCG."""
    ocg = locked(ocg)
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
    member.receipts = check(actor, ocg, member)
    return member
