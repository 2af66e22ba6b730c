"""`python -m broadhurst` is the `broadhurst` command.

The public site is started before the settings are read, because it needs none of their secrets.
"""

import sys

from broadhurst.foundation.gc_tuning import without_collecting


def main() -> None:
    """Run the command that was typed."""
    if sys.argv[1:2] == ["serve"] and "--public" in sys.argv:
        from broadhurst.config.public_server import serve_public  # noqa: PLC0415

        serve_public(sys.argv[2:], prog_name="broadhurst serve")
    else:
        with without_collecting():
            from broadhurst.config.cli import main as site  # noqa: PLC0415

        site()


if __name__ == "__main__":
    main()
