"""Write an entry of a policy log. Not commands: those that record a decision call these."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from broadhurst.capabilities.liaison.models import LogEntry, Signature
from broadhurst.capabilities.liaison.rules.headings import (
    FULL,
    HEADINGS,
    SHORT,
    objections_to_headings,
)
from broadhurst.capabilities.liaison.rules.superseding import objections_to_supersede
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.references import new_reference


@dataclass(frozen=True)
class Decided:
    """The words of a decision, and the entry that it supersedes."""

    decision: str
    rationale: str
    extent: str = SHORT
    ethics: str = ""
    information: str = ""
    strategy: str = ""
    powers: str = ""
    options: str = ""
    action: str = ""
    supersedes: LogEntry | None = None
    superseded_because: str = ""

    @classmethod
    def given(cls, words: dict[str, Any]) -> "Decided":
        """Return the words as a form gives them: without an answer, a decision is short."""
        return cls(**words | {"extent": words.get("extent") or SHORT})

    @property
    def texts(self) -> dict[str, str]:
        """The words by their field."""
        names = (field.name for field in fields(self) if field.name not in NOT_WORDS)
        return {name: getattr(self, name) for name in names}

    @property
    def text(self) -> str:
        """All the words."""
        return " ".join(self.texts.values())


NOT_WORDS = ("extent", "supersedes")


def objections_to_words(decided: Decided, *, needs_both: bool, made_at: datetime) -> list[str]:
    """Return the objections to the headings and to superseding. The OCG is locked."""
    old = decided.supersedes
    newer = LogEntry.objects.filter(supersedes=old).first() if old else None
    words = {name: decided.texts[name] for name in HEADINGS}
    return objections_to_headings(decided.extent, words) + objections_to_supersede(
        old, newer, decided.superseded_because, needs_both=needs_both, made_at=made_at
    )


def write_entry(
    actor: Actor,
    ocg: Ocg,
    leadership: Leadership,
    decided: Decided,
    *,
    maker: Officer,
    made_at: datetime,
    needs_both: bool = False,
) -> LogEntry:
    """Write the next entry of a policy log, signed by its recorder.

    The caller must hold the lock of the OCG, which keeps the numbers without gaps.
    """
    last = LogEntry.objects.filter(ocg=ocg).order_by("-number").first()
    entry = LogEntry.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("LOG"),
        ocg=ocg,
        number=last.number + 1 if last else 1,
        is_full=decided.extent == FULL,
        supersedes=decided.supersedes,
        needs_both=needs_both,
        made_at=made_at,
        recorded_at=clock.now(),
        maker=maker,
        recorder=actor.officer,
        # A deputy signs for an absent lead.
        sio=leadership.sio.acting if leadership.sio else None,
        lro=leadership.lro.acting if leadership.lro else actor.officer,
        **decided.texts,
    )
    Signature.objects.create(
        dossier=ocg.dossier, entry=entry, officer=actor.officer, signed_at=clock.now()
    )
    return entry


def superseded_in_words(decided: Decided) -> str | None:
    """Return a sentence for the event, or None if nothing is superseded."""
    return f"It supersedes entry {decided.supersedes.number}." if decided.supersedes else None
