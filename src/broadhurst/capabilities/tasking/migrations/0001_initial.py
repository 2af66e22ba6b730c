import broadhurst.capabilities.register.models.ocg
import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
        ('deconfliction', '0001_initial'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='board', to='agencies.unit')),
                ('level', models.CharField(choices=[('soc_partnership_governance', 'SOC Partnership Governance'), ('level_1', 'Level 1 tactical tasking'), ('covert_commissioning', 'Covert Commissioning Services'), ('level_2', 'Level 2 tasking'), ('force', 'Force tasking'), ('regional', 'Regional tasking')], max_length=28)),
                ('cadence_days', models.PositiveSmallIntegerField(help_text='Days from a meeting to the next.')),
                ('deputy', models.ForeignKey(help_text='Chairs if the chair cannot.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('secretary', models.ForeignKey(help_text='Plans and writes minutes.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('terms', models.TextField(blank=True, help_text="The board's terms of reference.")),
            ],
            options={
                'ordering': ('unit__name',),
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendees', to='tasking.board')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('officer__name', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('board', 'officer'), name='attends_once')],
            },
        ),
        migrations.CreateModel(
            name='BoardChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='tasking.board')),
                ('text', models.TextField()),
                ('because', models.CharField(blank=True, max_length=400)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='tasking.board')),
                ('at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held')], default='planned', max_length=8)),
            ],
            options={
                'ordering': ('at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('board', 'at'), name='meeting_once')],
            },
        ),
        migrations.CreateModel(
            name='Capability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capabilities', to='agencies.unit')),
                ('needs_statutory_authority', models.BooleanField(default=False)),
                ('capacity', models.PositiveSmallIntegerField(help_text='How many teams it has.')),
                ('lead_time_days', models.PositiveSmallIntegerField(help_text='Working days from decision to in place that a bid may expect.')),
                ('owns_risk', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name_plural': 'capabilities',
                'ordering': ('name', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('owns_risk', False)), name='capability_owns_no_risk')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capability', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='tasking.capability')),
                ('team', models.PositiveSmallIntegerField(default=1, help_text='The number of the team, from 1.')),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('away_because', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['capability', 'until_at'], name='booking_by_end')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('capability', '='), ('team', '='), (broadhurst.capabilities.register.models.ocg.TsTzRange('from_at', 'until_at'), '&&')], name='team_taken_once'), models.CheckConstraint(condition=models.Q(('until_at__gte', models.F('from_at'))), name='booking_is_forward')],
            },
        ),
        migrations.CreateModel(
            name='Demand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.board')),
                ('asked_on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['asked_on', 'agency'], name='demand_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Bid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bids', to='register.ocg')),
                ('ask', models.CharField(choices=[('capability', 'A capability'), ('support', 'Support'), ('adoption', 'Adoption in full')], max_length=12)),
                ('capability', models.ForeignKey(help_text='The capability asked for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.capability')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bids', to='tasking.board')),
                ('objective', models.TextField()),
                ('why_not_own', models.TextField(help_text="Why the bidder's own capability is not enough.")),
                ('assessment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.assessment')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deconfliction.check')),
                ('from_on', models.DateField(null=True)),
                ('until_on', models.DateField(help_text='The last day for which it is asked.', null=True)),
                ('safeguarding', models.TextField()),
                ('is_urgent', models.BooleanField(default=False)),
                ('urgent_reason', models.TextField(blank=True)),
                ('assessment_due_on', models.DateField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bidder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('submitted_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('submitted', 'Submitted'), ('returned', 'Returned for information'), ('triaged', 'Triaged'), ('decided', 'Supported'), ('declined', 'Declined'), ('adopted', 'Adopted in full'), ('allocated', 'Allocated'), ('in_place', 'In place'), ('delivered', 'Delivered'), ('evaluated', 'Evaluated'), ('lapsed', 'Lapsed'), ('withdrawn', 'Withdrawn')], default='submitted', max_length=10)),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda', to='tasking.meeting')),
                ('given', models.ForeignKey(help_text='The capability that the board gave.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.capability')),
                ('priority', models.PositiveSmallIntegerField(help_text='The place among the bids that wait for the board. 1 is the first.', null=True)),
                ('priority_because', models.CharField(blank=True, max_length=400)),
                ('evaluation', models.TextField(blank=True)),
                ('reassess', models.BooleanField(default=False, help_text='The threat needs a new assessment.')),
                ('evaluated_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-submitted_at', '-pk'),
                'indexes': [models.Index(fields=['board', 'stage'], name='bid_by_board')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ask', 'capability'), _negated=True), ('capability__isnull', False), _connector='OR'), name='bid_names_its_capability'), models.CheckConstraint(condition=models.Q(('assessment__isnull', False), models.Q(('assessment_due_on__isnull', False), ('is_urgent', True), models.Q(('urgent_reason', ''), _negated=True)), _connector='OR'), name='bid_rests_on_an_assessment'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='bid_period_is_forward'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='bid_withdrawn_with_a_reason'), models.UniqueConstraint(condition=models.Q(('stage__in', ('submitted', 'returned', 'triaged'))), fields=('ocg', 'ask', 'capability'), name='bid_waits_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='tasking.bid')),
                ('question', models.TextField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('asked_at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('bid',), name='one_open_question')],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='tasking.bid')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('interest', models.CharField(max_length=400)),
                ('declared_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ('declared_at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('bid', 'officer'), name='interest_once'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawn_because', ''), _negated=True), _connector='OR'), name='interest_withdrawn_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='tasking.bid')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='tasking.board')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='tasking.meeting')),
                ('outcome', models.CharField(choices=[('supported', 'Supported'), ('supported_in_part', 'Supported in part'), ('deferred', 'Deferred'), ('referred_up', 'Referred up'), ('referred_down', 'Referred down'), ('referred_to_partner', 'Referred to a partner'), ('declined', 'Declined'), ('adopted_in_full', 'Adopted in full'), ('ratified', 'Ratified'), ('lapsed', 'Lapsed')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('conditions', models.TextField(blank=True)),
                ('capability', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.capability')),
                ('referred_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.board')),
                ('deferred_until', models.DateField(null=True)),
                ('is_interim', models.BooleanField(default=False, help_text='Made between meetings. It lapses unless the next one ratifies it.')),
                ('supersedes', models.OneToOneField(help_text='The decision on the bid before this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='tasking.decision')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('signed', models.CharField(help_text='Keyed digest of all the above, made when the chair decided.', max_length=64)),
            ],
            options={
                'ordering': ('recorded_at', 'pk'),
                'indexes': [models.Index(fields=['board', '-made_at'], name='decision_by_board')],
                'constraints': [models.CheckConstraint(condition=models.Q(('made_at__lte', models.F('recorded_at'))), name='decision_made_then_recorded'), models.CheckConstraint(condition=models.Q(('outcome__in', ('supported', 'supported_in_part', 'ratified')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='decision_against_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__startswith', 'referred'), _negated=True), ('referred_to__isnull', False), _connector='OR'), name='decision_refers_to_a_board'), models.CheckConstraint(condition=models.Q(('is_interim', False), ('outcome__in', ('supported', 'supported_in_part')), _connector='OR'), name='interim_decision_supports'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ('ratified', 'lapsed')), _negated=True), ('supersedes__isnull', False), _connector='OR'), name='decision_ends_an_interim_one')],
            },
        ),
        migrations.CreateModel(
            name='Allocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('bid', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='allocation', to='tasking.bid')),
                ('booking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.booking')),
                ('allocated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('allocated_at', models.DateTimeField()),
                ('in_place_at', models.DateTimeField(null=True)),
                ('terms', models.TextField(blank=True, help_text='What the team delivers, and by when.')),
                ('terms_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('terms_at', models.DateTimeField(null=True)),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agreed_at', models.DateTimeField(help_text='When the SIO agreed the terms.', null=True)),
                ('product', models.TextField(blank=True)),
                ('onward', models.CharField(blank=True, choices=[('stay', 'It stays with its owner'), ('regional', 'A regional owner should take it over'), ('national', 'A national owner should take it over')], help_text='Who should own the threat next.', max_length=8)),
                ('onward_because', models.CharField(blank=True, max_length=400)),
                ('delivered_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed_at', None), models.Q(('terms', ''), _negated=True), _connector='OR'), name='terms_are_agreed_once_written')],
            },
        ),
        migrations.CreateModel(
            name='Direction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('given_on', models.DateField()),
                ('task', models.TextField(help_text='The terms: the task that the direction specifies.')),
                ('grounds', models.TextField(help_text='Why voluntary arrangements were not enough.')),
                ('due_on', models.DateField(null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('in_force', 'In force'), ('performed', 'Performed'), ('withdrawn', 'Withdrawn')], default='in_force', max_length=9)),
                ('outcome', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-given_on', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('stage', 'in_force')), models.Q(('closed_at__isnull', False), models.Q(('stage', 'in_force'), _negated=True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='direction_closed_with_its_outcome')],
            },
        ),
    ]
