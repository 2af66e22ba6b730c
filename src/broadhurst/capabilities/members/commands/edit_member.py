"""Correct a person on an OCG. An earlier category stays in the history."""

from datetime import date
from typing import Any

from broadhurst.capabilities.members.commands.add_member import PersonForm
from broadhurst.capabilities.members.writes.checks import follow
from broadhurst.capabilities.members.writes.end_rows import as_recorded, end
from broadhurst.capabilities.members.writes.enter import other_names
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import member_now
from broadhurst.capabilities.register.rules.correcting import (
    changed,
    in_words,
    kept_out_of_the_log,
    objections_to_edit_member,
)
from broadhurst.capabilities.register.rules.kinds import SUSPECTED, objections_to_nominal
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class EditMemberForm(PersonForm):
    prefills = True
    because = TextField(
        label="Reason",
        help_text="Why you are correcting the record. Do not describe what happened to a victim.",
        max_length=400,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the OCG locked."""
        member: Membership = subject["member"]
        locked(member.ocg)
        return subject | {"member": member_now(member) or member}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        member: Membership = self.subject["member"]
        for name in ("name", "born_on", "sex"):
            self.fields[name].initial = getattr(member.person, name)
        for name in ("category", "part", "is_exploited"):
            self.fields[name].initial = getattr(member, name)
        self.fields["aliases"].initial = ", ".join(member.person.aliases)


@for_record(to_work_on())
@command
def edit_member(
    *,
    actor: Actor,
    member: Membership,
    name: str,
    category: str,
    part: str,
    because: str,
    is_exploited: bool = False,
    aliases: str = "",
    born_on: date | None = None,
    sex: str = "",
) -> Membership:
    """Correct a person's details, category or part, and check them again if needed."""
    ocg = locked(member.ocg)
    current = member_now(member)
    is_ended, member = current is None, current or member
    leadership, person, recorded = (
        current_leadership(ocg),
        member.person,
        as_recorded(member.person),
    )
    before, category_before = _in_words(member), member.category
    person.name, person.born_on, person.sex = name, born_on, sex
    person.aliases = other_names(aliases)
    after = Membership(
        dossier=ocg.dossier, ocg=ocg, person=person, category=category, part=part,
        is_exploited=is_exploited, added_at=clock.now(),
    )  # fmt: skip
    changes = changed(before, _in_words(after))
    others = ocg.memberships.exclude(person=person.pk)
    has_nominal = others.filter(category__in=SUSPECTED).exists()
    refuse_if(
        objections_to_edit_member(
            ocg, leadership.parts_of(actor), changes, is_ended=is_ended, category=category,
            is_exploited=is_exploited, born_on=born_on, today=clock.today(),
            text=f"{name} {aliases} {because}",
        )
        + objections_to_nominal(ocg.kind, category, has_nominal=has_nominal)
    )  # fmt: skip

    person.save(update_fields=["name", "aliases", "born_on", "sex"])
    if {"Category", "Part", "Exploited"} & set(changes):
        end(member, because)
        after.save(force_insert=True)
        member = after

    hidden = kept_out_of_the_log(category_before, category)
    record(
        actor,
        "ocg.member_corrected",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        person=person.ref,
        changes=in_words(changes, but=hidden),
        because=because,
    )
    member.receipts = follow(actor, ocg, Correction([recorded], [member]))
    return member


def _in_words(member: Membership) -> dict[str, str]:
    person = member.person
    return {
        "Name": person.name,
        "Other names": ", ".join(person.aliases),
        "Date of birth": day(person.born_on) if person.born_on else "",
        "Sex": person.get_sex_display() if person.sex else "",
        "Category": member.get_category_display(),
        "Part": member.get_part_display(),
        "Exploited": "yes" if member.is_exploited else "no",
    }
