"""Say which forms of SIO and LRO somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.liaison.models import JointReview, LogEntry, Request
from broadhurst.capabilities.liaison.queries.follow_up import (
    asked_extension,
    chased_days,
    deadline_of,
)
from broadhurst.capabilities.liaison.queries.requests import parts_of
from broadhurst.capabilities.liaison.queries.reviews import role_on
from broadhurst.capabilities.liaison.rules import (
    following_up,
    recording,
    referring,
    requesting,
    reviewing,
    sealing,
)
from broadhurst.capabilities.liaison.rules.leading import objections_to_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

Rule = Callable[[Actor, Request], list[str]]

to_seal = on_ocg(lambda _ocg, parts, _record: sealing.objections_to_sealer(parts))


def to_lead(actor: Actor, ocg: Ocg) -> list[str]:
    """The rule of a form for the SIO and the LRO of an OCG."""
    return objections_to_lead(ocg, role_on(ocg, actor))


def to_move(verb: str) -> Rule:
    """Return the rule of a form about a request."""

    def objections(actor: Actor, lead_request: Request) -> list[str]:
        parts = parts_of(lead_request, actor)
        return requesting.WORKFLOW.objections(verb, lead_request.stage, parts)

    return objections


def to_move_of_police(verb: str) -> Rule:
    """Return the rule of a form about a request, which for a warrant only the police can send."""

    def objections(actor: Actor, lead_request: Request) -> list[str]:
        return to_move(verb)(actor, lead_request) + requesting.objections_to_warrant(
            lead_request.kind, has_partner_lro=is_partner(actor.agency)
        )

    return objections


def to_ask_extension(actor: Actor, lead_request: Request) -> list[str]:
    """The rule of the form that asks for more time."""
    return following_up.objections_to_ask_extension_now(
        lead_request,
        parts_of(lead_request, actor),
        due_at=deadline_of(lead_request),
        is_asked=asked_extension(lead_request) is not None,
    )


def to_end_extension(verb: str) -> Rule:
    """Return the rule of a form that answers or withdraws a request for more time."""

    def objections(actor: Actor, lead_request: Request) -> list[str]:
        extension, parts = asked_extension(lead_request), parts_of(lead_request, actor)
        return following_up.objections_to_end_extension(
            verb, lead_request, extension, parts, today=clock.today()
        )

    return objections


def to_chase(actor: Actor, lead_request: Request) -> list[str]:
    """The rule of the form that chases a request."""
    parts, days = parts_of(lead_request, actor), chased_days(lead_request)
    return following_up.objections_to_chase(lead_request, parts, chased=days, today=clock.today())


def to_make_referral(actor: Actor, lead_request: Request) -> list[str]:
    """The rule of the form that makes the referral that a request asks for."""
    parts, in_part = parts_of(lead_request, actor), is_partner(actor.agency)
    return referring.objections_to_make_referral(
        lead_request, lead_request.referral, parts, in_part=in_part
    )


def to_sign(actor: Actor, entry: LogEntry) -> list[str]:
    """The rule of the form that signs an entry of the policy log."""
    signed = set(entry.signatures.values_list("officer_id", flat=True))
    return recording.objections_to_sign(entry, actor.officer.pk, signed)


def to_confirm_review(actor: Actor, review: JointReview) -> list[str]:
    """The rule of the form that confirms a joint review."""
    role, answers = role_on(review.ocg, actor), list(review.answers.all())
    return reviewing.objections_to_confirm(review.ocg, role, review.recorded_role, answers)


def to_comment_on_review(actor: Actor, review: JointReview) -> list[str]:
    """The rule of the form that comments on a joint review."""
    role, answers = role_on(review.ocg, actor), list(review.answers.all())
    return reviewing.objections_to_comment(review.ocg, role, answers, "")
