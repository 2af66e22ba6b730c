import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '0001_initial'),
        ('register', '0001_initial'),
        ('tasking', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='tasking.meeting')),
                ('item_ref', models.CharField(blank=True, help_text='The item it came from.', max_length=16)),
                ('title', models.CharField(max_length=300)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField()),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('open', 'Open'), ('completed', 'Completed'), ('withdrawn', 'Withdrawn')], default='open', max_length=9)),
                ('outcome', models.TextField(blank=True, help_text='Say what was done, or why it was withdrawn.')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'meeting action',
                'ordering': ('due_on', 'pk'),
                'indexes': [models.Index(fields=['owner', 'stage'], name='meeting_action_of_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('stage', 'open')), models.Q(('closed_at__isnull', False), models.Q(('stage', 'open'), _negated=True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='meeting_action_closed_with_its_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Agenda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_of', to='tasking.meeting')),
                ('prepared_at', models.DateTimeField()),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agreed_at', models.DateTimeField(help_text='When the board agreed the minutes.', null=True)),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agreed_in', models.ForeignKey(help_text='The meeting that agreed.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.meeting')),
            ],
            options={
                'ordering': ('meeting__at',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agreed_at', None), ('agreed_by', None), ('agreed_in', None)), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False), ('agreed_in__isnull', False)), _connector='OR'), name='minutes_agreed_by_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('agenda', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.agenda')),
                ('subject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('kind', models.CharField(choices=[('bid', 'Bid'), ('interim', 'Interim decision to ratify'), ('answer', 'Answer to a referred bid'), ('review', 'Overdue review'), ('hits', 'Unresolved hits'), ('action', 'Action of an earlier meeting'), ('other', 'Other business')], max_length=8)),
                ('place', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, help_text='Only of other business.', max_length=200)),
                ('bid', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='tasking.bid')),
                ('ocg', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.ocg')),
                ('action', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.meetingaction')),
                ('papers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('carried_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='meetings.item')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.TextField(blank=True, help_text='The note for the minutes.')),
                ('concluded_at', models.DateTimeField(null=True)),
                ('concluded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('is_carried', models.BooleanField(default=False, help_text='It goes on the next agenda.')),
                ('shown_because', models.CharField(blank=True, max_length=400)),
                ('shown_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_because', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'verbose_name': 'agenda item',
                'ordering': ('place', 'pk'),
                'indexes': [models.Index(fields=['agenda', 'place'], name='item_by_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None), models.Q(('kind', 'other'), _negated=True)), fields=('agenda', 'kind', 'bid', 'ocg', 'action'), name='on_the_agenda_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'other'), ('subject', None), models.Q(('title', ''), _negated=True)), models.Q(models.Q(('kind', 'other'), _negated=True), ('subject__isnull', False), ('title', '')), _connector='OR'), name='item_is_about_a_record'), models.CheckConstraint(condition=models.Q(('removed_at', None), models.Q(('removed_because', ''), _negated=True), _connector='OR'), name='item_removed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('agenda', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='meetings.agenda')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guest', models.CharField(blank=True, max_length=120)),
                ('status', models.CharField(choices=[('expected', 'Expected'), ('present', 'Present'), ('apologies', 'Sent apologies')], default='expected', max_length=9)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('agenda', 'officer', 'guest'), name='attends_a_meeting', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('officer', None), models.Q(('guest', ''), _negated=True)), models.Q(('guest', ''), ('officer__isnull', False)), _connector='OR'), name='attendance_is_of_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('agenda', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='meetings.agenda')),
                ('text', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
    ]
