"""Link a person of an OCG with a person of the same or another OCG."""

from datetime import date

from broadhurst.capabilities.links import rules
from broadhurst.capabilities.links.forms.link import PERSON_KINDS, GroundsForm, PersonField
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import lock_ends, ocg_of, same_link
from broadhurst.capabilities.register.models import Membership, Ocg, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.workflow import Refused, at, refuse_if


class LinkPeopleForm(GroundsForm):
    field_order = ("person", "other", "kind")

    person = PersonField(Person.objects.none(), label="Person", to_field_name="ref")
    other = PersonField(
        Person.objects.none(),
        label="Other person",
        noun="the other person",
        help_text="You can link only people that you can see.",
        to_field_name="ref",
    )
    kind = ChoiceField(
        label="Kind of link", choices=[(kind, Link.Kind(kind).label) for kind in PERSON_KINDS]
    )

    def narrow_choices(self) -> None:
        """Offer the people of this OCG, and everyone on an OCG that the officer can see."""
        own_people = self.subject["ocg"].memberships.values("person")
        everyone = within_reach(Membership.objects.all()).values("person")
        people = Person.objects.order_by("name", "pk")
        self.fields["person"].queryset = people.filter(pk__in=own_people)  # type: ignore[attr-defined]
        self.fields["other"].queryset = people.filter(pk__in=everyone)  # type: ignore[attr-defined]


@for_record(to_work_on())
@command
def link_people(
    *,
    actor: Actor,
    ocg: Ocg,
    person: Person,
    other: Person,
    kind: str,
    source: str,
    intelligence: str,
    handling: str,
    reason: str,
    conditions: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Link:
    """Link two people. Only those who can see both see the link."""
    other_ocg = ocg_of(other)
    if other_ocg is None:
        raise Refused(at("other", "That person is no longer on an OCG. Choose another."))
    lock_ends(ocg, other_ocg)
    ocg, other_ocg = locked(ocg), locked(other_ocg)
    is_member = Membership.objects.filter(ocg=ocg, person=person).exists()
    link = Link(
        ref=new_reference("LNK"), ocg=ocg, other_ocg=other_ocg, person=person, other_person=other,
        one_dossier=ocg.dossier, other_dossier=other_ocg.dossier, kind=kind, from_on=from_on,
        until_on=until_on, source=source, intelligence=intelligence, handling=handling,
        conditions=conditions, reason=reason, recorded_by=actor.officer, recorded_at=clock.now(),
    )  # fmt: skip
    refuse_if(
        rules.objections_to_link(
            ocg,
            current_leadership(ocg).parts_of(actor),
            is_same=person.pk == other.pk,
            already=same_link(link),
        )
        + ([] if is_member else at("person", "That person is not on this OCG. Choose another."))
        + rules.objections_to_grounds(
            from_on=from_on, until_on=until_on, today=clock.today(), handling=handling,
            conditions=conditions, text=reason,
        )
    )  # fmt: skip

    link.save(force_insert=True)

    record(actor, "link.people_linked", link.ref, dossier=None, kind=Event.Kind.COLLECTION)
    return link
