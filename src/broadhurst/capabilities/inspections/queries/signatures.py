"""The signature of a published PDF, and whether it is still right."""

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.foundation.doors.pdf_signatures import Signature, signature_of


def signed(pdf: bytes) -> dict[str, str]:
    """Return a publication's fields about the signature of its PDF; none if it is not signed."""
    signature = signature_of(pdf)
    if signature is None:
        return {}
    return {
        "pdf_signed_by": signature.signed_by,
        "certificate_sha256": signature.certificate_sha256,
    }


def signature_on(publication: Publication) -> Signature | None:
    """Return the signature of the stored PDF, verified; None if it has none."""
    return signature_of(bytes(publication.pdf))


def is_as_published(publication: Publication, signature: Signature | None) -> bool:
    """Return whether a signature is right and by the recorded certificate.

    A PDF that was published unsigned has none.
    """
    if signature is None:
        return not publication.certificate_sha256
    return signature.is_intact and (signature.certificate_sha256 == publication.certificate_sha256)
