import broadhurst.capabilities.register.models.cover
import broadhurst.capabilities.register.models.ocg
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('criteria', models.JSONField(help_text='List of {key, label, hint, weight, scale: {n: words}}.')),
                ('bands', models.JSONField(help_text='List of {band, tier, from}: the least score of each.')),
                ('from_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Ocg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('ocg', 'Organised crime group'), ('individual', 'Priority individual'), ('vulnerability', 'Vulnerability'), ('location', 'Location')], default='ocg', max_length=13)),
                ('name', models.CharField(help_text="A cover name, not a person's.", max_length=80)),
                ('national_ref', models.CharField(blank=True, max_length=40)),
                ('threat_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('child_sexual_abuse', 'Child sexual abuse'), ('modern_slavery', 'Modern slavery and human trafficking'), ('immigration_crime', 'Organised immigration crime'), ('drugs', 'Illegal drugs'), ('firearms', 'Illegal firearms'), ('acquisitive', 'Organised acquisitive crime'), ('cyber', 'Cyber crime'), ('fraud', 'Fraud'), ('money_laundering', 'Money laundering'), ('bribery', 'Bribery, corruption and sanctions evasion')], max_length=24), size=None)),
                ('description', models.TextField()),
                ('place', models.TextField(blank=True, help_text='The address of a location, or its extent.')),
                ('group', models.TextField(blank=True, help_text='The people at risk.')),
                ('state', models.CharField(choices=[('reported', 'reported'), ('assessing', 'under assessment'), ('not_adopted', 'not adopted'), ('active', 'active'), ('dormant', 'dormant'), ('archived', 'archived')], max_length=11)),
                ('due_on', models.DateField(blank=True, help_text='The last day for the next step: to decide, to assess, or to look again.', null=True)),
                ('registered_at', models.DateTimeField()),
                ('adopted_at', models.DateTimeField(blank=True, help_text='First active, with an LRO.', null=True)),
                ('reactivated_at', models.DateTimeField(blank=True, help_text='An assessment made before it is no longer current.', null=True)),
            ],
            options={
                'verbose_name': 'OCG',
                'ordering': ('-registered_at', '-pk'),
                'indexes': [models.Index(fields=['state', '-registered_at', '-id'], name='ocg_by_state'), models.Index(condition=models.Q(('due_on', None), _negated=True), fields=['due_on'], name='ocg_by_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'location'), ('place', ''), _connector='XOR'), name='location_has_a_place'), models.CheckConstraint(condition=models.Q(('kind', 'vulnerability'), ('group', ''), _connector='XOR'), name='vulnerability_has_a_group'), models.CheckConstraint(condition=models.Q(('state', 'active'), models.Q(('due_on__isnull', False), ('state__in', ('reported', 'assessing', 'dormant'))), models.Q(('due_on', None), ('state__in', ('not_adopted', 'archived'))), _connector='OR'), name='due_while_it_waits'), models.CheckConstraint(condition=models.Q(models.Q(('adopted_at', None), ('state__in', ('reported', 'assessing', 'not_adopted'))), models.Q(('adopted_at__isnull', False), ('state__in', ('active', 'dormant', 'archived'))), _connector='OR'), name='adopted_before_active')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='register.ocg')),
                ('state', models.CharField(choices=[('reported', 'reported'), ('assessing', 'under assessment'), ('not_adopted', 'not adopted'), ('active', 'active'), ('dormant', 'dormant'), ('archived', 'archived')], max_length=11)),
                ('reason', models.CharField(blank=True, choices=[('below_criteria', 'Below the criteria'), ('not_credible', 'The report is not credible'), ('known', 'On the register already'), ('another_lead', 'Another organisation leads on it'), ('not_soc', 'Not serious and organised crime'), ('in_custody', 'Key members are in custody'), ('no_activity', 'No activity in the review period'), ('abroad', 'It works abroad at present'), ('displaced', 'It was displaced')], max_length=14)),
                ('explanation', models.TextField(blank=True)),
                ('due_on', models.DateField(help_text='The last day for the next step, as set then.', null=True)),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('from_at', 'pk'),
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('ocg', '='), (broadhurst.capabilities.register.models.ocg.TsTzRange('from_at', 'until_at'), '&&')], name='one_state_at_a_time'), models.CheckConstraint(condition=models.Q(('until_at', None), ('until_at__gte', models.F('from_at')), _connector='OR'), name='stage_is_forward'), models.CheckConstraint(condition=models.Q(('state__in', ('not_adopted', 'dormant')), ('reason', ''), _connector='XOR'), name='stage_has_its_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('not_adopted', 'dormant')), _negated=True), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='stage_is_explained')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='register.ocg')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.scheme')),
                ('scores', models.JSONField(help_text='Criterion to score, or null where it is not known.')),
                ('confidence', models.JSONField(default=dict, help_text='Criterion to low, medium or high, where the scorer said.')),
                ('rationale', models.TextField()),
                ('score', models.IntegerField(help_text='Weighted sum of what is known, of 100 per cent known.')),
                ('unknowns', models.IntegerField(help_text='How many criteria are not known.')),
                ('scored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scored_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-scored_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Moderation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moderation', to='register.assessment')),
                ('outcome', models.CharField(choices=[('accepted', 'Accepted'), ('returned', 'Returned to the scorer')], max_length=10)),
                ('band', models.CharField(blank=True, max_length=8)),
                ('tier', models.PositiveSmallIntegerField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('moderated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moderated_at', models.DateTimeField()),
                ('review_due_on', models.DateField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='register.ocg')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('until_on', models.DateField(help_text='The last day.')),
                ('because', models.TextField()),
                ('approved_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_because', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ('-approved_at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('officer', models.F('approved_by')), _negated=True), name='exemption_approved_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', ''), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='exemption_ended_with_a_reason'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ocg',), name='one_exemption_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='register.ocg')),
                ('role', models.CharField(choices=[('sio', 'SIO'), ('lro', 'LRO'), ('sro', 'SRO')], max_length=3)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
                ('because', models.CharField(max_length=120)),
                ('exemption', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='register.exemption')),
            ],
            options={
                'ordering': ('from_at',),
                'indexes': [models.Index(condition=models.Q(('until_at', None)), fields=['officer'], name='led_by_officer')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('ocg', '='), ('role', '='), (broadhurst.capabilities.register.models.ocg.TsTzRange('from_at', 'until_at'), '&&')], name='one_lead_in_a_role'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('exemption', None), ('role__in', ('sio', 'lro'))), expressions=[('ocg', '='), ('officer', '='), (broadhurst.capabilities.register.models.ocg.TsTzRange('from_at', 'until_at'), '&&')], name='sio_is_not_lro'), models.CheckConstraint(condition=models.Q(('until_at__isnull', True), ('until_at__gte', models.F('from_at')), _connector='OR'), name='lead_is_forward')],
            },
        ),
        migrations.CreateModel(
            name='ActingLead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('sio', 'SIO'), ('lro', 'LRO'), ('sro', 'SRO')], max_length=3)),
                ('until_at', models.DateTimeField(null=True)),
                ('is_cover', models.BooleanField()),
            ],
            options={
                'db_table': 'register_acting_lead',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Cover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to='register.ocg')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to='register.lead')),
                ('deputy', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(help_text='The last day.')),
                ('because', models.CharField(max_length=200)),
                ('named_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('named_at', models.DateTimeField()),
                ('closed_as', models.CharField(blank=True, choices=[('ended', 'Ended early'), ('corrected', 'Corrected'), ('withdrawn', 'Recorded in error')], max_length=9)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_because', models.CharField(blank=True, max_length=200)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='register.cover')),
            ],
            options={
                'ordering': ('-from_on', '-pk'),
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['deputy', 'until_on'], name='covered_by_deputy')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('closed_at', None)), expressions=[('lead', '='), (broadhurst.capabilities.register.models.cover.Days(), '&&')], name='one_deputy_of_a_lead'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('closed_at', None)), expressions=[('ocg', '='), ('deputy', '='), (broadhurst.capabilities.register.models.cover.Days(), '&&')], name='deputy_of_one_lead'), models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='cover_is_forward'), models.CheckConstraint(condition=models.Q(models.Q(('closed_as', ''), ('closed_at', None), ('closed_because', ''), ('closed_by', None)), models.Q(models.Q(('closed_as', ''), _negated=True), ('closed_at__isnull', False), models.Q(('closed_because', ''), _negated=True)), _connector='OR'), name='cover_closed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='register.ocg')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.district')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ocg', 'district'), name='area_once')],
            },
        ),
        migrations.CreateModel(
            name='Archiving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archivings', to='register.ocg')),
                ('reason', models.CharField(choices=[('dismantled', 'Dismantled'), ('below_criteria', 'No longer meets the criteria for an OCG'), ('no_intelligence', 'No intelligence in the review period'), ('merged', 'Merged with another OCG'), ('in_custody', 'All members in custody with no capability'), ('another_list', 'Moved to another organisation’s list'), ('duplicate', 'Duplicate of another OCG')], max_length=16)),
                ('explanation', models.TextField()),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_at', models.DateTimeField()),
                ('outcome', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('declined', 'Declined')], default='proposed', max_length=8)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_because', models.TextField(blank=True)),
                ('reactivated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reactivated_at', models.DateTimeField(null=True)),
                ('reactivated_because', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('-proposed_at', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', 'proposed')), fields=('ocg',), name='one_proposal_to_archive'), models.UniqueConstraint(condition=models.Q(('outcome', 'approved'), ('reactivated_at', None)), fields=('ocg',), name='archived_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('outcome', 'proposed')), models.Q(models.Q(('outcome', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='archiving_decided_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'approved'), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='proposer_does_not_approve_archiving'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'declined'), _negated=True), models.Q(('decided_because', ''), _negated=True), _connector='OR'), name='archiving_declined_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('reactivated_at', None), ('reactivated_because', ''), ('reactivated_by', None)), models.Q(('outcome', 'approved'), ('reactivated_at__isnull', False), ('reactivated_by__isnull', False), models.Q(('reactivated_because', ''), _negated=True)), _connector='OR'), name='reactivated_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Ownership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ownerships', to='register.ocg')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
                ('because', models.CharField(max_length=120)),
            ],
            options={
                'ordering': ('from_at',),
                'indexes': [models.Index(condition=models.Q(('until_at', None)), fields=['unit'], name='owned_by_unit'), models.Index(condition=models.Q(('until_at', None)), fields=['agency'], name='owned_by_agency')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('ocg', '='), (broadhurst.capabilities.register.models.ocg.TsTzRange('from_at', 'until_at'), '&&')], name='one_owner_at_a_time'), models.CheckConstraint(condition=models.Q(('until_at__isnull', True), ('until_at__gt', models.F('from_at')), _connector='OR'), name='ownership_is_forward')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None)),
                ('born_on', models.DateField(blank=True, null=True)),
                ('sex', models.CharField(blank=True, choices=[('m', 'Male'), ('f', 'Female')], max_length=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('added_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, max_length=400)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='register.ocg')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='register.person')),
                ('category', models.CharField(choices=[('suspect', 'Suspect'), ('convicted', 'Convicted'), ('victim', 'Victim'), ('witness', 'Witness'), ('other', 'Other')], max_length=10)),
                ('part', models.CharField(choices=[('principal', 'Principal'), ('significant', 'Significant'), ('peripheral', 'Peripheral'), ('facilitator', 'Professional enabler'), ('associate', 'Associate')], max_length=12)),
                ('is_exploited', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('added_at', 'pk'),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='membership_ends_with_a_reason'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ocg', 'person'), name='member_once')],
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('added_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, max_length=400)),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identifiers', to='register.ocg')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='identifiers', to='register.person')),
                ('kind', models.CharField(choices=[('phone', 'Phone number'), ('imei', 'Handset (IMEI)'), ('vehicle', 'Vehicle registration'), ('address', 'Address'), ('company', 'Company'), ('account', 'Bank account'), ('wallet', 'Crypto wallet'), ('handle', 'Handle or email address'), ('device', 'Device')], max_length=10)),
                ('value', models.CharField(max_length=160)),
            ],
            options={
                'ordering': ('added_at', 'pk'),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='identifier_ends_with_a_reason'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ocg', 'kind', 'value'), name='identifier_once')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('key', models.CharField(max_length=180)),
                ('kind', models.CharField(choices=[('cover_name', 'Cover name'), ('person', 'Person'), ('identifier', 'Identifier')], max_length=10)),
                ('source', models.CharField(max_length=32)),
            ],
            options={
                'indexes': [models.Index(fields=['key'], include=('kind', 'dossier'), name='term_by_key'), models.Index(fields=['source'], name='term_by_source')],
            },
        ),
    ]
