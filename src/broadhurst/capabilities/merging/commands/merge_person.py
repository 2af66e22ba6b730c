"""Merge two records of one person of an OCG. It can be undone within a day."""

from typing import Any

from broadhurst.capabilities.members.writes.checks import follow
from broadhurst.capabilities.members.writes.end_rows import as_recorded
from broadhurst.capabilities.merging.models import PersonMerge
from broadhurst.capabilities.merging.queries.people import (
    have_same,
    open_referrals_of,
    orders_of,
    others_of,
    rows_of,
)
from broadhurst.capabilities.merging.rules import merging as rules
from broadhurst.capabilities.merging.writes.move_rows import Change, change
from broadhurst.capabilities.register.corrections import Correction
from broadhurst.capabilities.register.models import Membership, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import member_now
from broadhurst.capabilities.register.rules.correcting import objections_to_remove
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ModelSelectField, TextField
from broadhurst.foundation.workflow import refuse_if


class MergePersonForm(CommandForm):
    into = ModelSelectField(
        Person.objects.none(),
        label="Person who stays",
        help_text="Another record of the same person on this OCG.",
        to_field_name="ref",
    )
    because = TextField(
        label="Reason",
        help_text="The evidence for this. Do not describe what happened to a victim.",
        max_length=300,
    )

    def narrow_choices(self) -> None:
        """Offer the other people of the OCG."""
        people = Person.objects.filter(pk__in=others_of(self.subject["member"]).values("person"))
        rows = people.order_by("name", "pk")
        self.fields["into"].queryset = rows  # type: ignore[attr-defined]

    def clean_into(self) -> Membership | None:
        """Return the membership of the chosen person."""
        others = others_of(self.subject["member"])
        return others.filter(person=self.cleaned_data["into"]).first()


@for_record(to_work_on())
@command
def merge_person(
    *, actor: Actor, member: Membership, into: Membership, because: str
) -> PersonMerge:
    """Move what belongs to a person to another record of them, and end the first.

    Names, the date of birth and the status of a victim are added to the one that stays.
    """
    ocg = locked(member.ocg)
    current, other = member_now(member), member_now(into)
    is_ended = current is None or other is None
    member, into = current or member, other or into
    leadership = current_leadership(ocg)
    columns = ("kind", "other_kind", "made_on")
    refuse_if(
        rules.objections_to_merge_person(
            member,
            into,
            objections_to_remove(ocg, leadership.parts_of(actor), is_ended=is_ended, text=""),
            has_same_referral=have_same(
                open_referrals_of(member), open_referrals_of(into), "team", "destination"
            ),
            has_same_order=have_same(orders_of(member), orders_of(into), *columns),
            text=because,
        )
    )

    recorded = [as_recorded(member.person), as_recorded(into.person)]
    reason = f"Merged into {into.person.ref}: {because}"
    changes = [
        change(row, {"person_id": [member.person_id, into.person_id]}) for row in rows_of(member)
    ]
    changes += _add_details(member, into)
    changes.append(_ended(member, reason))
    into, more = _keep_status(member, into, reason)
    made = PersonMerge.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("PMG"),
        ocg=ocg,
        person=member.person,
        into=into.person,
        because=because,
        merged_by=actor.officer,
        merged_at=clock.now(),
        rows=changes + more,
    )

    record(
        actor,
        "ocg.people_merged",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.COMBINATION,
        tell=leadership.officers(),
        person=member.person.ref,
        into=into.person.ref,
        because=because,
    )
    into.person.refresh_from_db()
    things = ocg.identifiers.filter(person=into.person)
    follow(actor, ocg, Correction(recorded, [into, *things]))
    return made


def _add_details(member: Membership, into: Membership) -> list[Change]:
    """Add a person's names, and the date of birth and sex that the other lacks."""
    person, other = member.person, into.person
    names = [name for name in (person.name, *person.aliases) if name != other.name]
    wanted: dict[str, Any] = {
        "aliases": list(dict.fromkeys([*other.aliases, *names])),
        "born_on": other.born_on or person.born_on,
        "sex": other.sex or person.sex,
    }
    columns = {
        name: [_as_json(getattr(other, name)), _as_json(value)]
        for name, value in wanted.items()
        if value != getattr(other, name)
    }
    return [change(other, columns)] if columns else []


def _as_json(value: Any) -> Any:
    return value if value is None or isinstance(value, str | list) else value.isoformat()


def _ended(member: Membership, reason: str) -> Change:
    columns: dict[str, list[Any]] = {
        "ended_at": [None, clock.now().isoformat()],
        "ended_because": ["", reason],
    }
    return change(member, columns)


def _keep_status(
    member: Membership, into: Membership, reason: str
) -> tuple[Membership, list[Change]]:
    """Record the person who stays as exploited if the other was, or was a victim (rule 23)."""
    is_exploited = member.is_exploited or member.category == Membership.Category.VICTIM
    if into.is_exploited or not is_exploited:
        return into, []
    ended = _ended(into, reason)
    now = Membership.objects.create(
        dossier=into.dossier,
        ocg=into.ocg,
        person=into.person,
        category=into.category,
        part=into.part,
        is_exploited=True,
        added_at=clock.now(),
    )
    columns: dict[str, list[Any]] = {
        "ended_at": [clock.now().isoformat(), None],
        "ended_because": ["Merge undone", ""],
    }
    return now, [ended, change(now, columns)]
