"""The answers about requests, meetings and log entries, from their rows."""

from broadhurst.capabilities.liaison.api.schemas import (
    LeadsMeetingOut,
    LogEntryOut,
    RequestOut,
    SignatureOut,
)
from broadhurst.capabilities.liaison.models import LogEntry, Meeting, Request, Signature


def as_request(request: Request) -> RequestOut:
    return RequestOut(
        ocg=request.ocg.ref,
        ref=request.ref,
        kind=request.kind,
        what=request.what,
        asked_role=request.asked_role,
        asked_at=request.asked_at,
        is_urgent=request.is_urgent,
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
        asked_by=request.asked_by.username,
        asked_of=request.asked_of.username,
    )


def as_entry(entry: LogEntry) -> LogEntryOut:
    return LogEntryOut(
        ref=entry.ref,
        number=entry.number,
        decision=entry.decision,
        options=entry.options,
        rationale=entry.rationale,
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


def as_meeting(meeting: Meeting) -> LeadsMeetingOut:
    return LeadsMeetingOut(
        met_on=meeting.met_on,
        note=meeting.note,
        sio=meeting.sio.username,
        lro=meeting.lro.username,
    )
