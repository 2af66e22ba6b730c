"""Whether this site has the secret key that the entries are keyed with.

With another key nothing is found: a check would say "No hit" of a target that others work on. So
every check asks first, each time: while a process runs, another may adopt a new key. For the
matcher, past the wall.
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
    """Whether entries are keyed with another secret key than this site's."""
    with elevated(TO_KNOW):
        return SecretMark.objects.exclude(mark=secret_mark()).exists()


def require() -> None:
    """Refuse unless this site has the right key. The first check of all says which one that is.

    A new key is adopted only after the transaction has ended, and one that is being adopted is
    waited for: the mark is read behind the lock.
    """
    with elevated(TO_KNOW):
        with pipelined():
            send("SELECT pg_advisory_xact_lock_shared(%s)", [KEYED])
            found = send(KNOWN).rows()
        known = found[0][0] if found else _first_of_all()
    refuse_if(rules.objections_to_secret_key(is_another=known != secret_mark()))


def _first_of_all() -> str:
    """Return the mark of this site's key, or the one that another process wrote first."""
    ours = SecretMark(mark=secret_mark(), since=clock.now())
    SecretMark.objects.bulk_create([ours], ignore_conflicts=True)
    return SecretMark.objects.values_list("mark", flat=True).get()


def adopt() -> int:
    """Take this site's secret key for the right one: every entry is to be keyed again with it.

    It waits for the checks under way, which use the old one, and says how many entries there are.
    `key_again` then keys them from what was written, which is kept as it was.
    """
    with elevated(TO_ADOPT):
        send("SELECT pg_advisory_xact_lock(%s)", [KEYED])
        SecretMark.objects.update_or_create(
            id=1, defaults={"mark": secret_mark(), "since": clock.now()}
        )
        return Entry.objects.filter(expires_at__gt=clock.now()).update(version=0)
