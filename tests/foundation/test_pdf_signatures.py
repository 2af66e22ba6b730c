"""Sign PDFs with a key of the site, and verify them with pyHanko's own validator."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from broadhurst.config import demo_signing_key
from broadhurst.foundation import clock
from broadhurst.foundation.doors.documents import pdf
from broadhurst.foundation.doors.pdf_signatures import (
    CannotSign,
    sign_pdf,
    signature_of,
    signing_in_words,
)
from tests.foundation.test_documents import letter, words_of
from tests.signing import FROM, SUBJECT, sign_with, signing_key

REASON = "Published as RSP-7K2MQX"


def tags(node: Any) -> list[str]:
    """Return the tags of a PDF's structure in order."""
    node = node.get_object()
    if not isinstance(node, dict):
        return []
    below = node.get("/K", [])
    parts = below if isinstance(below, list) else [below]
    return [str(node.get("/S")), *(tag for part in parts for tag in tags(part))]


@pytest.fixture(scope="module", params=["with a link", "without"])
def paper(request: pytest.FixtureRequest) -> bytes:
    return pdf(letter() if request.param == "with a link" else letter("Dear Home Secretary"))


def test_a_signed_pdf_passes_the_validator(paper: bytes, settings: Any, tmp_path: Path) -> None:
    certificate = sign_with(settings, tmp_path)
    signed = sign_pdf(paper, reason=REASON)
    [embedded] = PdfFileReader(BytesIO(signed)).embedded_signatures
    root = Certificate.load(certificate.public_bytes(Encoding.DER))
    trusting = ValidationContext(trust_roots=[root], allow_fetching=False, moment=clock.now())
    status = validate_pdf_signature(embedded, trusting)
    assert status.bottom_line
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert embedded.sig_object["/Reason"] == REASON
    found = signature_of(signed)
    assert found is not None
    assert (found.signed_by, found.is_intact, found.at) == (SUBJECT, True, clock.now())
    assert found.certificate_sha256 == certificate.fingerprint(SHA256()).hex()
    assert signing_in_words() == f"Published PDFs are signed by {SUBJECT}."


def test_signing_keeps_the_structure_of_the_pdf(
    paper: bytes, settings: Any, tmp_path: Path
) -> None:
    sign_with(settings, tmp_path)
    signed = sign_pdf(paper, reason=REASON)
    before, after = PdfReader(BytesIO(paper)), PdfReader(BytesIO(signed))
    assert signed.startswith(paper)
    assert words_of(signed) == words_of(paper)
    for part in ("/MarkInfo", "/Lang", "/ViewerPreferences"):
        assert after.root_object[part] == before.root_object[part]
    assert tags(after.root_object["/StructTreeRoot"]) == tags(before.root_object["/StructTreeRoot"])
    said = after.root_object["/Metadata"].get_object().get_data()
    assert b'pdfuaid:part="1"' in said
    assert after.metadata is not None
    assert before.metadata is not None
    assert after.metadata.title == before.metadata.title
    for page in after.pages:
        assert page.get("/Tabs") == "/S" or "/Annots" not in page
    [field] = [one.get_object() for one in after.root_object["/AcroForm"]["/Fields"]]
    hidden = 2  # PDF/UA asks for no tag of an annotation with this flag
    assert field["/F"] & hidden


def test_a_changed_or_extended_copy_is_not_intact(
    paper: bytes, settings: Any, tmp_path: Path
) -> None:
    sign_with(settings, tmp_path)
    signed = sign_pdf(paper, reason=REASON)
    changed = bytearray(signed)
    changed[200] ^= 1
    for copy in (bytes(changed), signed + b"\n% more"):
        found = signature_of(copy)
        assert found is None or not found.is_intact


def test_without_a_key_a_pdf_stays_as_it_is(paper: bytes, settings: Any) -> None:
    settings.SIGNING_KEY = ""
    assert sign_pdf(paper, reason=REASON) is paper
    assert signature_of(paper) is None
    assert signature_of(b"no PDF") is None
    assert "no signing key is set up" in signing_in_words()


def test_a_key_that_cannot_sign_is_refused_and_nothing_is_left_unsigned(
    paper: bytes, settings: Any, tmp_path: Path
) -> None:
    sign_with(settings, tmp_path)
    settings.SIGNING_PASSPHRASE = "wrong"
    with pytest.raises(CannotSign, match="cannot be read"):
        sign_pdf(paper, reason=REASON)
    settings.SIGNING_KEY = str(tmp_path / "gone.p12")
    with pytest.raises(CannotSign, match="cannot be read"):
        signing_in_words()
    sign_with(settings, tmp_path)
    with clock.set_to(FROM - timedelta(days=1)), pytest.raises(CannotSign, match="valid from"):
        sign_pdf(paper, reason=REASON)


def test_an_expired_certificate_does_not_sign(paper: bytes, settings: Any, tmp_path: Path) -> None:
    path, _ = signing_key(tmp_path, until=datetime(2021, 2, 28, 12, tzinfo=UTC))
    settings.SIGNING_KEY, settings.SIGNING_PASSPHRASE = str(path), "owl-and-pussycat"
    with pytest.raises(CannotSign, match="1 January 2020 to 28 February 2021"):
        sign_pdf(paper, reason=REASON)


def test_the_demo_signs_with_a_key_of_its_own(settings: Any, tmp_path: Path) -> None:
    assert demo_signing_key.kept(tmp_path) == ""
    demo_signing_key.make(tmp_path)
    settings.SIGNING_KEY, settings.SIGNING_PASSPHRASE = demo_signing_key.kept(tmp_path), ""
    made = Path(settings.SIGNING_KEY)
    before = made.read_bytes()
    demo_signing_key.make(tmp_path)
    assert (made.read_bytes(), made.stat().st_mode & 0o077) == (before, 0)
    published_at = datetime(2021, 3, 30, 11, tzinfo=UTC)
    with clock.set_to(published_at):
        found = signature_of(sign_pdf(pdf(letter()), reason=REASON))
    assert found
    assert (found.signed_by, found.at) == ("Made-up signer, Broadhurst demo", published_at)
    assert found.is_intact
