"""Record a court order against a person of an OCG, and who monitors it."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import OfficerField, UnitField
from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.forms.monitor import narrow_monitors
from broadhurst.capabilities.orders.forms.order import OrderForm
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.queries.orders import concerned, is_posted, same_order
from broadhurst.capabilities.orders.writes.monitor import sight_of
from broadhurst.capabilities.register.models import Membership, Ocg, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import open_dossier
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, ModelSelectField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordOrderForm(OrderForm):
    field_order = ("person",)

    person = ModelSelectField(Person.objects.none(), label="Person", to_field_name="ref")
    monitor_unit = UnitField(
        label="Monitoring unit",
        help_text="This unit sees the order, but not the OCG. The LRO is asked until you name one.",
        required=False,
    )
    monitor = OfficerField(label="Officer who monitors it", required=False)
    next_check_on = DateField(label="Next check due", noun="the date of the next check")

    def narrow_choices(self) -> None:
        """Offer the people of this OCG, and units with somebody posted to them."""
        member_ids = self.subject["ocg"].memberships.values("person")
        people = Person.objects.filter(pk__in=member_ids).order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        narrow_monitors(self)


@for_record(to_work_on())
@command
def record_order(
    *,
    actor: Actor,
    ocg: Ocg,
    person: Person,
    kind: str,
    court: str,
    made_on: date,
    from_on: date,
    conditions: str,
    next_check_on: date,
    other_kind: str = "",
    court_reference: str = "",
    until_on: date | None = None,
    monitor_unit: Unit | None = None,
    monitor: Officer | None = None,
) -> Order:
    """Record an order of a court. The unit that monitors it sees it, and nothing of the OCG."""
    ocg = locked(ocg)
    order = Order(
        ref=new_reference("ORD"), ocg=ocg, person=person, person_name=person.name, kind=kind,
        other_kind=other_kind.strip() if kind == Order.Kind.OTHER else "", court=court,
        court_reference=court_reference, made_on=made_on, from_on=from_on, until_on=until_on,
        conditions=conditions, monitor_unit=monitor_unit, monitor=monitor,
        next_check_on=next_check_on, recorded_by=actor.officer, recorded_at=clock.now(),
    )  # fmt: skip
    refuse_if(
        rules.objections_to_record(
            ocg,
            current_leadership(ocg).parts_of(actor),
            is_member=Membership.objects.filter(ocg=ocg, person=person).exists(),
            already=same_order(order),
        )
        + rules.objections_to_order(
            kind=kind, other_kind=other_kind, made_on=made_on, from_on=from_on, until_on=until_on,
            today=clock.today(), text=f"{other_kind} {court} {court_reference} {conditions}",
        )
        + rules.objections_to_monitor(
            monitor_unit, monitor, is_posted=is_posted(monitor, monitor_unit)
        )
        + rules.objections_to_next_check(next_check_on, today=clock.today())
    )  # fmt: skip

    sights = [sight_of(monitor_unit)] if monitor_unit else []
    order.dossier = open_dossier(order.ref, sights, ocg.dossier)
    order.save(force_insert=True)

    record(
        actor,
        "order.recorded",
        order.ref,
        dossier=order.dossier,
        kind=Event.Kind.DISCLOSURE if monitor_unit else Event.Kind.COLLECTION,
        tell=concerned(order),
        what=in_sentence(order.what),
        court=court,
        unit=monitor_unit.name if monitor_unit else None,
    )
    return order
