"""Requests, meetings and log entries as JSON."""

from typing import Any

from broadhurst.capabilities.liaison.models import LogEntry, Meeting, Request, Signature


def as_request(request: Request) -> dict[str, Any]:
    names = (
        "ref", "kind", "what", "asked_role", "asked_at", "is_urgent", "answer_due_at", "needed_on",
        "stage", "answered_at", "refusal_reason", "outcome_kind", "outcome", "ended_at",
        "withdrawn_because", "latitude", "longitude", "starts_at", "ends_at",
    )  # fmt: skip
    people = {"asked_by": request.asked_by.username, "asked_of": request.asked_of.username}
    return {"ocg": request.ocg.ref, **{name: getattr(request, name) for name in names}, **people}


def as_entry(entry: LogEntry) -> dict[str, Any]:
    names = (
        "ref", "number", "decision", "options", "rationale", "needs_both", "made_at",
        "recorded_at",
    )  # fmt: skip
    people = {"maker": entry.maker.username, "recorder": entry.recorder.username}
    signed = [signature.officer.username for signature in entry.signatures.all()]
    return {**{name: getattr(entry, name) for name in names}, **people, "signed_by": signed}


def as_signature(signature: Signature) -> dict[str, Any]:
    return {
        "entry": signature.entry.ref,
        "officer": signature.officer.username,
        "signed_at": signature.signed_at,
    }


def as_meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "met_on": meeting.met_on,
        "note": meeting.note,
        "sio": meeting.sio.username,
        "lro": meeting.lro.username,
    }
