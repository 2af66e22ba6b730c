import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0002_wall'),
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
        ('inspections', '0002_wall'),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('title', models.CharField(max_length=120)),
                ('label', models.CharField(choices=[('worked', 'Worked'), ('promising', 'Promising'), ('new', 'New'), ('did_not_work', 'Did not work')], max_length=16)),
                ('topic', models.CharField(choices=[('pursue', 'Pursue'), ('prevent', 'Prevent'), ('protect', 'Protect'), ('prepare', 'Prepare')], help_text='The part of the 4Ps.', max_length=8)),
                ('what', models.TextField()),
                ('place', models.CharField(max_length=200)),
                ('evidence', models.TextField()),
                ('cost', models.CharField(max_length=400)),
                ('contact', models.CharField(help_text="A role, never a person's own number.", max_length=200)),
                ('finding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.finding')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published to the service'), ('public', 'Public'), ('withdrawn', 'Withdrawn')], default='draft', max_length=12)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'practice note',
                'ordering': ('title', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ('draft', 'withdrawn')), ('published_at__isnull', False), _connector='OR'), name='note_published_at'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), models.Q(models.Q(('stage', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_because', '')), _connector='OR'), name='note_withdrawn_because')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='practice.note')),
                ('because', models.CharField(max_length=200)),
                ('changes', models.JSONField(help_text='A list of [field, was, now], in words.')),
                ('corrected_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrected_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-corrected_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='practice.note')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('result', models.CharField(choices=[('planned', 'Planned'), ('adopted', 'Adopted'), ('adapted', 'Adapted'), ('stopped', 'Stopped')], max_length=8)),
                ('came_of_it', models.TextField(blank=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('-recorded_at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('result', 'planned'), models.Q(('came_of_it', ''), _negated=True), _connector='OR'), name='adoption_came_of_it'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='adoption_withdrawn_because')],
            },
        ),
        migrations.CreateModel(
            name='PublicNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('label', models.CharField(choices=[('worked', 'Worked'), ('promising', 'Promising'), ('new', 'New'), ('did_not_work', 'Did not work')], max_length=16)),
                ('topic', models.CharField(choices=[('pursue', 'Pursue'), ('prevent', 'Prevent'), ('protect', 'Protect'), ('prepare', 'Prepare')], help_text='The part of the 4Ps.', max_length=8)),
                ('what', models.TextField()),
                ('place', models.CharField(max_length=200)),
                ('evidence', models.TextField()),
                ('cost', models.CharField(max_length=400)),
                ('contact', models.CharField(help_text="A role, never a person's own number.", max_length=200)),
                ('finding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.finding')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('district', models.CharField(blank=True, help_text='The district of its unit, if it has one.', max_length=80)),
                ('published_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-published_at', '-pk'),
            },
        ),
    ]
