"""A hit keeps how likely it is one person, as its desk is told, for the one scale of words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0034_open_hits_of_an_ocg"),)
    operations = (
        migrations.AddField(
            "hit",
            "probability",
            models.FloatField(
                null=True,
                help_text="Probability of one person, as desks see it. None if not weighed.",
            ),
        ),
        migrations.AlterField(
            "hit",
            "strength",
            models.CharField(
                choices=[("exact", "exact"), ("probable", "similar details")], max_length=10
            ),
        ),
    )
