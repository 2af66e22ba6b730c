"""Refer a person at risk to a safeguarding team.

A referral records only that a person was referred. It has its own dossier.
"""

from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.register.models import Membership, Ocg, Person
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.policy import due
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals, people_and_teams
from broadhurst.capabilities.safeguarding.rules import referring
from broadhurst.capabilities.safeguarding.rules.consent import (
    is_without_name,
    objections_to_consent,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    ModelSelectField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if

WORK, REFERRAL = Grant.Level.WORK, Grant.Why.REFERRAL
HOLDS = "holds it"


class ReferForm(CommandForm):
    shows = {"consent": {"not_sought": ("consent_reason",)}}
    needs = ("consent_reason",)

    person = ModelSelectField(Person.objects.none(), label="Person", to_field_name="ref")
    destination = ChoiceField(label="Destination", choices=Referral.Destination.choices)
    team = UnitField(
        label="Receiving team",
        help_text="Teams with somebody posted to them. If yours is missing, ask your administrator "
        "to open it.",
    )
    threat_to_life = BooleanField(label="There is a threat to life", required=False)
    may_be_child = BooleanField(
        label="The date of birth is not known, and they may be under 18", required=False
    )
    consent = ChoiceField(
        label="Consent",
        noun="what consent was given",
        choices=Referral.Consent.choices,
        hints={
            "not_needed": "A child never needs it.",
            "refused_duty_to_notify": "An adult refused the NRM. The Home Office must still be "
            "notified, without their name (Modern Slavery Act 2015 s.52).",
        },
    )
    consent_reason = TextField(
        label="Reason consent was not sought",
        help_text="Give only the reason. Do not say what happened.",
        required=False,
        max_length=200,
    )
    external_reference = TextField(label="Their reference", required=False, max_length=40)

    def narrow_choices(self) -> None:
        """Offer the people of this OCG, and safeguarding teams that somebody is posted to."""
        people, teams = people_and_teams(self.subject["ocg"])
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


@for_record(to_work_on())
@command
def refer(
    *,
    actor: Actor,
    ocg: Ocg,
    person: Person,
    destination: str,
    team: Unit,
    consent: str,
    threat_to_life: bool = False,
    may_be_child: bool = False,
    consent_reason: str = "",
    external_reference: str = "",
    asked_in: str = "",
) -> Referral:
    """Refer a person at risk to a safeguarding team. The LRO holds the referral.

    An LRO from a partner organisation is not told who is referred, so the SIO holds it then.
    `asked_in` is the reference of the request between SIO and LRO that asks for it, if any.
    """
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    # Read the person again under the lock: a correction just made does not update new referrals.
    person = Person.objects.filter(pk=person.pk).first() or person
    is_child = referring.is_child(person.born_on, may_be_child=may_be_child, today=clock.today())
    duplicate = (
        open_referrals(ocg).filter(person=person, team=team, destination=destination).first()
    )
    refuse_if(
        referring.objections_to_refer(
            ocg,
            leadership.parts_of(actor),
            is_member=Membership.objects.filter(ocg=ocg, person=person).exists(),
            is_child=is_child,
            may_be_child=may_be_child,
            team=team,
            destination=destination,
            already=duplicate.ref if duplicate else "",
        )
        + objections_to_consent(
            consent,
            consent_reason,
            is_child=is_child,
            destination=destination,
            name=person.name,
            reference=external_reference,
        )
    )

    holds = leadership.sio if leadership.has_partner_lro else leadership.lro
    ref, holder = new_reference("REF"), holds.officer if holds else actor.officer
    ack_due_on = due(
        "acknowledge", destination=destination, team=team, is_child=is_child, sent_on=clock.today()
    )
    nameless = is_without_name(is_child=is_child, destination=destination, consent=consent)
    referral = Referral.objects.create(
        dossier=open_dossier(
            ref, [Sight(team, WORK, REFERRAL), Sight(holder, WORK, REFERRAL, HOLDS)], ocg.dossier
        ),
        ref=ref,
        ocg=ocg,
        person=person,
        person_name="" if nameless else person.name,
        is_child=is_child,
        destination=destination,
        team=team,
        consent=consent,
        consent_reason=consent_reason,
        threat_to_life=threat_to_life,
        holder=holder,
        external_reference=external_reference,
        asked_in=asked_in,
        sent_at=clock.now(),
        sent_by=actor.officer,
        ack_due_on=ack_due_on,
        next_chase_on=ack_due_on
        or clock.add_working_days(clock.today(), referring.CHASE_AGAIN_AFTER, team.agency.nation),
    )

    record(
        actor,
        "referral.sent",
        ref,
        dossier=referral.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[team, holder],
        whom="a child" if is_child else "an adult",
        team=team.name,
        threat_to_life="There is a threat to life." if threat_to_life else "",
    )
    return referral
