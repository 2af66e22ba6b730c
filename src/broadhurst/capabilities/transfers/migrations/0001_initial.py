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
        ('tasking', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='register.ocg')),
                ('kind', models.CharField(choices=[('full', 'Transfer in full'), ('return', 'Return')], max_length=8)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('bid', models.ForeignKey(help_text='The bid that was adopted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='tasking.bid')),
                ('reason', models.TextField()),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_at', models.DateTimeField()),
                ('window_from', models.DateField(help_text='First day of the handover window.')),
                ('window_until', models.DateField(help_text='Last day of the handover window.')),
                ('stage', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('new_sio', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('new_lro', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lro_reason', models.CharField(blank=True, max_length=200)),
                ('rests_on', models.ForeignKey(help_text='The fresh check.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deconfliction.check')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_at', models.DateTimeField(help_text='When it was declined or withdrawn.', null=True)),
                ('closed_because', models.TextField(blank=True)),
            ],
            options={
                'ordering': ('-opened_at', '-pk'),
                'indexes': [models.Index(condition=models.Q(('stage', 'open')), fields=['giver'], name='open_from_giver'), models.Index(condition=models.Q(('stage', 'open')), fields=['receiver'], name='open_to_receiver')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('stage', 'open')), fields=('ocg',), name='one_open_transfer'), models.CheckConstraint(condition=models.Q(('giver', models.F('receiver')), _negated=True), name='giver_is_not_receiver'), models.CheckConstraint(condition=models.Q(('window_until__gte', models.F('window_from'))), name='window_is_forward'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('new_lro__isnull', False), ('new_sio__isnull', False), ('rests_on__isnull', False), ('stage', 'accepted')), models.Q(models.Q(('stage', 'accepted'), _negated=True), ('accepted_at', None), ('accepted_by', None)), _connector='OR'), name='accepted_by_a_named_officer'), models.CheckConstraint(condition=models.Q(('accepted_by', models.F('opened_by')), _negated=True), name='nobody_accepts_their_own_offer'), models.CheckConstraint(condition=models.Q(('new_sio', models.F('new_lro')), _negated=True), name='new_sio_is_not_new_lro'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage__in', ('declined', 'withdrawn')), models.Q(('closed_because', ''), _negated=True)), models.Q(('closed_at', None), ('stage__in', ('open', 'accepted'))), _connector='OR'), name='closed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='transfers.transfer')),
                ('source', models.CharField(choices=[('referral', 'Open referral'), ('order', 'Court order in force'), ('action', 'Overdue action'), ('hit', 'Open hit'), ('unknown', 'Not known'), ('threat_to_life', 'Threat to life'), ('giver', 'Added by the giver')], max_length=16)),
                ('about', models.CharField(blank=True, help_text='The record it was found in.', max_length=60)),
                ('text', models.CharField(max_length=400)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField()),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('over_at', models.DateTimeField(help_text='When the records no longer showed it.', null=True)),
            ],
            options={
                'ordering': ('added_at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('over_at', None), models.Q(('source', 'giver'), _negated=True)), fields=('transfer', 'source', 'about'), name='risk_listed_once'), models.CheckConstraint(condition=models.Q(('acknowledged_by__isnull', True), ('acknowledged_at__isnull', False), _connector='XOR'), name='risk_acknowledged_by_name')],
            },
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='transfers.transfer')),
                ('number', models.PositiveSmallIntegerField()),
                ('sections', models.JSONField(help_text='List of {key, title, heads, rows, none}; rows of text.')),
                ('authorities', models.TextField(blank=True, help_text='A kind and its last day on each line.')),
                ('threat_to_life', models.TextField(blank=True, help_text='Warnings outstanding.')),
                ('disclosure_officer', models.CharField(max_length=120)),
                ('exhibits', models.TextField(blank=True)),
                ('gaps', models.TextField(blank=True)),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('transfer', 'number'), name='pack_once')],
            },
        ),
    ]
