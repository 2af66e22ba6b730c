"""Schemas of the answers about published responses: versions, digests and signatures."""

from datetime import date, datetime

from pydantic import Field

from broadhurst.capabilities.inspections.api.schemas import Figures
from broadhurst.foundation.doors.schemas import Schema


class AlsoPublishedOut(Schema):
    """A finding of another report that a published response answers."""

    finding: str
    report: str
    answered_on: date
    last_day: date | None = Field(description="The last of the 56 days for that report.")
    is_late: bool


class PublicationOut(Schema):
    """A published response."""

    ref: str
    title: str
    published_on: date
    due_on: date | None
    is_late: bool
    version: int
    corrects: str | None = Field(description="The reference of the version before.")
    corrected_because: str | None
    url: str | None
    figures: Figures
    text_sha256: str | None = Field(description="The SHA-256 of the letter in Markdown, in UTF-8.")
    pdf_sha256: str | None
    docx_sha256: str | None
    pdf_signed_by: str | None = Field(
        description="The subject of the certificate that signed the PDF. Null if it is not signed."
    )
    certificate_sha256: str | None
    also_answers: list[AlsoPublishedOut]


class PdfSignatureOut(Schema):
    """The signature of a published PDF, verified now."""

    is_signed: bool
    signed_by: str | None = Field(description="The subject of the certificate.")
    certificate_sha256: str | None
    signed_at: datetime | None = Field(description="As the signer states it.")
    is_as_published: bool = Field(
        description="The signature fits the PDF, and is by the certificate of the publication."
    )


class DigestOut(Schema):
    """The SHA-256 digest of one form of a published letter."""

    form: str = Field(description="text, pdf or docx.")
    recorded: str
    now: str = Field(description="The SHA-256 of the stored letter now.")
    is_intact: bool


class DifferenceOut(Schema):
    """A paragraph that a correction changed, added or removed."""

    kind: str = Field(description="added, removed or changed.")
    before: str
    after: str
