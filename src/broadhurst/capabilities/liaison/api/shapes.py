"""The answers about requests, meetings and log entries, from their rows."""

from broadhurst.capabilities.liaison.api.schemas import (
    ComingUpOut,
    LeadsMeetingOut,
    LogCopyOut,
    LogCopyStateOut,
    LogEntryOut,
    RequestChaserOut,
    RequestEscalationOut,
    RequestExtensionOut,
    RequestHistoryOut,
    RequestNoteOut,
    RequestOut,
    SignatureOut,
)
from broadhurst.capabilities.liaison.models import (
    Chaser,
    Escalation,
    Extension,
    LogCopy,
    LogEntry,
    Meeting,
    Note,
    Request,
    Signature,
)
from broadhurst.capabilities.liaison.queries.coming_up import ComingUp
from broadhurst.capabilities.liaison.queries.log_copies import Verified


def as_request(request: Request) -> RequestOut:
    return RequestOut(
        ocg=request.ocg.ref,
        ref=request.ref,
        kind=request.kind,
        what=request.what,
        asked_role=request.asked_role,
        asked_at=request.asked_at,
        is_urgent=request.is_urgent,
        first_due_at=request.first_due_at,
        answer_due_at=request.answer_due_at,
        needed_on=request.needed_on,
        stage=request.stage,
        answered_at=request.answered_at,
        refusal_reason=request.refusal_reason,
        outcome_kind=request.outcome_kind,
        outcome=request.outcome,
        ended_at=request.ended_at,
        withdrawn_because=request.withdrawn_because,
        latitude=request.latitude,
        longitude=request.longitude,
        starts_at=request.starts_at,
        ends_at=request.ends_at,
        event=request.event_ref or None,
        referral=request.referral.ref if request.referral else None,
        asked_by=request.asked_by.username,
        asked_of=request.asked_of.username,
    )


def as_note(note: Note) -> RequestNoteOut:
    return RequestNoteOut(text=note.text, officer=note.officer.username, at=note.at)


def as_chaser(chaser: Chaser) -> RequestChaserOut:
    return RequestChaserOut(chased_on=chaser.chased_on, officer=chaser.officer.username)


def as_extension(extension: Extension) -> RequestExtensionOut:
    return RequestExtensionOut(
        of=extension.of,
        was_due_at=extension.was_due_at,
        until_on=extension.until_on,
        because=extension.because,
        asked_by=extension.asked_by.username,
        asked_at=extension.asked_at,
        stage=extension.stage,
        ended_at=extension.ended_at,
        ended_because=extension.ended_because,
    )


def as_escalation(escalation: Escalation) -> RequestEscalationOut:
    return RequestEscalationOut(due_at=escalation.due_at, at=escalation.at, to=escalation.to.name)


def as_history(request: Request) -> RequestHistoryOut:
    """Return what happened to a request, with four queries."""
    return RequestHistoryOut(
        ref=request.ref,
        notes=[as_note(note) for note in request.notes.select_related("officer")],
        chasers=[as_chaser(chaser) for chaser in request.chasers.select_related("officer")],
        extensions=[
            as_extension(extension) for extension in request.extensions.select_related("asked_by")
        ],
        escalations=[
            as_escalation(escalation)
            for escalation in request.escalations.select_related("officer", "unit")
        ],
    )


def as_coming_up(item: ComingUp) -> ComingUpOut:
    return ComingUpOut(
        ref=item.ref,
        what=item.what,
        happens_on=item.happens_on,
        when=item.when,
        by=item.by.username,
        unit=item.unit,
        seen_by=item.seen_by,
    )


def as_entry(entry: LogEntry) -> LogEntryOut:
    return LogEntryOut(
        ref=entry.ref,
        number=entry.number,
        decision=entry.decision,
        rationale=entry.rationale,
        is_full=entry.is_full,
        ethics=entry.ethics,
        information=entry.information,
        strategy=entry.strategy,
        powers=entry.powers,
        options=entry.options,
        action=entry.action,
        supersedes=entry.supersedes.ref if entry.supersedes else None,
        superseded_because=entry.superseded_because,
        superseded_by=entry.superseded_by.ref if hasattr(entry, "superseded_by") else None,
        needs_both=entry.needs_both,
        made_at=entry.made_at,
        recorded_at=entry.recorded_at,
        maker=entry.maker.username,
        recorder=entry.recorder.username,
        signed_by=[signature.officer.username for signature in entry.signatures.all()],
    )


def as_signature(signature: Signature) -> SignatureOut:
    return SignatureOut(
        entry=signature.entry.ref,
        officer=signature.officer.username,
        signed_at=signature.signed_at,
    )


def as_log_copy(copy: LogCopy) -> LogCopyOut:
    return LogCopyOut(
        ref=copy.ref,
        ocg=copy.ocg.ref,
        from_on=copy.from_on,
        until_on=copy.until_on,
        entries=copy.count,
        sha256=copy.sha256,
        signed_by=copy.signed_by or None,
        certificate_sha256=copy.certificate_sha256 or None,
        sealed_at=copy.sealed_at,
        sealed_by=copy.sealed_by.username,
    )


def as_log_copy_state(now: Verified) -> LogCopyStateOut:
    return LogCopyStateOut(
        ref=now.copy.ref,
        sha256=now.copy.sha256,
        sha256_now=now.digest,
        is_intact=now.is_intact,
        signed_by=now.signature.signed_by if now.signature else None,
        signed_at=now.signature.at if now.signature else None,
        is_signature_right=now.is_signature_right,
    )


def as_meeting(meeting: Meeting) -> LeadsMeetingOut:
    return LeadsMeetingOut(
        met_on=meeting.met_on,
        note=meeting.note,
        sio=meeting.sio.username,
        lro=meeting.lro.username,
    )
