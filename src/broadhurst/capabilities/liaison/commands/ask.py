"""Ask the other lead for something: the SIO asks the LRO, or the LRO the SIO."""

from datetime import date, datetime

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.liaison.forms.request import RequestForm
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.answer_due import answer_due_at
from broadhurst.capabilities.liaison.queries.forms import to_lead
from broadhurst.capabilities.liaison.queries.requests import same_open
from broadhurst.capabilities.liaison.rules.leading import OTHER, role_of
from broadhurst.capabilities.liaison.rules.referring import objections_to_referral
from broadhurst.capabilities.liaison.rules.requesting import (
    objections_to_ask,
    objections_to_event,
    objections_to_warrant,
)
from broadhurst.capabilities.liaison.writes.plan_warrant import plan_warrant
from broadhurst.capabilities.liaison.writes.send_referral import send_referral
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import people_and_teams
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.geography.sphere import Point
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    ModelSelectField,
    TextField,
)
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

WARRANT = ("point", "starts_at", "ends_at")
REFERRAL = (
    "person", "destination", "team", "threat_to_life", "may_be_child", "consent", "consent_reason",
)  # fmt: skip


class AskForm(RequestForm):
    field_order = ("kind", "what", "is_urgent", "needed_on", *WARRANT, *REFERRAL)
    shows = {
        "kind": {"execute_warrant": WARRANT, "safeguarding_referral": REFERRAL},
        "consent": {"not_sought": ("consent_reason",)},
    }
    kind = ChoiceField(label="Kind of request", choices=Request.Kind.choices)
    person = ModelSelectField(
        Person.objects.none(), label="Person to refer", to_field_name="ref", required=False,
        help_text="If you choose a person, we send the referral now, and the LRO is its holder. "
        "Otherwise either of you makes it on the page of the request.",
    )  # fmt: skip
    destination = ChoiceField(
        label="Destination", choices=Referral.Destination.choices, required=False
    )
    team = UnitField(label="Receiving team", required=False)
    threat_to_life = BooleanField(label="There is a threat to life", required=False)
    may_be_child = BooleanField(
        label="The date of birth is not known, and they may be under 18", required=False
    )
    consent = ChoiceField(label="Consent", choices=Referral.Consent.choices, required=False)
    consent_reason = TextField(
        label="Reason consent was not sought", required=False, max_length=200,
        help_text="Give only the reason. Do not say what happened.",
    )  # fmt: skip

    def narrow_choices(self) -> None:
        """Offer the people of this OCG, and safeguarding teams that somebody is posted to."""
        people, teams = people_and_teams(self.subject["ocg"])
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        if current_leadership(self.subject["ocg"]).has_partner_lro:
            self._offer_to_partner()

    def _offer_to_partner(self) -> None:
        """Leave out what an LRO from a partner cannot do: warrants, and choosing a person."""
        kinds = [
            choice for choice in Request.Kind.choices if choice[0] != Request.Kind.EXECUTE_WARRANT
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        is_lro = is_partner(self.actor.agency)
        for name in (*WARRANT, *(REFERRAL if is_lro else ())):
            del self.fields[name]
        if not is_lro:
            self.fields["person"].help_text = (
                "If you choose a person, we send the referral now, and you are its holder. The LRO "
                "is from a partner organisation and is not told who it is."
            )


@for_record(to_lead)
@command
def ask(
    *,
    actor: Actor,
    ocg: Ocg,
    kind: str,
    what: str,
    is_urgent: bool = False,
    needed_on: date | None = None,
    point: Point | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    person: Person | None = None,
    destination: str = "",
    team: Unit | None = None,
    threat_to_life: bool = False,
    may_be_child: bool = False,
    consent: str = "",
    consent_reason: str = "",
) -> Request:
    """Ask the other lead for something, by a time for the answer.

    A request to execute a warrant also runs a deconfliction check of the OCG. If it says where and
    when, it also plans an event. A safeguarding request that names a person and a team sends
    the referral.
    """
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    role = role_of(actor, leadership.leads)
    refuse_if(
        objections_to_ask(
            ocg,
            role,
            leadership.leads,
            what=what,
            needed_on=needed_on,
            today=clock.today(),
            already=same_open(ocg, kind, what, OTHER[role or ""] if role else ""),
        )
        + objections_to_warrant(kind, has_partner_lro=leadership.has_partner_lro)
        + objections_to_event(kind, point, starts_at, ends_at)
        + objections_to_referral(kind, (person, destination, team, consent))
    )

    due_at = answer_due_at(leadership, is_urgent=is_urgent)
    other_lead = next(lead for lead in leadership.leads if lead.role == OTHER[role or ""])
    request = Request.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("REQ"),
        ocg=ocg,
        kind=kind,
        what=what,
        asked_by=actor.officer,
        asked_of=other_lead.officer,
        asked_role=other_lead.role,
        asked_at=clock.now(),
        is_urgent=is_urgent,
        first_due_at=due_at,
        answer_due_at=due_at,
        needed_on=needed_on,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        starts_at=starts_at,
        ends_at=ends_at,
    )

    record(
        actor,
        "request.asked",
        request.ref,
        dossier=ocg.dossier,
        tell=[other_lead.officer],
        of=other_lead.officer.name,
        role=other_lead.get_role_display(),
        sort=in_sentence(request.get_kind_display()),
        ocg=ocg.ref,
    )
    plan_warrant(actor, request)
    if person:
        answers = {
            "person": person, "destination": destination, "team": team, "consent": consent,
            "threat_to_life": threat_to_life, "may_be_child": may_be_child,
            "consent_reason": consent_reason,
        }  # fmt: skip
        send_referral(actor, request, answers)
    # Check last: commands count an officer's events before they lock any matching key.
    if kind == Request.Kind.EXECUTE_WARRANT:
        check(actor=actor, ocg=ocg, occasion=Check.Occasion.WARRANT)
    return request
