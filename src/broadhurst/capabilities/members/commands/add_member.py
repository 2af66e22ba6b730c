"""Add a person to an OCG, with a category that separates victims from suspects."""

from datetime import date

from broadhurst.capabilities.members.writes.checks import check
from broadhurst.capabilities.register.models import Membership, Ocg, Person, Sex
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.registering import (
    objections_to_member,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if


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
    refuse_if(
        objections_to_work_on(ocg, current_leadership(ocg).parts_of(actor))
        + objections_to_member(
            category=category, is_exploited=is_exploited, born_on=born_on, today=clock.today()
        )
    )

    person = Person.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("PER"),
        name=name,
        born_on=born_on,
        sex=sex,
        aliases=other_names(aliases),
    )
    member = Membership.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        person=person,
        category=category,
        part=part,
        is_exploited=is_exploited,
        added_at=clock.now(),
    )

    record(
        actor,
        "ocg.member_added",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COLLECTION,
        person=person.ref,
        category=member.get_category_display(),
    )
    member.receipts = check(actor, ocg, member)
    return member


def other_names(text: str) -> list[str]:
    """Split a text of names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]
