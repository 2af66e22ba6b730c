import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '__first__'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='register.ocg')),
                ('number', models.PositiveIntegerField()),
                ('decision', models.TextField()),
                ('options', models.TextField(blank=True)),
                ('rationale', models.TextField()),
                ('needs_both', models.BooleanField()),
                ('made_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sio', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lro', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'log entry',
                'verbose_name_plural': 'log entries',
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('ocg', 'number'), name='log_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='log_numbered_from_one'), models.CheckConstraint(condition=models.Q(('made_at__lte', models.F('recorded_at'))), name='log_made_before_recorded'), models.CheckConstraint(condition=models.Q(('needs_both', False), ('sio__isnull', False), _connector='OR'), name='log_joint_needs_both')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_meetings', to='register.ocg')),
                ('met_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('sio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lro', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-met_on', '-pk'),
                'indexes': [models.Index(fields=['ocg', '-met_on'], name='meeting_by_ocg')],
                'constraints': [models.UniqueConstraint(fields=('ocg', 'met_on'), name='meeting_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='register.ocg')),
                ('kind', models.CharField(choices=[('execute_warrant', 'Execute a warrant'), ('safeguarding_referral', 'Make a safeguarding referral'), ('local_partners', 'Bring in local partners'), ('community_impact', 'Assess community impact'), ('other', 'Something else')], max_length=24)),
                ('what', models.TextField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_role', models.CharField(choices=[('sio', 'SIO'), ('lro', 'LRO'), ('sro', 'SRO')], max_length=3)),
                ('asked_at', models.DateTimeField()),
                ('is_urgent', models.BooleanField(default=False)),
                ('answer_due_at', models.DateTimeField()),
                ('needed_on', models.DateField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('starts_at', models.DateTimeField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('event_ref', models.CharField(blank=True, max_length=16)),
                ('stage', models.CharField(choices=[('asked', 'Asked'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('done', 'Done'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('refusal_reason', models.TextField(blank=True)),
                ('outcome_kind', models.CharField(blank=True, choices=[('executed', 'Executed'), ('not_executed', 'Not executed'), ('achieved', 'Done'), ('not_achieved', 'Not done')], max_length=14)),
                ('outcome', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(blank=True, help_text='Done or withdrawn.', null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('-asked_at', '-pk'),
                'indexes': [models.Index(fields=['ocg', 'stage'], name='request_by_ocg')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('stage', 'refused'), _negated=True), models.Q(('refusal_reason', ''), _negated=True), _connector='OR'), name='request_refused_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'withdrawn'), _negated=True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='request_withdrawn_says_why'), models.UniqueConstraint(models.F('ocg'), models.F('kind'), models.F('asked_role'), django.db.models.functions.text.MD5('what'), condition=models.Q(('stage__in', ('asked', 'accepted'))), name='request_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'done'), _negated=True), models.Q(models.Q(('outcome_kind', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='request_done_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'execute_warrant'), ('stage', 'done'), _negated=True), ('outcome_kind__in', ('executed', 'not_executed')), _connector='OR'), name='warrant_executed_or_not'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('asked_by')), _negated=True), _connector='OR'), name='request_answered_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='liaison.logentry')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('signed_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('entry', 'officer'), name='signed_once')],
            },
        ),
    ]
