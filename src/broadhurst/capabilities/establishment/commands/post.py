"""Post an officer to a unit, with roles, from a day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from broadhurst.capabilities.establishment.commands.edit_unit import UNITS
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.establishment.queries.accounts import is_system, locked_account
from broadhurst.capabilities.establishment.queries.administering import (
    service_administrators,
    units_of,
)
from broadhurst.capabilities.establishment.queries.forms import to_post
from broadhurst.capabilities.establishment.rules.accounts import objections_to_active
from broadhurst.capabilities.establishment.rules.administering import (
    is_of_service,
    objections_to_administer_in,
    objections_to_inspect,
    objections_to_roles,
    objections_to_system_account,
)
from broadhurst.capabilities.establishment.rules.postings import objections_to_post
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import ADMINISTRATORS, Officer, Posting, Role, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    DateField,
    MultiChoiceField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if


class PostForm(CommandForm):
    unit = UnitField(label="Unit")
    title = TextField(label="Post", help_text="For example, Detective Inspector", max_length=80)
    roles = MultiChoiceField(
        label="Roles",
        help_text="What the officer may do in this unit. SIOs and LROs are named on each OCG.",
        choices=Role.choices,
        required=False,
    )
    from_on = DateField(label="First day", help_text="For example, 27 3 2026")
    until_on = DateField(
        label="First day after it ends",
        help_text="Leave blank if it has no end date.",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Offer open units that the administrator manages, and roles they may give."""
        day = clock.today()
        units = units_of(self.actor).filter(Q(until_on__isnull=True) | Q(until_on__gt=day))
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["roles"].choices = roles_to_give(self.actor)  # type: ignore[attr-defined]


def roles_to_give(actor: Actor) -> list[tuple[str, str]]:
    """Return the roles that an administrator may give."""
    may_give_all = is_of_service(actor.roles)
    return [choice for choice in Role.choices if may_give_all or choice[0] not in ADMINISTRATORS]


@for_record(to_post)
@command
def post(
    *,
    actor: Actor,
    officer: Officer,
    unit: Unit,
    title: str,
    roles: Sequence[str],
    from_on: date,
    until_on: date | None = None,
) -> Posting:
    """Post an officer to a unit. They may act in it from the first day."""
    officer = locked_account(actor, officer)
    unit = lock(UNITS, unit)
    own_agency, home = actor.agency.pk, officer.agency_id or unit.agency_id
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=unit.agency_id)
        or objections_to_administer_in(actor.roles, own_agency=own_agency, agency=home)
        or objections_to_system_account(is_system=is_system(officer))
        or objections_to_roles(actor.roles, roles, is_self=officer == actor.officer)
        + objections_to_inspect(unit.agency.kind, roles)
        + objections_to_active(officer.name, is_active=officer.is_active)
        + objections_to_post(unit, from_on=from_on, until_on=until_on)
    )

    if officer.agency_id is None:
        officer.agency_id = unit.agency_id
        officer.save(update_fields=["agency"])
    posting = Posting.objects.create(
        ref=new_reference("POST", 8),
        officer=officer,
        unit=unit,
        title=title,
        roles=list(roles),
        from_on=from_on,
        until_on=until_on,
    )

    labels = ", ".join(str(Role(role).label) for role in roles)
    record(
        actor, "officer.posted", officer.username, dossier=None, name=officer.name,
        tell=[officer, unit, *administrators_to_notify(roles)],
        unit=unit.key, unit_name=unit.name, title=title,
        roles=labels,
    )  # fmt: skip
    return posting


def administrators_to_notify(roles: Sequence[str]) -> list[Officer]:
    """Return the service's administrators if a posting makes an administrator."""
    is_administrator = bool(set(roles) & ADMINISTRATORS)
    return list(service_administrators(clock.today())) if is_administrator else []
