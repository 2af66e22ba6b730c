"""The pages of one published response, message or practice note, and of one organisation."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.shared import HEAVY, answered_for, judged
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.capabilities.practice.models import PublicNote
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.capabilities.public_site.models import Look, PublicWelsh
from broadhurst.capabilities.public_site.writes.store_pages import Page
from broadhurst.foundation.agencies.models import Agency
from broadhurst.surfaces.public.rendered import in_both, rendered
from broadhurst.surfaces.public.welsh import PREFIX

NEWEST = 20  # of each kind, on an organisation's page
FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The usual look is that of the stylesheet. A stylesheet cannot be inline under our policy.
STYLE = ".govuk-generic-header{{background:{colour}}}"
RESPONSES = Publication.objects.select_related("report__publisher", "body", "force")
LISTED = RESPONSES.filter(replaced_by=None).defer(*HEAVY)
MESSAGES = PublicMessage.objects.select_related("agency")
NOTES = PublicNote.objects.select_related("agency", "finding__report")


def of_responses(refs: Iterable[str] | None) -> Iterable[Page]:
    """Return the pages and copies of responses, and the pages of the versions they correct.

    None means every response.
    """
    rows = RESPONSES.select_related("corrects", "replaced_by")
    if refs is not None:
        rows = rows.filter(ref__in=refs) | rows.filter(replaced_by__ref__in=refs)
    welsh = _welsh_of(refs)
    for row in rows.iterator(chunk_size=50):
        yield from _in_each_language(_response(row, welsh), welsh.get(row.ref), "published")
        if row.corrects and row.corrects_letter:
            yield _changes(row, row.corrects)
        for form, content_type in FORMS.items() if not row.is_elsewhere else ():
            path = reverse("public:publication_copy", args=[row.ref, form])
            body, filename = bytes(getattr(row, form)), f"{row.ref}.{form}"
            yield Page(path, body, content_type, ref=row.ref, filename=filename)


def _response(row: Publication, welsh: dict[str, PublicWelsh]) -> Page:
    context = {
        "publication": row,
        "replaced_by": getattr(row, "replaced_by", None),
        "day": row.report.day(row.first_published_on),
        "shared": [
            judged(shared_answer)
            for shared_answer in row.shared.select_related("finding__report", "by")
        ],
        "elsewhere": answered_for(row).values(),
        # Safe: it was made from cleaned tokens when it was published (doors/documents).
        "text": SafeString(row.html),
        # The site for the public alone has no pages for officers, and does not name theirs.
        "is_apart": urlsplit(settings.PUBLIC_URL).hostname not in settings.ALLOWED_HOSTS,
    }
    return _record("publication", row.ref, context, row.body, welsh)


def _changes(row: Publication, before: Publication) -> Page:
    """Return the page of each paragraph that a corrected response changed, added or took out."""
    context = {"publication": row, "changes": changes(before.markdown, row.markdown)}
    path = reverse("public:publication_changes", args=[row.ref])
    return rendered("changes", path, context, by=row.body, ref=row.ref)


def of_messages(refs: Iterable[str] | None) -> Iterable[Page]:
    """Return the pages of messages. None means every message."""
    welsh = _welsh_of(refs)
    for row in MESSAGES.all() if refs is None else MESSAGES.filter(ref__in=refs):
        # Safe: it was made from cleaned tokens when it was published (doors/documents).
        context = {"message": row, "text": SafeString(row.html)}
        page = _record("message", row.ref, context, row.agency, welsh)
        yield from _in_each_language(page, welsh.get(row.ref), "messages")


def of_notes(refs: Iterable[str] | None) -> Iterable[Page]:
    """Return the pages of practice notes. None means every note."""
    welsh = _welsh_of(refs)
    for row in NOTES.all() if refs is None else NOTES.filter(ref__in=refs):
        page = _record("practice_note", row.ref, {"note": row}, row.agency, welsh)
        yield from _in_each_language(page, welsh.get(row.ref), "practice")


def _welsh_of(refs: Iterable[str] | None) -> dict[str, PublicWelsh]:
    """Return the public Welsh versions of records. None means every one."""
    rows = PublicWelsh.objects.select_related("agency")
    return {row.record: row for row in (rows if refs is None else rows.filter(record__in=refs))}


def _record(
    name: str, ref: str, context: dict[str, Any], by: Agency, welsh: dict[str, PublicWelsh]
) -> Page:
    path = reverse(f"public:{name}", args=[ref])
    other = PREFIX + path if ref in welsh else ""
    return rendered(name, path, context, by=by, ref=ref, other=other)


def _in_each_language(page: Page, version: PublicWelsh | None, above: str) -> Iterable[Page]:
    """Return the English page, and the Welsh one if there is one."""
    yield page
    if version:
        context = {
            "version": version,
            "above": PREFIX + reverse(f"public:{above}"),
            # Safe: it was made from cleaned tokens when it was published (doors/documents).
            "text": SafeString(version.html),
        }
        path = PREFIX + page.path
        yield rendered("welsh", path, context, by=version.agency, ref=page.ref, other=page.path)


def welsh_versions(rows: QuerySet[Any], each: str) -> list[tuple[PublicWelsh, str]]:
    """Return the Welsh versions of records with their addresses, the newest first.

    `each` is the name of the address of a record.
    """
    versions = PublicWelsh.objects.select_related("agency").filter(record__in=rows.values("ref"))
    return [(row, PREFIX + reverse(f"public:{each}", args=[row.record])) for row in versions]


def _welsh_by(agency: Agency) -> dict[str, Any]:
    """Return the Welsh versions of what an organisation published, by kind."""
    return {
        "responses": welsh_versions(LISTED.filter(body=agency), "publication")[:NEWEST],
        "messages": welsh_versions(MESSAGES.filter(agency=agency), "message")[:NEWEST],
        "notes": welsh_versions(NOTES.filter(agency=agency), "practice_note")[:NEWEST],
    }


def of_organisations(keys: Iterable[int]) -> Iterable[Page]:
    """Return the page and the stylesheet of each organisation, by primary key."""
    looks = {look.agency_id: look for look in Look.objects.filter(agency__in=keys)}
    for agency in Agency.objects.filter(pk__in=keys):
        context = {
            "agency": agency,
            "responses": LISTED.filter(body=agency)[:NEWEST],
            "messages": MESSAGES.filter(agency=agency)[:NEWEST],
            "notes": NOTES.filter(agency=agency)[:NEWEST],
        }
        path = reverse("public:organisation", args=[agency.key])
        yield from in_both("organisation", path, context, _welsh_by(agency), by=agency)
        look = looks.get(agency.pk)
        style = STYLE.format(colour=look.colour) if look else ""
        yield Page(reverse("public:look", args=[agency.key]), style.encode(), "text/css")
