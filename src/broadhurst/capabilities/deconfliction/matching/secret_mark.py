"""Whether this site has the secret key that the entries are keyed with.

With another key nothing is found: a check would say "No hit" of a target that others work on. So
every check asks first, once a database connection. For the matcher, past the wall.
"""

from django.db import transaction

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Entry, SecretMark
from broadhurst.capabilities.deconfliction.targets import secret_mark
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.statements import connected
from broadhurst.foundation.workflow import refuse_if

TO_KNOW = "to see which secret key the entries are keyed with"
TO_ADOPT = "to key all entries again with a new secret key"
SEEN = "broadhurst_secret_mark"  # of a connection: the mark that was read on it


def is_another() -> bool:
    """Whether entries are keyed with another secret key than this site's."""
    with elevated(TO_KNOW):
        return SecretMark.objects.exclude(mark=secret_mark()).exists()


def require() -> None:
    """Refuse unless this site has the right key. The first check of all says which one that is."""
    opened = connected().connection
    if getattr(opened, SEEN, None) == secret_mark():
        return
    with elevated(TO_KNOW):
        known = SecretMark.objects.values_list("mark", flat=True).first()
        if known is None:
            SecretMark.objects.bulk_create(
                [SecretMark(mark=secret_mark(), since=clock.now())], ignore_conflicts=True
            )
            known = SecretMark.objects.values_list("mark", flat=True).get()
    refuse_if(rules.objections_to_secret_key(is_another=known != secret_mark()))
    # A mark that is written in this transaction may yet be undone.
    transaction.on_commit(lambda: setattr(opened, SEEN, known))


def adopt() -> int:
    """Take this site's secret key for the right one: every entry is to be keyed again with it.

    Says how many. `key_again` then keys them from what was written, which is kept as it was.
    """
    with elevated(TO_ADOPT):
        SecretMark.objects.update_or_create(
            id=1, defaults={"mark": secret_mark(), "since": clock.now()}
        )
        return Entry.objects.filter(expires_at__gt=clock.now()).update(version=0)
