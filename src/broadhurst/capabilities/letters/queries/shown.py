"""Show a letter as one recipient gets it, and the verbs that a reader can use."""

from typing import Any

from django.utils.safestring import SafeString

from broadhurst.capabilities.letters.models import Letter, Picture
from broadhurst.capabilities.letters.queries.gaps import objections_to_content
from broadhurst.capabilities.letters.queries.kept import style_of
from broadhurst.capabilities.letters.queries.letters import issued_to
from broadhurst.capabilities.letters.queries.merged import NOBODY, Merged, merge, picture_html
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.routes import record_address


def verbs_on(letter: Letter, actor: Actor, *, is_corrected: bool) -> list[str]:
    """Return the verbs that an actor can use on a letter now."""
    open_now = rules.STAGES.open_to(letter.stage, rules.roles_on(actor, letter))
    return [
        verb
        for verb in open_now
        if not rules.objections_to_verb(verb, actor, letter)
        and not (verb == "correct" and is_corrected)
    ]


def shown_letter(letter: Letter, to: str) -> dict[str, Any]:
    """Return a letter as the recipient with the reference `to` gets it, or the first one."""
    if letter.issued_at:
        return _issued(letter, to)
    style, all_recipients = style_of(letter.unit), list(letter.recipients.all())
    recipient = next((recipient for recipient in all_recipients if recipient.ref == to), None)
    recipient = recipient or next(iter(all_recipients), NOBODY)
    made = merge(letter, recipient, clock.today())
    return {
        "gaps": objections_to_content(letter, clock.today()),
        "recipients": all_recipients,
        "recipient": recipient,
        "sender": style.sender if style else letter.unit.agency.name,
        "dated": clock.today(),
        "crest": _shown(style.crest if style else None, "crest"),
        **_text(made, letter.signatory.signature),
    }


def _issued(letter: Letter, to: str) -> dict[str, Any]:
    rows = list(issued_to(letter).defer("pdf", "docx"))
    chosen = next((row for row in rows if row.recipient.ref == to), rows[0])
    return {
        "recipients": [row.recipient for row in rows],
        "recipient": chosen.recipient,
        "digest": chosen.pdf_digest,
        "sender": chosen.sender,
        "dated": letter.dated,
        "crest": _shown(letter.crest, "crest"),
        **_text(Merged(chosen.markdown, chosen.signed), letter.signature),
    }


def _text(made: Merged, signature: Picture | None) -> dict[str, Any]:
    try:
        return {"text": made.html(_shown(signature, "signature"))}
    except CannotRender as cannot:
        return {"problem": str(cannot)}


def _shown(picture: Picture | None, part: str) -> SafeString | str:
    address = record_address("letters:picture", picture.ref) if picture else ""
    return picture_html(picture, address, part)
