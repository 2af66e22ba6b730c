"""The models of letters."""

from broadhurst.capabilities.letters.models.house import HouseStyle, Picture, Signatory
from broadhurst.capabilities.letters.models.letters import Issued, Letter, Recipient
from broadhurst.capabilities.letters.models.templates import Kind, Template, TemplateVersion

__all__ = [
    "HouseStyle",
    "Issued",
    "Kind",
    "Letter",
    "Picture",
    "Recipient",
    "Signatory",
    "Template",
    "TemplateVersion",
]
