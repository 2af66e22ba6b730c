import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.math
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('short_name', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('police_force', 'police force'), ('rocu', 'regional organised crime unit'), ('local_policing_body', 'local policing body'), ('combined_authority', 'combined authority'), ('council', 'council'), ('government', 'government department'), ('inspectorate', 'inspectorate'), ('national_agency', 'national agency'), ('partner', 'partner'), ('system', 'this system')], max_length=24)),
                ('nation', models.CharField(default='ENG', max_length=3)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('succeeds', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='agencies.agency')),
                ('succeeded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='took_over', to='agencies.agency')),
                ('source', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='agency_span_is_forward'), models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9][a-z0-9-]*$')), name='agency_key_is_short_name')],
            },
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('grade', models.CharField(blank=True, help_text='Rank or grade.', max_length=60)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(blank=True, help_text='The organisation whose administrators look after the account.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='agencies.agency')),
                ('password_is_temporary', models.BooleanField(default=False, help_text='The officer must choose a new one at the next sign-in.')),
                ('password_expires_at', models.DateTimeField(blank=True, help_text='A one-time password does not work from this moment.', null=True)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('password_is_temporary', False), ('password_expires_at__isnull', False), _connector='OR'), name='temporary_password_expires')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('corrected_at', models.DateTimeField(null=True)),
                ('corrected_was', models.TextField(blank=True)),
                ('corrected_because', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('ref', models.CharField(max_length=20, unique=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='agencies.agency')),
                ('title', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('rocu', 'Responsible for a ROCU'), ('force', 'Force responsibility'), ('counter_terrorism', 'Counter-terrorism, held in a force'), ('national_lead', 'National lead'), ('other', 'Other responsibility')], max_length=20)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('from_on', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='post_span_is_forward'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', '')), models.Q(models.Q(('withdrawn_because', ''), _negated=True), ('withdrawn_at__isnull', False)), _connector='OR'), name='post_withdrawn_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('corrected_at', models.DateTimeField(null=True)),
                ('corrected_was', models.TextField(blank=True)),
                ('corrected_because', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('ref', models.CharField(db_default=django.db.models.functions.text.Upper(django.db.models.functions.text.Substr(django.db.models.functions.text.MD5(django.db.models.functions.comparison.Cast(django.db.models.functions.math.Random(), models.TextField())), 1, 12)), max_length=20, unique=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='agencies.post')),
                ('basis', models.CharField(choices=[('substantive', 'Substantive'), ('temporary', 'Temporary cover'), ('acting', 'Acting cover')], default='substantive', max_length=12)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('from_on', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='appointment_span_is_forward'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', '')), models.Q(models.Q(('withdrawn_because', ''), _negated=True), ('withdrawn_at__isnull', False)), _connector='OR'), name='appointment_withdrawn_with_a_reason'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_at', None)), expressions=[('officer', '='), ('post', '='), (models.Func(models.F('from_on'), models.F('until_on'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_appointment_to_a_post_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('force', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='agencies.agency')),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9][a-z0-9-]*$')), name='district_key_is_short_name'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('force'), condition=models.Q(('until_on', None)), name='district_name_once_in_force')],
            },
        ),
        migrations.CreateModel(
            name='Oversight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('force', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overseen_by', to='agencies.agency')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='oversees', to='agencies.agency')),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ('force', 'from_on'),
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='oversight_span_is_forward'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('force', '='), (models.Func(models.F('from_on'), models.F('until_on'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_policing_body_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='agencies.agency')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('team', 'investigation or district team'), ('coordination', 'organised crime coordination unit'), ('board', 'tasking board'), ('capability', 'specialist capability'), ('safeguarding', 'safeguarding team'), ('desk', 'deconfliction desk'), ('partner', 'partner team'), ('policing_body', 'office of the local policing body'), ('inspectorate', 'inspectorate'), ('system', 'this system')], default='team', max_length=16)),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='agencies.district')),
                ('duty_contact', models.CharField(help_text="Role and 24-hour phone number; never a person's own.", max_length=120)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='unit_span_is_forward'), models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9][a-z0-9-]*$')), name='unit_key_is_short_name')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(db_default=django.db.models.functions.text.Upper(django.db.models.functions.text.Substr(django.db.models.functions.text.MD5(django.db.models.functions.comparison.Cast(django.db.models.functions.math.Random(), models.TextField())), 1, 12)), max_length=20, unique=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='agencies.unit')),
                ('title', models.CharField(max_length=80)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('investigator', 'Investigator'), ('supervisor', 'Supervisor of a unit'), ('coordinator', 'OCG coordinator'), ('moderator', 'Assessment moderator'), ('chair', 'Tasking chair'), ('gateway', 'Gateway officer'), ('capability_manager', 'Capability manager'), ('handover', 'Handover officer'), ('safeguarding', 'Safeguarding lead'), ('desk', 'Deconfliction desk'), ('partner', 'Partner practitioner'), ('policing_body', 'Policing body officer'), ('clearer', 'Clears published responses'), ('inspectorate_liaison', 'Inspectorate liaison'), ('chief_officer', 'Chief officer'), ('auditor', 'Auditor'), ('inspector', 'Inspector (reads only)'), ('organisation_administrator', 'Administrator of an organisation'), ('administrator', 'Administrator of the service')], max_length=32), default=list, size=None)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('from_on', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='posting_span_is_forward')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=20, unique=True)),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='agencies.posting')),
                ('label', models.CharField(max_length=80)),
                ('opens', models.CharField(choices=[('api', 'Programs, through the API'), ('calendar', 'A calendar with deadlines, meetings and events')], default='api', max_length=8)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('ref',),
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80, unique=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9][a-z0-9-]*$')), name='region_key_is_short_name')],
            },
        ),
        migrations.CreateModel(
            name='RegionMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='agencies.region')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='agencies.agency')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gt', models.F('from_on')), _connector='OR'), name='region_member_span_is_forward')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('ref', models.CharField(blank=True, db_index=True, max_length=20)),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
                ('posting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='agencies.posting')),
                ('began_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ('ref',),
                'abstract': False,
            },
        ),
    ]
