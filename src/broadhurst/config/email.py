"""How the site sends email, read from environment variables. Without a server it sends none.

The demo writes each email as a file in the folder `emails` of its data folder instead.

BROADHURST_EMAIL_HOST      the SMTP server
BROADHURST_EMAIL_PORT      its port (default: 587)
BROADHURST_EMAIL_SECURITY  `starttls` (default), `tls` or `none`
BROADHURST_EMAIL_USER      and BROADHURST_EMAIL_PASSWORD, if the server asks for them
BROADHURST_EMAIL_FROM      the sender's address (required with a server)
BROADHURST_EMAIL_BACKEND   another email backend of Django, as a dotted path, instead of SMTP
"""

import os

from django.core.exceptions import ImproperlyConfigured

from broadhurst.config import database

BACKENDS = "django.core.mail.backends"
SECURITIES = ("starttls", "tls", "none")

EMAIL_HOST = os.environ.get("BROADHURST_EMAIL_HOST", "")
EMAIL_HOST_USER = os.environ.get("BROADHURST_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BROADHURST_EMAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20  # seconds
EMAIL_FILE_PATH = database.data_folder() / "emails"
DEFAULT_FROM_EMAIL = os.environ.get("BROADHURST_EMAIL_FROM", "")
_port = os.environ.get("BROADHURST_EMAIL_PORT") or "587"
_security = os.environ.get("BROADHURST_EMAIL_SECURITY") or "starttls"
_backend = os.environ.get("BROADHURST_EMAIL_BACKEND", "")
_is_demo = os.environ.get("BROADHURST_ENV", "demo") == "demo"
if not _port.isdecimal():
    raise ImproperlyConfigured(f"BROADHURST_EMAIL_PORT is “{_port}”: set it to a number.")
if _security not in SECURITIES:
    raise ImproperlyConfigured(
        f"BROADHURST_EMAIL_SECURITY is “{_security}”: set it to {', '.join(SECURITIES)}."
    )
EMAIL_PORT = int(_port)
EMAIL_USE_TLS = _security == "starttls"
EMAIL_USE_SSL = _security == "tls"
SENDS_EMAIL = bool(EMAIL_HOST or _backend or _is_demo)
if (EMAIL_HOST or _backend) and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("Set BROADHURST_EMAIL_FROM to the address that emails come from.")
if _backend:
    EMAIL_BACKEND = _backend
elif EMAIL_HOST:
    EMAIL_BACKEND = f"{BACKENDS}.smtp.EmailBackend"
else:
    EMAIL_BACKEND = f"{BACKENDS}.{'filebased' if _is_demo else 'dummy'}.EmailBackend"
    DEFAULT_FROM_EMAIL = DEFAULT_FROM_EMAIL or "broadhurst@localhost"
