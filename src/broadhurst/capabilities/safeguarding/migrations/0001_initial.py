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
            name='NotReferred',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.ocg')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.person')),
                ('was_child', models.BooleanField(help_text='As it was on the day.')),
                ('was_exploited', models.BooleanField(help_text='As it was recorded then.')),
                ('because', models.TextField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('recorded_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='register.ocg')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='register.person')),
                ('person_name', models.CharField(blank=True, max_length=120)),
                ('is_child', models.BooleanField(help_text='As it was on the day it was sent.')),
                ('destination', models.CharField(choices=[('complex_safeguarding', 'Complex Safeguarding team'), ('mash', 'Multi-agency safeguarding hub (MASH)'), ('nrm', 'National Referral Mechanism (NRM)'), ('adult_mash', 'Adult MASH'), ('health', 'Health safeguarding team'), ('other', 'Other safeguarding team')], max_length=24)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('consent', models.CharField(choices=[('given', 'Given'), ('not_needed', 'Not needed'), ('refused_duty_to_notify', 'Refused: duty to notify'), ('not_sought', 'Not sought')], max_length=24)),
                ('consent_reason', models.CharField(blank=True, max_length=200)),
                ('threat_to_life', models.BooleanField(default=False)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.CharField(choices=[('sent', 'Sent'), ('acknowledged', 'Acknowledged'), ('decided', 'Decided'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='sent', max_length=12)),
                ('external_reference', models.CharField(blank=True, max_length=40)),
                ('asked_in', models.CharField(blank=True, help_text='The request between SIO and LRO that it is made for.', max_length=16)),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ack_due_on', models.DateField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision_due_on', models.DateField(blank=True, null=True)),
                ('decision', models.CharField(blank=True, choices=[('taken_on', 'Taken on'), ('no_further_action', 'No further action'), ('redirected', 'Belongs with another team'), ('reasonable_grounds', 'Reasonable grounds'), ('no_reasonable_grounds', 'No reasonable grounds')], max_length=24)),
                ('decided_at', models.DateTimeField(blank=True, help_text='When it was recorded.', null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('authority', models.CharField(blank=True, choices=[('single', 'Single Competent Authority (Home Office)'), ('immigration_enforcement', 'Immigration Enforcement Competent Authority (Home Office)'), ('pilot_site', 'Pilot site for children')], max_length=24)),
                ('authority_reference', models.CharField(blank=True, max_length=40)),
                ('next_chase_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('supported', 'Support is in place'), ('declined', 'Support was declined'), ('risk_ended', 'The risk has ended'), ('elsewhere', 'Another team has it'), ('no_further_action', 'No further action')], max_length=20)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'ordering': ('-sent_at', '-pk'),
                'indexes': [models.Index(condition=models.Q(('stage__in', ('closed', 'withdrawn')), _negated=True), fields=['team'], name='referral_of_team'), models.Index(condition=models.Q(('stage__in', ('closed', 'withdrawn')), _negated=True), fields=['holder'], name='referral_held')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destination', 'nrm'), ('is_child', False), _negated=True), ('consent__in', ('given', 'refused_duty_to_notify')), _connector='OR'), name='adult_to_nrm_with_consent'), models.CheckConstraint(condition=models.Q(models.Q(('consent', 'refused_duty_to_notify'), ('destination', 'nrm'), ('is_child', False), ('person_name', '')), models.Q(models.Q(('consent', 'refused_duty_to_notify'), ('destination', 'nrm'), ('is_child', False), _negated=True), models.Q(('person_name', ''), _negated=True)), _connector='OR'), name='adult_notified_without_name'), models.CheckConstraint(condition=models.Q(('is_child', False), ('consent__in', ('given', 'not_needed')), _connector='OR'), name='child_needs_no_consent'), models.CheckConstraint(condition=models.Q(models.Q(('consent', 'not_sought'), _negated=True), models.Q(('consent_reason', ''), _negated=True), _connector='OR'), name='consent_not_sought_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at', None), ('acknowledged_by', None), ('stage', 'sent')), ('stage', 'withdrawn'), models.Q(models.Q(('stage__in', ('sent', 'withdrawn')), _negated=True), ('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='referral_open_until_acknowledged'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_on', None), ('decision', ''), ('stage__in', ('sent', 'acknowledged', 'withdrawn'))), models.Q(('decided_at__isnull', False), ('decided_on__isnull', False), ('stage__in', ('decided', 'closed')), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='referral_closed_once_decided'), models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ('reasonable_grounds', 'no_reasonable_grounds')), _negated=True), models.Q(('destination', 'nrm'), models.Q(('authority', ''), _negated=True)), _connector='OR'), name='grounds_by_competent_authority'), models.CheckConstraint(condition=models.Q(models.Q(('authority', 'pilot_site'), _negated=True), ('is_child', True), _connector='OR'), name='pilot_site_for_a_child'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), models.Q(models.Q(('stage', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_because', '')), _connector='OR'), name='referral_withdrawn_says_why'), models.UniqueConstraint(condition=models.Q(('stage__in', ('closed', 'withdrawn')), _negated=True), fields=('ocg', 'person', 'team', 'destination'), name='referral_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Chase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chases', to='safeguarding.referral')),
                ('how', models.CharField(choices=[('telephone', 'By phone'), ('email', 'By email'), ('in_person', 'In person')], max_length=10)),
                ('chased_at', models.DateTimeField()),
                ('chased_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('chased_at', 'pk'),
            },
        ),
    ]
