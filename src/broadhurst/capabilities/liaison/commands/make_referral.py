"""Make the safeguarding referral that a request asks for."""

from typing import Any

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.forms import to_make_referral
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.referring import objections_to_make_referral
from broadhurst.capabilities.liaison.writes.send_referral import send_referral
from broadhurst.capabilities.register.models import Person
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.capabilities.safeguarding.commands.refer import ReferForm
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class MakeReferralForm(ReferForm):
    """The form of a referral, about the people of the request's OCG."""

    def narrow_choices(self) -> None:
        """Offer the people of the OCG, and safeguarding teams."""
        self.subject = {**self.subject, "ocg": self.subject["lead_request"].ocg}
        super().narrow_choices()


@for_record(to_make_referral)
@command
def make_referral(
    *, actor: Actor, lead_request: Request, person: Person, destination: str, team: Unit,
    consent: str, threat_to_life: bool = False, may_be_child: bool = False,
    consent_reason: str = "", external_reference: str = "",
) -> Request:  # fmt: skip
    """Make the referral that a request asks for, and link the two."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(
        objections_to_make_referral(
            request,
            request.referral,
            parts_of(request, actor),
            in_part=is_partner(actor.agency),
        )
    )

    answers: dict[str, Any] = {
        "person": person, "destination": destination, "team": team, "consent": consent,
        "threat_to_life": threat_to_life, "may_be_child": may_be_child,
        "consent_reason": consent_reason, "external_reference": external_reference,
    }  # fmt: skip
    request.ocg = ocg
    send_referral(actor, request, answers)

    record(
        actor,
        "request.referral_made",
        request.ref,
        dossier=ocg.dossier,
        tell=[request.asked_by, request.asked_of],
        referral=request.referral.ref if request.referral else "",
        ocg=ocg.ref,
    )
    return request
