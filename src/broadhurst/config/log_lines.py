"""The log: one JSON object on each line of standard error."""

from typing import Any

import structlog


def settings(lowest: str, of_answers: str) -> dict[str, Any]:
    """Return Django's logging settings.

    `lowest` is the lowest level to log, and `of_answers` that of refusals and "not found".
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": [
                    structlog.contextvars.merge_contextvars,
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": lowest},
        "loggers": {
            name: {"level": of_answers} for name in ("django.request", "django.security.csrf")
        },
    }
