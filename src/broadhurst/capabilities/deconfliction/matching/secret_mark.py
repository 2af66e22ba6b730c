"""Verify that this site has the secret key that the entries are keyed with.

With another key a check finds nothing, and would say "No hit" for a target that others work on.
Every check therefore verifies the key, because another process may adopt a new key at any time.
Only the matcher uses this. It bypasses row-level security.
"""

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Entry, SecretMark
from broadhurst.capabilities.deconfliction.targets import secret_mark
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst.foundation.workflow import refuse_if

TO_KNOW = "to see which secret key the entries are keyed with"
TO_ADOPT = "to key all entries again with a new secret key"
# Checks share this lock while they use the secret key. Adopting another key takes it alone.
KEYED = 0x6B65796564
KNOWN = "SELECT mark FROM deconfliction_secretmark WHERE id = 1"


def is_another() -> bool:
    """Return whether entries are keyed with another secret key than this site's."""
    with elevated(TO_KNOW):
        return SecretMark.objects.exclude(mark=secret_mark()).exists()


def require() -> None:
    """Refuse the check unless this site has the right key. The very first check sets the key.

    The mark is read after taking the lock. This waits for a key that is being adopted, and no new
    key can be adopted until the transaction ends. Call it only past row-level security.
    """
    with pipelined():
        send("SELECT pg_advisory_xact_lock_shared(%s)", [KEYED])
        rows = send(KNOWN).rows()
    known = rows[0][0] if rows else _set_first_mark()
    refuse_if(rules.objections_to_secret_key(is_another=known != secret_mark()))


def _set_first_mark() -> str:
    """Save and return the mark of this site's key, or return the one another process saved."""
    ours = SecretMark(mark=secret_mark(), since=clock.now())
    SecretMark.objects.bulk_create([ours], ignore_conflicts=True)
    return SecretMark.objects.values_list("mark", flat=True).get()


def adopt() -> int:
    """Adopt this site's secret key, and return the number of entries that must be keyed again.

    This waits for the checks under way, which use the old key. `key_again` then keys the entries
    from their submitted content, which does not change.
    """
    with elevated(TO_ADOPT):
        send("SELECT pg_advisory_xact_lock(%s)", [KEYED])
        SecretMark.objects.update_or_create(
            id=1, defaults={"mark": secret_mark(), "since": clock.now()}
        )
        return Entry.objects.filter(expires_at__gt=clock.now()).update(version=0)
