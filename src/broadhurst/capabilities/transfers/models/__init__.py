"""Models of transfers."""

from broadhurst.capabilities.transfers.models.asked import TransferRequest
from broadhurst.capabilities.transfers.models.handover import Pack, Risk
from broadhurst.capabilities.transfers.models.reasons import (
    DeclineReason,
    RequestDeclineReason,
    WithdrawReason,
)
from broadhurst.capabilities.transfers.models.transfer import Transfer
from broadhurst.capabilities.transfers.models.window import WindowChange

__all__ = [
    "DeclineReason",
    "Pack",
    "RequestDeclineReason",
    "Risk",
    "Transfer",
    "TransferRequest",
    "WindowChange",
    "WithdrawReason",
]
