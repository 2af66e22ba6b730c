"""Settings, read from environment variables.

BROADHURST_ENV          `demo` (default: this machine, plain HTTP) or `production`
BROADHURST_HOSTS        host names served, separated by commas (production: required)
BROADHURST_SECRET_KEY   production: required; otherwise made once in the data folder
BROADHURST_MATCH_KEY    32 random bytes as 64 hexadecimal digits, which targets are matched with
                        (production: required; otherwise made once in the data folder)
BROADHURST_MATCH_KEY_OLD  the match key before, while it is being changed (docs/how-to/keys.md)
BROADHURST_DATA         folder for files, and for the embedded PostgreSQL
BROADHURST_REQUEST_SECONDS  a request is stopped and undone after this time (default: 30)
BROADHURST_RENDER_SECONDS   typesetting a letter as a PDF (default: 20)
BROADHURST_ONE_TIME_PASSWORD_HOURS  a one-time password works for this time (default: 72)
DATABASE_URL            PostgreSQL 16 or later, as the application's role (production: required;
                        otherwise an embedded one is started)
DATABASE_OWNER_URL      the same database as the tables' owner, for `broadhurst migrate`
DATABASE_PUBLIC_URL     the same database as the role that can only read public pages, for
                        `broadhurst serve --public`
BROADHURST_PUBLIC_URL   where the public reads its pages, like https://www.force.example (default:
                        the first host). It is in the feeds and the sitemap.
BROADHURST_URL          where officers open the site (default: the first host). Emails and calendars
                        link to it.
BROADHURST_EMAIL_HOST   the SMTP server for emails to officers, with more in config/email.py
BROADHURST_FILES        where files on records are kept, with more in config/files.py
BROADHURST_FEDERATION   `on` to compare targets with other instances (default: off; experimental)
BROADHURST_SEALING_KEYS  by comma: the first seals what federation keeps secret, all unseal it
                        (Fernet keys; default: one made from the secret key)
BROADHURST_SIGNING_KEY  a PKCS#12 file with the key and certificate that sign published PDFs
                        (default: they are not signed; docs/how-to/keys.md), and
                        BROADHURST_SIGNING_PASSPHRASE, its passphrase
BROADHURST_SAFEGUARDING_POLICY  a file of clocks, authorities and pilot sites, added to those in
                        capabilities/safeguarding/data/policy.toml
BROADHURST_OPERATOR     who runs this installation, and BROADHURST_OPERATOR_CONTACT, how to reach
                        them: shown on the help, accessibility and privacy pages
BROADHURST_LOG          lowest level to log (default: WARNING; the demo then does not log refusals)
"""

import os

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from broadhurst.config import database, demo_signing_key, files, kept_secrets, log_lines, rooms
from broadhurst.config.email import (  # noqa: F401 - read as settings
    DEFAULT_FROM_EMAIL,
    EMAIL_BACKEND,
    EMAIL_FILE_PATH,
    EMAIL_HOST,
    EMAIL_HOST_PASSWORD,
    EMAIL_HOST_USER,
    EMAIL_PORT,
    EMAIL_TIMEOUT,
    EMAIL_USE_SSL,
    EMAIL_USE_TLS,
    SENDS_EMAIL,
)
from broadhurst.config.navigation import (  # noqa: F401 - read as settings
    NAVIGATION,
    NAVIGATION_OF_ADMINISTRATORS,
)


def number_of(unit: str, name: str, default: str) -> float:
    """Return a number of seconds or hours from the environment; raises ImproperlyConfigured."""
    text = os.environ.get(name) or default
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not value > 0:
        raise ImproperlyConfigured(f"{name} is “{text}”: set it to a number of {unit} above 0.")
    return value


ENV = os.environ.get("BROADHURST_ENV", "demo")
PRODUCTION = ENV == "production"
if ENV not in ("demo", "production"):
    raise ImproperlyConfigured(f"BROADHURST_ENV is “{ENV}”: set it to demo or production.")
missing = [
    name
    for name in (
        "BROADHURST_SECRET_KEY", "BROADHURST_MATCH_KEY", "BROADHURST_HOSTS", "DATABASE_URL",
    )
    if PRODUCTION and not os.environ.get(name)
]  # fmt: skip
if missing:
    raise ImproperlyConfigured(f"Set {', '.join(missing)}: production has no defaults for these.")
DATA = database.data_folder()
STORE = database.store()
SAFEGUARDING_POLICY = os.environ.get("BROADHURST_SAFEGUARDING_POLICY", "")

DEBUG = False
SECRET_KEY = os.environ.get("BROADHURST_SECRET_KEY") or kept_secrets.secret_key(DATA)
MATCH_KEYS = kept_secrets.match_keys(DATA)  # the newest first
HOSTS = os.environ.get("BROADHURST_HOSTS") or "localhost,127.0.0.1,[::1],testserver"
ALLOWED_HOSTS = HOSTS.split(",")
OWN_ADDRESS = f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://localhost:8000"
PUBLIC_URL = os.environ.get("BROADHURST_PUBLIC_URL", "").rstrip("/") or OWN_ADDRESS

SITE_URL = os.environ.get("BROADHURST_URL", "").rstrip("/") or OWN_ADDRESS

# The rooms. Their models, pages, APIs and terminal commands are loaded from this list.
FEDERATION = os.environ.get("BROADHURST_FEDERATION", "off") == "on"
SEALING_KEYS = [
    key.strip() for key in os.environ.get("BROADHURST_SEALING_KEYS", "").split(",") if key.strip()
]
ROOMS = tuple(room for room in rooms.ROOMS if FEDERATION or room != rooms.OPTIONAL)
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "axes",
    "procrastinate.contrib.django",
    "broadhurst.foundation.agencies",
    "broadhurst.foundation.access",
    "broadhurst.foundation.audit",
    "broadhurst.foundation.search",
    "broadhurst.foundation.notices",
    "broadhurst.foundation.jobs",
    "broadhurst.foundation.drafts",
    "broadhurst.foundation.govuk",
    "broadhurst.foundation.lists",
    "broadhurst.foundation.record_copies",
    *(f"broadhurst.capabilities.{room}" for room in ROOMS),
    *(f"broadhurst.surfaces.{surface}" for surface in rooms.SURFACES),
]
# Runs in the transaction of each command, after it: the pages of what it changed in public.
AT_THE_END_OF_A_COMMAND = "broadhurst.surfaces.public.storing.store_changes"
# Add parts to the pages of others' records, and look these up (foundation/doors/record_parts.py).
PARTS_OF_RECORD_PAGES = tuple(f"broadhurst.capabilities.{part}" for part in rooms.RECORD_PARTS)
RECORD_OF_THE_PARTS = "broadhurst.capabilities.notes.queries.records.asks_on_page"
# Returns the section that lists a record's files in a document of it.
FILES_ON_PAPER = "broadhurst.capabilities.files.queries.on_paper.files_on_paper"
# Returns the crest in a unit's house style. Rooms below the house style print letters too.
CREST_OF_A_UNIT = "broadhurst.capabilities.letters.writes.pictures.crest_of"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "broadhurst.foundation.doors.wall.Wall",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "broadhurst.config.urls"
WSGI_APPLICATION = "broadhurst.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "broadhurst.foundation.doors.layout.layout",
            ],
        },
    }
]
FORM_RENDERER = "broadhurst.foundation.govuk.forms.Renderer"

DATABASES = {
    "default": database.django_settings(STORE.application_url),
    "owner": database.django_settings(STORE.owner_url),
}
# `load_jobs` imports the rooms' jobs. A worker that was down starts each daily job once.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 36 * 60 * 60}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "establishment/locked_out.html"
AXES_VERBOSE = False

SESSION_ENGINE = "broadhurst.foundation.agencies.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = ["^(healthz|readyz)$"]  # load balancers request them without TLS
SECURE_HSTS_SECONDS = 63_072_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 3
FILE_UPLOAD_HANDLERS = ["broadhurst.foundation.doors.uploads.CappedUpload"]

REQUEST_SECONDS = number_of("seconds", "BROADHURST_REQUEST_SECONDS", "30")
RENDER_SECONDS = number_of("seconds", "BROADHURST_RENDER_SECONDS", "20")
ONE_TIME_PASSWORD_HOURS = number_of("hours", "BROADHURST_ONE_TIME_PASSWORD_HOURS", "72")

OF_THE_DEMO = "" if PRODUCTION else demo_signing_key.kept(DATA)
SIGNING_KEY = os.environ.get("BROADHURST_SIGNING_KEY", OF_THE_DEMO)
SIGNING_PASSPHRASE = os.environ.get("BROADHURST_SIGNING_PASSPHRASE", "")

OPERATOR = os.environ.get("BROADHURST_OPERATOR", "")
OPERATOR_CONTACT = os.environ.get("BROADHURST_OPERATOR_CONTACT", "")

LANGUAGE_CODE = "en-gb"
USE_TZ = True
TIME_ZONE = "Europe/London"
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "files": files.storage(),
}
MEDIA_ROOT = DATA / "uploads"
FILE_BYTES = files.most_bytes()
CLAMD = files.clamd()

LOG = os.environ.get("BROADHURST_LOG", "WARNING")
# Refusals and "not found" are normal. Their log lines would bury the site's address in the demo.
LOG_OF_ANSWERS = LOG if PRODUCTION or "BROADHURST_LOG" in os.environ else "ERROR"
LOGGING = log_lines.settings(LOG, LOG_OF_ANSWERS)
