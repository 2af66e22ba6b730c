"""Models of transfers."""

from broadhurst.capabilities.transfers.models.handover import Pack, Risk
from broadhurst.capabilities.transfers.models.transfer import Transfer

__all__ = ["Pack", "Risk", "Transfer"]
