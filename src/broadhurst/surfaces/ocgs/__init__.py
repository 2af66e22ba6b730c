"""The list of OCGs, with what each room knows of them."""
