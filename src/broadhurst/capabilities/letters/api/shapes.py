"""Build the answers of the API from rows."""

from broadhurst.capabilities.letters.models import (
    HouseStyle,
    Letter,
    Picture,
    Recipient,
    Signatory,
    Template,
    TemplateVersion,
)
from broadhurst.capabilities.letters.queries.kept import newest_version
from broadhurst.capabilities.letters.schemas import (
    HouseStyleOut,
    LetterOut,
    PictureOut,
    RecipientOut,
    SignatoryOut,
    TemplateOut,
    VersionOut,
)


def as_template(template: Template) -> TemplateOut:
    return TemplateOut(
        ref=template.ref,
        title=template.title,
        kind=template.kind,
        version=template.version,
        text=_text_of(template),
        unit=template.unit.key,
        written_at=template.written_at,
        withdrawn_at=template.withdrawn_at,
        withdrawn_because=template.withdrawn_because or None,
    )


def _text_of(template: Template) -> str:
    """Return the newest text, which a list has read already."""
    [version] = getattr(template, "newest", None) or [newest_version(template)]
    text: str = version.text
    return text


def as_version(version: TemplateVersion) -> VersionOut:
    return VersionOut(
        number=version.number,
        text=version.text,
        reason=version.reason or None,
        written_at=version.written_at,
    )


def as_picture(picture: Picture | None) -> PictureOut | None:
    if picture is None:
        return None
    return PictureOut(ref=picture.ref, sha256=picture.digest, alt=picture.alt)


def as_house_style(style: HouseStyle | None) -> HouseStyleOut:
    return HouseStyleOut(
        sender=style.sender if style else None, crest=as_picture(style.crest if style else None)
    )


def as_signatory(signatory: Signatory) -> SignatoryOut:
    return SignatoryOut(
        ref=signatory.ref,
        name=signatory.name,
        office=signatory.office,
        signature=as_picture(signatory.signature),
        withdrawn_at=signatory.withdrawn_at,
        withdrawn_because=signatory.withdrawn_because or None,
    )


def as_recipient(recipient: Recipient) -> RecipientOut:
    return RecipientOut(
        ref=recipient.ref,
        letter=recipient.letter.ref,
        name=recipient.name,
        address=recipient.address,
        greeting=recipient.greeting,
    )


def as_letter(letter: Letter) -> LetterOut:
    template = letter.version.template
    return LetterOut(
        ref=letter.ref,
        subject=letter.subject,
        kind=template.kind,
        template=template.ref,
        version=letter.version.number,
        response=letter.response.ref if letter.response else None,
        report=letter.report.ref if letter.report else None,
        signatory=letter.signatory.ref,
        paragraphs=[paragraph["key"] for paragraph in letter.paragraphs],
        text=letter.text,
        stage=letter.stage,
        recipients=[as_recipient(recipient) for recipient in letter.recipients.all()],
        written_at=letter.written_at,
        returned_because=letter.returned_because or None,
        dated=letter.dated,
        issued_at=letter.issued_at,
        withdrawn_at=letter.withdrawn_at,
        withdrawn_because=letter.withdrawn_because or None,
        corrects=letter.corrects.ref if letter.corrects else None,
        correction=letter.correction or None,
    )
