"""Take the public copy of a Welsh version away. Not a command: editing and withdrawing call it."""

from broadhurst.capabilities.public_site.models import PublicWelsh, WelshVersion
from broadhurst.foundation import public_copies


def take_from_public(version: WelshVersion) -> None:
    """Delete the public copy of a locked version that is no longer public, if it has one."""
    copy = PublicWelsh.objects.filter(ref=version.ref).first()
    if copy:
        copy.delete()
        public_copies.changed(copy)
