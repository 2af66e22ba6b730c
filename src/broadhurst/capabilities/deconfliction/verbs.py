"""The verbs of deconfliction, at the API and the terminal."""

from broadhurst.capabilities.deconfliction.api.checks import as_verified, with_hits
from broadhurst.capabilities.deconfliction.api.entries import as_entry, as_flag, as_gone, as_stop
from broadhurst.capabilities.deconfliction.api.hits import as_answered
from broadhurst.capabilities.deconfliction.cli.checks import in_words
from broadhurst.capabilities.deconfliction.cli.hits import answered
from broadhurst.capabilities.deconfliction.commands.acknowledge import AcknowledgeForm, acknowledge
from broadhurst.capabilities.deconfliction.commands.answer_flag import AnswerFlagForm, answer_flag
from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.lift_stop import LiftStopForm, lift_stop
from broadhurst.capabilities.deconfliction.commands.record_contact import (
    RecordContactForm,
    record_contact,
)
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.commands.renew_entry import RenewEntryForm, renew_entry
from broadhurst.capabilities.deconfliction.commands.stop_value import StopValueForm, stop_value
from broadhurst.capabilities.deconfliction.commands.verify import VerifyForm, verify
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import (
    WithdrawEntryForm,
    withdraw_entry,
)
from broadhurst.capabilities.deconfliction.forms.acknowledge_hits import AcknowledgeHitsForm
from broadhurst.capabilities.deconfliction.queries.entries import flags, own_entries, stops
from broadhurst.capabilities.deconfliction.queries.hits import own_first, side_named, sides_by_name
from broadhurst.capabilities.deconfliction.queries.on_entry import withdrawal_warnings
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors.verbs import Subject, Verb
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.verbs import VerbOnEach

OCG = Subject("ocg", "/ocgs/{ref}", lambda _actor: Ocg.objects.select_related("dossier"))
ENTRY = Subject("entry", "/deconfliction/entered/{ref}", own_entries)
STOPPED = Subject("stopped", "/deconfliction/stop-list/{ref}", lambda _actor: stops())
FLAG = Subject("flag", "/deconfliction/flags/{ref}", lambda _actor: flags())
# A desk with both sides of a hit adds `@` and the unit to its reference.
HIT = Subject("hit", "/hits/{ref}", own_first, lookup=side_named)

VERBS = (
    Verb(
        "check", CheckForm, check, OCG, "Check an OCG's targets", with_hits, status=201,
        says=in_words
    ),
    Verb(
        "verify", VerifyForm, verify, None, "Verify a receipt", as_verified,
        address="/deconfliction/verify", named_by="receipt"
    ),
    Verb(
        "withdraw-entry", WithdrawEntryForm, withdraw_entry, ENTRY, "Withdraw", as_gone,
        address="/deconfliction/entered/{ref}/withdraw",
        says=lambda ref: f"{ref} is withdrawn and deleted.", warns=withdrawal_warnings
    ),
    Verb(
        "renew-entry", RenewEntryForm, renew_entry, ENTRY, "Renew an entry", as_entry,
        address="/deconfliction/entered/{ref}/renew",
        says=lambda entry: f"{entry.ref} expires on {day(entry.expires_at)}."
    ),
    Verb(
        "stop-value", StopValueForm, stop_value, None, "Add to the stop list", as_stop,
        status=201, address="/deconfliction/stop-list",
        says=lambda stop: f"{stop.ref} is stopped."
    ),
    Verb(
        "lift-stop", LiftStopForm, lift_stop, STOPPED, "Take off", as_stop,
        address="/deconfliction/stop-list/{ref}/lift",
        says=lambda stop: f"{stop.ref} is matched again."
    ),
    Verb(
        "answer-flag", AnswerFlagForm, answer_flag, FLAG, "Answer a flag", as_flag,
        address="/deconfliction/flags/{ref}/answer", says=lambda flag: f"{flag.ref} is answered."
    ),
    Verb(
        "acknowledge", AcknowledgeForm, acknowledge, HIT, "Acknowledge a hit", as_answered,
        says=answered
    ),
    Verb(
        "record-contact", RecordContactForm, record_contact, HIT, "Record a contact", as_answered,
        says=answered
    ),
    Verb(
        "record-outcome", RecordOutcomeForm, record_outcome, HIT, "Record an outcome", as_answered,
        says=answered
    ),
    VerbOnEach(
        "acknowledge-hits", AcknowledgeHitsForm, acknowledge, "hit", sides_by_name,
        "Acknowledge several hits", "/hits/acknowledge"
    ),
    VerbOnEach(
        "renew-entries", RenewEntryForm, renew_entry, "entry", own_entries,
        "Renew several entries of your own unit", "/deconfliction/entered/renew"
    ),
)  # fmt: skip
