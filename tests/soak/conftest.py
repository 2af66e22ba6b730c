"""Tests that take minutes each. Only `make test-soak` collects them."""

from tests.lengths import LENGTH

collect_ignore_glob = [] if LENGTH == "soak" else ["test_*.py"]
