"""Read sealed copies of the policy log, and verify them."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from broadhurst.capabilities.liaison.models import LogCopy, LogEntry
from broadhurst.capabilities.liaison.queries.log import entries
from broadhurst.capabilities.liaison.rules.sealing import state_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.doors.pdf_signatures import Signature, signature_of
from broadhurst.foundation.govuk.words import day


@dataclass(frozen=True)
class Verified:
    """A sealed copy as it is stored now: its SHA-256 and its signature."""

    copy: LogCopy
    digest: str
    signature: Signature | None
    is_intact: bool
    is_signature_right: bool

    @property
    def is_as_sealed(self) -> bool:
        """Whether both the file and the signature are as they were."""
        return self.is_intact and self.is_signature_right


def log_copies() -> QuerySet[LogCopy]:
    """Return the sealed copies that the reader may see, latest first."""
    return LogCopy.objects.select_related("ocg", "sealed_by")


def copies_of(ocg: Ocg) -> QuerySet[LogCopy]:
    """Return the sealed copies of a policy log without their files, latest first."""
    return log_copies().filter(ocg=ocg).defer("pdf")


def verified(copy: LogCopy) -> Verified:
    """Return the state of a stored copy, counted and verified now."""
    content = bytes(copy.pdf)
    digest, signature = sha256(content).hexdigest(), signature_of(content)
    return Verified(copy, digest, signature, *state_of(copy, digest, signature))


def is_copy(copy: LogCopy, content: bytes) -> bool:
    """Return whether a file is the copy that was sealed."""
    return sha256(content).hexdigest() == copy.sha256


def entries_made(ocg: Ocg, from_on: date | None, until_on: date | None) -> list[LogEntry]:
    """Return the entries whose decision was made in a period, in the order of their numbers."""
    rows = entries(ocg)
    if from_on:
        rows = rows.filter(made_at__gte=clock.midnight(from_on))
    if until_on:
        rows = rows.filter(made_at__lt=clock.midnight(until_on + timedelta(days=1)))
    return list(rows.order_by("number"))


def period_in_words(from_on: date | None, until_on: date | None) -> str:
    """Return the period of a copy as a sentence."""
    if from_on and until_on:
        return f"Decisions made from {day(from_on)} to {day(until_on)}."
    if from_on:
        return f"Decisions made from {day(from_on)}."
    if until_on:
        return f"Decisions made until {day(until_on)}."
    return "The whole log."
