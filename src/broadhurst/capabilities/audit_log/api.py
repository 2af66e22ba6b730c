"""The JSON API of the audit log."""

from ninja import Router

from broadhurst.capabilities.audit_log.queries import Entry, LogPage
from broadhurst.capabilities.audit_log.schemas import AuditEntryOut, AuditLogOut

router = Router(tags=["audit log"])


def as_page(page: LogPage) -> AuditLogOut:
    return AuditLogOut(items=[as_entry(entry) for entry in page.entries], after=page.after)


def as_entry(entry: Entry) -> AuditEntryOut:
    posting = entry.posting
    return AuditEntryOut(
        at=entry.at,
        kind=entry.kind.value,
        verb=entry.verb,
        in_words=entry.in_words,
        about=entry.about,
        officer=posting.officer.username,
        officer_name=posting.officer.name,
        title=posting.title,
        unit=posting.unit.key,
        request_id=entry.request_id,
    )
