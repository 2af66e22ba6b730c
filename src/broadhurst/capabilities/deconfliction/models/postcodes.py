"""The position of each postcode, from the file that the operator loads."""

from django.db import models


class Postcode(models.Model):
    """A postcode and its place on the National Grid. Ordnance Survey publishes it as open data."""

    code = models.CharField(max_length=7, primary_key=True, help_text="Without a space.")
    east = models.PositiveIntegerField(help_text="Metres east on the National Grid.")
    north = models.PositiveIntegerField(help_text="Metres north on the National Grid.")

    def __str__(self) -> str:
        return self.code
