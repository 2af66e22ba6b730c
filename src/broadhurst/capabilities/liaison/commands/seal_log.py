"""Seal a copy of the policy log: a signed PDF that can be verified later."""

from datetime import date
from hashlib import sha256

from broadhurst.capabilities.liaison.models import LogCopy
from broadhurst.capabilities.liaison.queries.forms import to_seal
from broadhurst.capabilities.liaison.queries.log_copies import entries_made
from broadhurst.capabilities.liaison.queries.log_on_paper import on_paper
from broadhurst.capabilities.liaison.rules.leading import OTHER
from broadhurst.capabilities.liaison.rules.sealing import objections_to_seal
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import pdf
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.pdf_signatures import CannotSign, sign_pdf, signature_of
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.workflow import Refused, refuse_if


class SealLogForm(CommandForm):
    from_on = DateField(
        label="First day",
        help_text="Leave both days empty for the whole log.",
        required=False,
        noun="first day",
    )
    until_on = DateField(label="Last day", required=False, noun="last day")


@for_record(to_seal)
@command
def seal_log(
    *, actor: Actor, ocg: Ocg, from_on: date | None = None, until_on: date | None = None
) -> LogCopy:
    """Store a signed PDF of the log, or of the decisions made in a period, with its SHA-256."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    log = entries_made(ocg, from_on, until_on)
    parts = leadership.parts_of(actor)
    refuse_if(objections_to_seal(parts, from_on=from_on, until_on=until_on, count=len(log)))

    ref = new_reference("LGC")
    content = _sealed(on_paper(actor, ocg, log, from_on, until_on), ref)
    signature = signature_of(content)
    copy = LogCopy.objects.create(
        dossier=ocg.dossier,
        ref=ref,
        ocg=ocg,
        from_on=from_on,
        until_on=until_on,
        count=len(log),
        pdf=content,
        sha256=sha256(content).hexdigest(),
        signed_by=signature.signed_by if signature else "",
        certificate_sha256=signature.certificate_sha256 if signature else "",
        sealed_at=clock.now(),
        sealed_by=actor.officer,
    )

    record(
        actor,
        "log.sealed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[lead.officer for lead in leadership.leads if lead.role in OTHER],
        copy=ref,
        count=len(log),
        sha256=copy.sha256,
    )
    return copy


def _sealed(letter: Letter, ref: str) -> bytes:
    try:
        return sign_pdf(pdf(letter), reason=f"Sealed as {ref}")
    except (CannotRender, CannotSign) as cannot:
        raise Refused([str(cannot)]) from cannot
