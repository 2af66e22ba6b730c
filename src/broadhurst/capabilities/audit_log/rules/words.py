"""The words of an entry of the log, made from its verb alone.

The sentences in `templates/events` have names and words of records in them, so the audit log does
not use them. Most verbs say enough: “Bid: withdrawn”. The others have words here.
"""

from broadhurst.foundation.govuk.words import first_capital, in_sentence

WORDS = {
    "access.not_found": "Asked for a record that they cannot see or that does not exist",
    "audit_log.read": "Read the audit log",
    "calendar.sent": "Received their calendar feed",
    "check.made": "Made a deconfliction check",
    "command.refused": "Tried to do something and was refused",
    "coming_up.seen": "Read what is coming up",
    "draft.begun": "Saved a draft of a form",
    "duty.set": "Set the duty officer of a desk",
    "figures.counted": "Counted figures",
    "filter.deleted": "Deleted a saved filter",
    "filter.saved": "Saved a filter of a list",
    "labels.exported": "Exported labels of hits",
    "list.downloaded": "Downloaded a list",
    "network.exported": "Exported a network",
    "notices.chosen": "Chose their notifications",
    "notices.emailed": "Received notifications by email",
    "notices.emails_chosen": "Chose their emails",
    "notices.followed_read": "Read changes on OCGs that they follow",
    "notices.read": "Read notifications",
    "password.changed": "Changed their password",
    "password.reset": "Gave an officer a one-time password",
    "posting.taken": "Signed in, or changed posting",
    "receipt.verified": "Verified the receipt of a check",
    "record.downloaded": "Downloaded the record",
    "record.opened": "Opened the record",
    "search.forgotten": "Cleared recent searches",
    "search.made": "Searched",
    "stop.lifted": "Took a value off the stop list",
    "text.checks_limited": "Reached the limit of text checks",
    "text.words_found": "Checked a text that has words of the register in it",
    "token.issued": "Issued an access token",
    "token.revoked": "Revoked an access token",
    "value.stopped": "Added a value to the stop list",
}
# Nouns that people know by another word. The others only lose their underscores.
NOUNS = {
    "agencies": "Organisations",
    "agency": "Organisation",
    "cadence": "Review policy",
    "clearance": "Clearance of responses",
    "commitment": "Proposed action",
    "entries": "Deconfliction entries",
    "entry": "Deconfliction entry",
    "event": "Planned event",
    "finding_import": "Import of findings",
    "finding_imports": "Imports of findings",
    "funded_post": "Post on a funding line",
    "import": "Import of people",
    "imports": "Imports of people",
    "leads": "SIO and LRO",
    "log": "Policy log",
    "look": "Colours of public pages",
    "message": "Message to the public",
    "note": "Practice note",
    "ocg": "OCG",
    "ocg_import": "Import of OCGs",
    "ocg_imports": "Imports of OCGs",
    "order": "Court order",
    "peer": "Agreement with another instance",
    "reading": "Entries of the inspectorate’s register",
    "record_file": "File on the record",
    "record_note": "Note on the record",
    "referral": "Safeguarding referral",
    "rehoming": "Work of an officer who leaves",
    "request": "Request between SIO and LRO",
    "response": "Response to an inspection",
    "self_assessment": "Self-assessment",
    "template": "Letter template",
    "training": "LRO training",
    "value": "Stop list",
    "welsh": "Welsh page",
}


def in_words(verb: str, purpose: str = "") -> str:
    """Return what an officer did, without any word of a record: “OCG: lead named”.

    `purpose` is what an auditor read the log for.
    """
    if purpose:
        return f"{WORDS[verb]} {in_sentence(purpose)}"
    if verb in WORDS:
        return WORDS[verb]
    noun, _, past = verb.partition(".")
    name = NOUNS.get(noun) or first_capital(noun.replace("_", " "))
    return f"{name}: {past.replace('_', ' ')}".replace("ocg", "OCG").replace("sio ", "SIO ")
