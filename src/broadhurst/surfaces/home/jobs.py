"""The jobs that email notifications."""

from smtplib import SMTPRecipientsRefused

import structlog
from django.conf import settings
from django.core.mail import get_connection

from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.jobs.registry import daily, every_minutes
from broadhurst.foundation.notices.commands import email_notifications
from broadhurst.foundation.notices.emails import events_to_email, postings_to_email

log = structlog.get_logger()


@every_minutes(1, "email-notifications", what="Email new notifications to those who chose so")
def email_at_once() -> None:
    """Email the notifications that officers want at once."""
    send_emails(at_once=True)


@daily(6, 0, "email-daily", what="Email the notifications of a day to those who chose so")
def email_daily() -> None:
    """Email the notifications that officers want once a day."""
    send_emails(at_once=False)


def send_emails(*, at_once: bool) -> None:
    """Email each officer who chose so. One whose address is refused does not stop the others.

    Raises what the server raises if it cannot be reached. The job then fails, and the next run
    sends what is left.
    """
    if not settings.SENDS_EMAIL:
        return
    with as_actor(actor_of_system()):
        postings = postings_to_email(clock.today(), at_once=at_once)
    with get_connection() as mail:
        for posting, kinds, since in postings:
            actor = actor_in(posting)
            with as_actor(actor):
                has_some = bool(events_to_email(actor, kinds, since))
            if not has_some:
                continue
            try:
                email_notifications(actor=actor, kinds=kinds, since=since, mail=mail)
            except SMTPRecipientsRefused:
                log.warning("email_refused", officer=posting.officer_id)
