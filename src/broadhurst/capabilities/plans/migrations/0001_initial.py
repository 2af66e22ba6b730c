import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='register.ocg')),
                ('version', models.PositiveIntegerField()),
                ('aim', models.TextField()),
                ('owner_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('agreed', 'Agreed'), ('superseded', 'Superseded')], default='draft', max_length=10)),
                ('because', models.CharField(help_text='Why this version was begun.', max_length=120)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_at', models.DateTimeField()),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('first_review_on', models.DateField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': '4P plan',
                'ordering': ('-version',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('stage__in', ('draft', 'agreed'))), fields=('ocg',), name='one_live_plan'), models.UniqueConstraint(fields=('ocg', 'version'), name='plan_version_once'), models.CheckConstraint(condition=models.Q(('stage', 'superseded'), ('superseded_at__isnull', True), _connector='XOR'), name='plan_superseded_at'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'agreed'), _negated=True), models.Q(('agreed_at__isnull', False), ('first_review_on__isnull', False)), _connector='OR'), name='plan_agreed_at'), models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='drafter_does_not_agree_plan')],
            },
        ),
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='plans.plan')),
                ('p', models.CharField(choices=[('pursue', 'Pursue'), ('prevent', 'Prevent'), ('protect', 'Protect'), ('prepare', 'Prepare')], max_length=8)),
                ('text', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='plans.objective')),
                ('p', models.CharField(choices=[('pursue', 'Pursue'), ('prevent', 'Prevent'), ('protect', 'Protect'), ('prepare', 'Prepare')], help_text="The objective's (a key holds it).", max_length=8)),
                ('title', models.CharField(max_length=120)),
                ('brief', models.TextField(blank=True, help_text='The words written for another organisation.')),
                ('shared_under', models.CharField(blank=True, max_length=200)),
                ('accountable_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='agencies.unit')),
                ('due_on', models.DateField()),
                ('stage', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('in_progress', 'In progress'), ('complete', 'Complete'), ('cancelled', 'Cancelled')], default='proposed', max_length=12)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asking_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('asked_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.TextField(blank=True, help_text='The result, or why it was cancelled.')),
            ],
            options={
                'ordering': ('due_on', 'pk'),
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['accountable_unit', 'due_on'], name='open_action_of_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ('complete', 'cancelled')), ('closed_at__isnull', True), _connector='XOR'), name='action_closed_at')],
            },
        ),
        migrations.CreateModel(
            name='Background',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='background', to='plans.action')),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='plans.action')),
                ('at', models.DateTimeField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='plans.plan')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_at', models.DateTimeField()),
                ('findings', models.TextField()),
                ('next_review_on', models.DateField()),
            ],
            options={
                'ordering': ('-reviewed_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('given_on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('by', 'partner', 'given_on'), name='engaged_once_a_day')],
            },
        ),
    ]
