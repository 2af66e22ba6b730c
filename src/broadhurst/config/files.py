"""Where files on records are kept and how they are scanned, read from environment variables.

BROADHURST_FILE_MEGABYTES  the largest file on a record (default: 20, at most 50)
BROADHURST_CLAMD           the daemon of ClamAV that scans each file, `unix:/run/clamav/clamd.ctl`
                           or `tcp:host:3310` (default: files are shown as not scanned)
BROADHURST_FILES           `postgresql` (default) or `s3`, which needs the extra `broadhurst[s3]`
BROADHURST_S3_BUCKET       for S3: the bucket, and BROADHURST_S3_ENDPOINT, BROADHURST_S3_ACCESS_KEY
                           and BROADHURST_S3_SECRET_KEY (default: as boto3 finds them)
"""

import os
import re
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

MOST_MEGABYTES = 50  # the upload handler keeps no more
ADDRESS = re.compile(r"unix:/.+|tcp:[^:]+:[0-9]{1,5}")
S3 = {
    "bucket_name": "BROADHURST_S3_BUCKET",
    "endpoint_url": "BROADHURST_S3_ENDPOINT",
    "access_key": "BROADHURST_S3_ACCESS_KEY",
    "secret_key": "BROADHURST_S3_SECRET_KEY",
}
IN_POSTGRESQL = {"BACKEND": "broadhurst.capabilities.files.writes.in_postgresql.InPostgreSQL"}


def most_bytes() -> int:
    """Return the size of the largest file; raises ImproperlyConfigured."""
    text = os.environ.get("BROADHURST_FILE_MEGABYTES") or "20"
    if not text.isdecimal() or not 0 < int(text) <= MOST_MEGABYTES:
        raise ImproperlyConfigured(
            f"BROADHURST_FILE_MEGABYTES is “{text}”: set it to 1 to {MOST_MEGABYTES}."
        )
    return int(text) * 1_000_000


def clamd() -> str:
    """Return the address of ClamAV's daemon, or ""; raises ImproperlyConfigured."""
    text = os.environ.get("BROADHURST_CLAMD", "")
    if text and not ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(
            f"BROADHURST_CLAMD is “{text}”: set it to unix:/path or tcp:host:port."
        )
    return text


def storage() -> dict[str, Any]:
    """Return the storage of files for Django's STORAGES; raises ImproperlyConfigured."""
    where = os.environ.get("BROADHURST_FILES") or "postgresql"
    if where == "postgresql":
        return IN_POSTGRESQL
    if where != "s3":
        raise ImproperlyConfigured(f"BROADHURST_FILES is “{where}”: set it to postgresql or s3.")
    if not os.environ.get("BROADHURST_S3_BUCKET"):
        raise ImproperlyConfigured("Set BROADHURST_S3_BUCKET to the bucket that files are kept in.")
    if find_spec("storages") is None:
        raise ImproperlyConfigured("To keep files in S3, install broadhurst[s3].")
    options = {option: os.environ[name] for option, name in S3.items() if os.environ.get(name)}
    fixed = {"file_overwrite": False, "default_acl": None, "gzip": False}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, **fixed}}
