"""Add an action to a plan: under one P, for one unit, with a due date."""

from datetime import date

from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.plans.models import (
    Action,
    Background,
    Engagement,
    Objective,
    Plan,
)
from broadhurst.capabilities.plans.queries.forms import to_change_plan
from broadhurst.capabilities.plans.queries.versions import objectives_of
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.plans.writes.check_brief import (
    HINT,
    LABEL,
    check_brief,
    keep_confirmed,
)
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.leads_to_tell import leads_to_tell
from broadhurst.capabilities.register.writes.check_text import Confirmed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Agency, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    DateField,
    ModelSelectField,
    SelectField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

POLICING = (Agency.Kind.POLICE_FORCE, Agency.Kind.ROCU)
NEVER_ACCOUNTABLE = (Unit.Kind.BOARD, Unit.Kind.INSPECTORATE, Unit.Kind.SYSTEM)


class AddActionForm(CommandForm):
    shows = {"repeats": {ANY: ("repeats_until",)}}
    needs = ("repeats_until",)
    objective = ModelSelectField(Objective.objects.none(), label="Objective", to_field_name="ref")
    title = TextField(label="Title", help_text="Another organisation may read it.", max_length=120)
    description = TextAreaField(
        label="Description",
        help_text="Only the plan’s own organisation and the leads read it.",
        max_length=4000,
    )
    accountable_unit = UnitField(
        label="Accountable unit",
        help_text="The unit responsible for this action.",
    )
    due_on = DateField(label="Due date", help_text="For example, 27 3 2026")
    brief = TextAreaField(
        label="Brief",
        help_text="Needed for another organisation. Tell it what to do. Do not mention the OCG "
        "or name anyone you do not need to.",
        required=False,
        max_length=4000,
    )
    shared_under = TextField(
        label="Shared under",
        help_text="Needed for another organisation. The sharing agreement, or why this is an "
        "exception.",
        required=False,
        max_length=200,
    )
    repeats = SelectField(
        label="Repeats",
        help_text="The next one is made when one is done.",
        choices=[("", "Does not repeat"), *Action.Every.choices],
        required=False,
    )
    repeats_until = DateField(
        label="Repeats until",
        noun="the last day it repeats",
        help_text="For example, 27 9 2026",
        required=False,
    )
    words_because = TextField(label=LABEL, help_text=HINT, required=False, max_length=200)

    def narrow_choices(self) -> None:
        """Offer the plan's objectives, and the units that can be asked to act."""
        units = units_in_force(clock.today()).exclude(kind__in=NEVER_ACCOUNTABLE)
        self.fields["objective"].queryset = objectives_of(self.subject["plan"])  # type: ignore[attr-defined]
        self.fields["accountable_unit"].queryset = units  # type: ignore[attr-defined]


@for_record(to_change_plan)
@command
def add_action(
    *,
    actor: Actor,
    plan: Plan,
    objective: Objective,
    title: str,
    description: str,
    accountable_unit: Unit,
    due_on: date,
    brief: str = "",
    shared_under: str = "",
    repeats: str = "",
    repeats_until: date | None = None,
    words_because: str = "",
) -> Action:
    """Add an action. The accountable unit can see it from now on, but not the plan."""
    ocg = locked(plan.ocg)
    plan = Plan.objects.get(pk=plan.pk)
    leadership = current_leadership(ocg)
    is_for_partner = accountable_unit.agency_id != plan.owner_unit.agency_id
    objections = rules.objections_to_add_action(
        ocg, leadership.parts_of(actor), plan, due_on=due_on, today=clock.today(),
        texts=(title, description, brief),
    )  # fmt: skip
    objections += rules.objections_to_repeat(repeats=repeats, until=repeats_until, due_on=due_on)
    if is_for_partner:
        objections += rules.objections_to_share(
            title=title, brief=brief, shared_under=shared_under,
            secrets=(ocg.ref, ocg.name, ocg.national_ref, plan.ref),
        )  # fmt: skip
    refuse_if(objections)
    confirmed = Confirmed()
    if is_for_partner:
        confirmed = check_brief(
            actor, plan, title=title, brief=brief, shared_under=shared_under, because=words_because
        )

    ref = new_reference("ACT")
    is_shared = accountable_unit.pk != plan.owner_unit_id
    sights = (
        [Sight(accountable_unit, Grant.Level.WORK, Grant.Why.PARTNER, ref)] if is_shared else []
    )
    action = Action.objects.create(
        dossier=open_dossier(ref, sights, parent=ocg.dossier),
        ref=ref,
        objective=objective,
        p=objective.p,
        title=title,
        brief=brief,
        shared_under=shared_under,
        accountable_unit=accountable_unit,
        due_on=due_on,
        asked_by=actor.officer,
        asking_unit=plan.owner_unit,
        asked_at=clock.now(),
        repeats=repeats,
        repeats_until=repeats_until,
    )
    Background.objects.create(
        dossier=ocg.dossier if is_for_partner else action.dossier, action=action, text=description
    )

    if accountable_unit.agency.kind not in POLICING:
        Engagement.objects.get_or_create(
            partner=accountable_unit.agency, by=plan.owner_unit.agency, given_on=clock.today()
        )

    record(
        actor,
        "action.added",
        ref,
        dossier=action.dossier,
        kind=Event.Kind.DISCLOSURE if is_for_partner else Event.Kind.ALTERATION,
        tell=[accountable_unit, *leads_to_tell(leadership, due_on)],
        title=title,
        p=action.get_p_display(),
        unit=accountable_unit.name,
        due_on=day(due_on),
        under=shared_under,
    )
    keep_confirmed(actor, action, plan, confirmed, words_because)
    return action
