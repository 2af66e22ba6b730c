"""Requests, meetings and entries as JSON."""

from typing import Any

from broadhurst.capabilities.liaison.models import LogEntry, Meeting, Request, Signature


def as_request(one: Request) -> dict[str, Any]:
    names = (
        "ref", "kind", "what", "asked_role", "asked_at", "is_urgent", "answer_due_at", "needed_on",
        "stage", "answered_at", "refusal_reason", "outcome_kind", "outcome", "ended_at",
        "withdrawn_because", "latitude", "longitude", "starts_at", "ends_at",
    )  # fmt: skip
    people = {"asked_by": one.asked_by.username, "asked_of": one.asked_of.username}
    return {"ocg": one.ocg.ref, **{name: getattr(one, name) for name in names}, **people}


def as_entry(one: LogEntry) -> dict[str, Any]:
    names = (
        "ref", "number", "decision", "options", "rationale", "needs_both", "made_at",
        "recorded_at",
    )  # fmt: skip
    people = {"maker": one.maker.username, "recorder": one.recorder.username}
    signed = [signature.officer.username for signature in one.signatures.all()]
    return {**{name: getattr(one, name) for name in names}, **people, "signed_by": signed}


def as_signature(one: Signature) -> dict[str, Any]:
    return {"entry": one.entry.ref, "officer": one.officer.username, "signed_at": one.signed_at}


def as_meeting(one: Meeting) -> dict[str, Any]:
    return {
        "met_on": one.met_on,
        "note": one.note,
        "sio": one.sio.username,
        "lro": one.lro.username,
    }
