import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '__first__'),
        ('plans', '0001_initial'),
        ('register', '0001_initial'),
        ('safeguarding', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('decision', models.TextField()),
                ('options', models.TextField(blank=True)),
                ('rationale', models.TextField()),
                ('needs_both', models.BooleanField()),
                ('made_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('lro', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='register.ocg')),
                ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sio', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('action', models.TextField(blank=True)),
                ('ethics', models.TextField(blank=True)),
                ('information', models.TextField(blank=True)),
                ('is_full', models.BooleanField(default=False, help_text='Under the headings of the National Decision Model.')),
                ('powers', models.TextField(blank=True)),
                ('strategy', models.TextField(blank=True)),
                ('superseded_because', models.CharField(blank=True, max_length=1000)),
                ('supersedes', models.OneToOneField(help_text='The earlier entry that this one takes the place of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='liaison.logentry')),
            ],
            options={
                'verbose_name': 'log entry',
                'verbose_name_plural': 'log entries',
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('met_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('recorded_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('lro', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_meetings', to='register.ocg')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-met_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('execute_warrant', 'Execute a warrant'), ('safeguarding_referral', 'Make a safeguarding referral'), ('local_partners', 'Bring in local partners'), ('community_impact', 'Assess community impact'), ('disclosure', 'Deal with disclosure'), ('intelligence', 'Gather or share intelligence'), ('media', 'Agree media lines'), ('other', 'Something else')], max_length=24)),
                ('what', models.TextField()),
                ('asked_role', models.CharField(choices=[('sio', 'SIO'), ('lro', 'LRO'), ('sro', 'SRO')], max_length=3)),
                ('asked_at', models.DateTimeField()),
                ('is_urgent', models.BooleanField(default=False)),
                ('first_due_at', models.DateTimeField()),
                ('answer_due_at', models.DateTimeField()),
                ('needed_on', models.DateField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('starts_at', models.DateTimeField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('event_ref', models.CharField(blank=True, max_length=16)),
                ('stage', models.CharField(choices=[('asked', 'Asked'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('done', 'Done'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('refusal_reason', models.TextField(blank=True)),
                ('outcome_kind', models.CharField(blank=True, choices=[('executed', 'Executed'), ('not_executed', 'Not executed'), ('achieved', 'Done'), ('not_achieved', 'Not done')], max_length=14)),
                ('outcome', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(blank=True, help_text='Done or withdrawn.', null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='register.ocg')),
                ('referral', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguarding.referral')),
            ],
            options={
                'ordering': ('-asked_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='liaison.request')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('answer', 'To answer'), ('work', 'To do what is asked')], max_length=6)),
                ('was_due_at', models.DateTimeField()),
                ('until_on', models.DateField()),
                ('because', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('asked', 'Not answered yet'), ('agreed', 'Agreed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed')], default='asked', max_length=9)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.TextField(blank=True, help_text='Why it was refused or withdrawn.')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='liaison.request')),
            ],
            options={
                'ordering': ('asked_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='liaison.request')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Chaser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chased_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chasers', to='liaison.request')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Seen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=16)),
                ('happens_on', models.DateField()),
                ('seen_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.ocg')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('seen_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='liaison.logentry')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('signed_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='LogCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('from_on', models.DateField(null=True)),
                ('until_on', models.DateField(null=True)),
                ('count', models.PositiveIntegerField(help_text='How many entries it has.')),
                ('pdf', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('signed_by', models.CharField(blank=True, max_length=300)),
                ('certificate_sha256', models.CharField(blank=True, max_length=64)),
                ('sealed_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log_copies', to='register.ocg')),
                ('sealed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'copy of a policy log',
                'verbose_name_plural': 'copies of policy logs',
                'ordering': ('-sealed_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='JointReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('recorded_role', models.CharField(choices=[('sio', 'SIO'), ('lro', 'LRO'), ('sro', 'SRO')], max_length=3)),
                ('attended', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None)),
                ('reviewed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('plan', 'The 4P plan'), ('requests', 'Requests between SIO and LRO'), ('referrals', 'Safeguarding referrals'), ('outcomes', 'Desired outcomes and disruptions')], max_length=10), size=None)),
                ('agreed', models.TextField()),
                ('next_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='liaison.meeting')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_reviews', to='register.ocg')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'joint review',
                'ordering': ('-recorded_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ReviewAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('owner', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.action')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='liaison.request')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='liaison.jointreview')),
            ],
            options={
                'ordering': ('due_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReviewAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('is_confirmed', models.BooleanField()),
                ('comment', models.TextField(blank=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='liaison.jointreview')),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.UniqueConstraint(fields=('ocg', 'number'), name='log_number_once'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='log_numbered_from_one'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('made_at__lte', models.F('recorded_at'))), name='log_made_before_recorded'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('needs_both', False), ('sio__isnull', False), _connector='OR'), name='log_joint_needs_both'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['ocg', '-met_on'], name='meeting_by_ocg'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('ocg', 'met_on'), name='meeting_once_a_day'),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(fields=['ocg', 'stage'], name='request_by_ocg'),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(condition=models.Q(('stage', 'asked')), fields=['answer_due_at'], name='request_by_answer_due'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'refused'), _negated=True), models.Q(('refusal_reason', ''), _negated=True), _connector='OR'), name='request_refused_says_why'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'withdrawn'), _negated=True), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='request_withdrawn_says_why'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.UniqueConstraint(models.F('ocg'), models.F('kind'), models.F('asked_role'), django.db.models.functions.text.MD5('what'), condition=models.Q(('stage__in', ('asked', 'accepted'))), name='request_open_once'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'done'), _negated=True), models.Q(models.Q(('outcome_kind', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='request_done_says_what'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'execute_warrant'), ('stage', 'done'), _negated=True), ('outcome_kind__in', ('executed', 'not_executed')), _connector='OR'), name='warrant_executed_or_not'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(('answer_due_at__gte', models.F('first_due_at'))), name='request_due_in_order'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(('referral', None), ('kind', 'safeguarding_referral'), _connector='OR'), name='referral_of_safeguarding_request'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('asked_by')), _negated=True), _connector='OR'), name='request_answered_by_another'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'asked')), fields=('request',), name='extension_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('stage', 'asked')), models.Q(models.Q(('stage', 'asked'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='extension_ended_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'refused'), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='extension_refused_says_why'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ('agreed', 'refused')), _negated=True), models.Q(('ended_by', models.F('asked_by')), _negated=True), _connector='OR'), name='extension_agreed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('request', 'due_at'), name='escalated_once'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(('officer__isnull', True), ('unit__isnull', True), _connector='XOR'), name='escalated_to_one'),
        ),
        migrations.AddConstraint(
            model_name='chaser',
            constraint=models.UniqueConstraint(fields=('request', 'chased_on'), name='chased_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='seen',
            constraint=models.UniqueConstraint(fields=('ocg', 'subject', 'happens_on', 'officer'), name='seen_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('entry', 'officer'), name='signed_once'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('superseded_because', ''), ('supersedes', None)), models.Q(('supersedes__isnull', False), models.Q(('superseded_because', ''), _negated=True)), _connector='OR'), name='log_supersedes_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('is_full', False), models.Q(models.Q(('ethics', ''), _negated=True), models.Q(('information', ''), _negated=True), models.Q(('strategy', ''), _negated=True), models.Q(('powers', ''), _negated=True), models.Q(('options', ''), _negated=True), models.Q(('action', ''), _negated=True)), _connector='OR'), name='log_full_has_each_heading'),
        ),
        migrations.AddConstraint(
            model_name='logcopy',
            constraint=models.CheckConstraint(condition=models.Q(('from_on', None), ('until_on', None), ('from_on__lte', models.F('until_on')), _connector='OR'), name='log_copy_of_a_period'),
        ),
        migrations.AddIndex(
            model_name='jointreview',
            index=models.Index(fields=['ocg', '-recorded_at'], name='review_by_ocg'),
        ),
        migrations.AddConstraint(
            model_name='jointreview',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_role__in', ('sio', 'lro'))), name='review_by_a_lead'),
        ),
        migrations.AddConstraint(
            model_name='jointreview',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed', []), _negated=True), name='review_of_something'),
        ),
        migrations.AddConstraint(
            model_name='reviewaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action__isnull', False), ('request', None)), models.Q(('action', None), ('request__isnull', False)), _connector='OR'), name='review_action_is_one_record'),
        ),
        migrations.AddConstraint(
            model_name='reviewaction',
            constraint=models.UniqueConstraint(fields=('review', 'action', 'request'), name='review_action_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('is_confirmed', True)), fields=('review',), name='review_confirmed_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.CheckConstraint(condition=models.Q(('is_confirmed', True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='review_comment_says_what'),
        ),
    ]
