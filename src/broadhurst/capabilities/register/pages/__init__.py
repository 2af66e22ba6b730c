"""Pages of the register: OCGs, their people and identifiers, and archiving."""
