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
                ('ref', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('full', 'Transfer in full'), ('return', 'Return')], max_length=8)),
                ('reason', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('window_from', models.DateField(help_text='First day of the handover window.')),
                ('window_until', models.DateField(help_text='Last day of the handover window.')),
                ('stage', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('lro_reason', models.CharField(blank=True, max_length=200)),
                ('closed_at', models.DateTimeField(help_text='When it was declined or withdrawn.', null=True)),
                ('closed_code', models.CharField(blank=True, help_text='A DeclineReason or a WithdrawReason.', max_length=20)),
                ('closed_because', models.TextField(blank=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bid', models.ForeignKey(help_text='The bid that was adopted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='tasking.bid')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('new_lro', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('new_sio', models.ForeignKey(help_text='The receiver can name the officer before it accepts.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='register.ocg')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('rests_on', models.ForeignKey(help_text='The fresh check.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deconfliction.check')),
            ],
            options={
                'ordering': ('-opened_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('source', models.CharField(choices=[('referral', 'Open referral'), ('order', 'Court order in force'), ('action', 'Open action'), ('request', 'Open request'), ('booking', 'Booking'), ('authority', 'Authority in force'), ('hit', 'Open hit'), ('unknown', 'Not known'), ('threat_to_life', 'Threat to life'), ('giver', 'Added by the giver')], max_length=16)),
                ('about', models.CharField(blank=True, help_text='The record it was found in.', max_length=60)),
                ('text', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField()),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('over_at', models.DateTimeField(help_text='When the records no longer showed it.', null=True)),
                ('terms', models.CharField(choices=[('moves', 'Moves to the receiver'), ('kept', 'Kept by the giver')], default='moves', max_length=5)),
                ('kept_until', models.DateField(help_text='The giver’s last day with it.', null=True)),
                ('terms_reason', models.CharField(blank=True, max_length=400)),
                ('terms_at', models.DateTimeField(null=True)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(help_text='When the giver handed over what it had kept.', null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agreed_by', models.ForeignKey(help_text="The giver's officer.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('handed_over_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('terms_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='transfers.transfer')),
            ],
            options={
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('sections', models.JSONField(help_text='List of {key, title, heads, rows, none}; rows of text.')),
                ('authorities', models.TextField(blank=True, help_text='A kind and its last day on each line.')),
                ('threat_to_life', models.TextField(blank=True, help_text='Warnings outstanding.')),
                ('disclosure_officer', models.CharField(max_length=120)),
                ('exhibits', models.TextField(blank=True)),
                ('gaps', models.TextField(blank=True)),
                ('prepared_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='transfers.transfer')),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='TransferRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('hit_ref', models.CharField(blank=True, max_length=16)),
                ('about', models.CharField(help_text='The OCG by name, or the hit.', max_length=100)),
                ('reason', models.TextField()),
                ('new_facts', models.TextField(blank=True, help_text='What has changed since the owner declined an earlier request.')),
                ('asked_at', models.DateTimeField()),
                ('answer_due_on', models.DateField(help_text="The last day for the owner's answer.")),
                ('stage', models.CharField(choices=[('asked', 'Asked'), ('agreed', 'Agreed'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('answered_at', models.DateTimeField(help_text='When it was answered or withdrawn.', null=True)),
                ('decline_reason', models.CharField(blank=True, choices=[('live_investigation', 'Moving it now would harm a live investigation'), ('local_response', 'The local response works'), ('linked_work', 'It belongs with other work of the owner'), ('not_held', 'The owner holds no OCG that fits the request'), ('other', 'Another reason')], max_length=20)),
                ('answer', models.TextField(blank=True, help_text='The reason, in words.')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requester', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('ocg', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfer_requests', to='register.ocg')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('transfer', models.OneToOneField(help_text='The one it opened.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='transfers.transfer')),
            ],
            options={
                'ordering': ('-asked_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='WindowChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_from', models.DateField()),
                ('old_until', models.DateField()),
                ('window_from', models.DateField()),
                ('window_until', models.DateField()),
                ('reason', models.TextField()),
                ('proposed_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('proposed', 'Proposed'), ('agreed', 'Agreed'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True, help_text='Why it was refused or withdrawn.')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('transfer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='window_changes', to='transfers.transfer')),
                ('unit', models.ForeignKey(help_text='The giver or the receiver.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
            ],
            options={
                'ordering': ('-proposed_at', '-pk'),
            },
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(condition=models.Q(('stage', 'open')), fields=['giver'], name='open_from_giver'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(condition=models.Q(('stage', 'open')), fields=['receiver'], name='open_to_receiver'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'open')), fields=('ocg',), name='one_open_transfer'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('receiver')), _negated=True), name='giver_is_not_receiver'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('window_until__gte', models.F('window_from'))), name='window_is_forward'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('new_lro__isnull', False), ('new_sio__isnull', False), ('rests_on__isnull', False), ('stage', 'accepted')), models.Q(models.Q(('stage', 'accepted'), _negated=True), ('accepted_at', None), ('accepted_by', None)), _connector='OR'), name='accepted_by_a_named_officer'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_by', models.F('opened_by')), _negated=True), name='nobody_accepts_their_own_offer'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('new_sio', models.F('new_lro')), _negated=True), name='new_sio_is_not_new_lro'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage__in', ('declined', 'withdrawn')), models.Q(('closed_because', ''), _negated=True), models.Q(('closed_code', ''), _negated=True)), models.Q(('closed_at', None), ('stage__in', ('open', 'accepted'))), _connector='OR'), name='closed_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(condition=models.Q(('over_at', None), models.Q(('source', 'giver'), _negated=True)), fields=('transfer', 'source', 'about'), name='risk_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledged_by__isnull', True), ('acknowledged_at__isnull', False), _connector='XOR'), name='risk_acknowledged_by_name'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept_until__isnull', False), ('terms', 'kept'), ('terms_by__isnull', False), models.Q(('terms_reason', ''), _negated=True)), models.Q(('kept_until', None), ('terms', 'moves')), _connector='OR'), name='risk_kept_until_a_day'),
        ),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.UniqueConstraint(fields=('transfer', 'number'), name='pack_once'),
        ),
        migrations.AddIndex(
            model_name='transferrequest',
            index=models.Index(condition=models.Q(('stage', 'asked')), fields=['owner', 'answer_due_on'], name='asked_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='transferrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'asked')), fields=('requester', 'ocg'), name='asked_for_once'),
        ),
        migrations.AddConstraint(
            model_name='transferrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'asked'), models.Q(('hit_ref', ''), _negated=True)), fields=('requester', 'hit_ref'), name='asked_about_a_hit_once'),
        ),
        migrations.AddConstraint(
            model_name='transferrequest',
            constraint=models.CheckConstraint(condition=models.Q(('ocg__isnull', False), models.Q(('hit_ref', ''), _negated=True), _connector='OR'), name='asked_for_an_ocg_or_hit'),
        ),
        migrations.AddConstraint(
            model_name='transferrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('stage', 'asked')), models.Q(models.Q(('stage', 'asked'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='request_answered_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='transferrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'agreed'), ('transfer__isnull', False)), models.Q(models.Q(('stage', 'agreed'), _negated=True), ('transfer', None)), _connector='OR'), name='agreed_request_has_a_transfer'),
        ),
        migrations.AddConstraint(
            model_name='transferrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'declined'), models.Q(('decline_reason', ''), _negated=True), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('stage', 'declined'), _negated=True), ('decline_reason', '')), _connector='OR'), name='request_declined_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='windowchange',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'proposed')), fields=('transfer',), name='one_window_proposed'),
        ),
        migrations.AddConstraint(
            model_name='windowchange',
            constraint=models.CheckConstraint(condition=models.Q(('window_until__gte', models.F('window_from'))), name='proposed_window_is_forward'),
        ),
        migrations.AddConstraint(
            model_name='windowchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('stage', 'proposed')), models.Q(models.Q(('stage', 'proposed'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='window_answered_by_someone'),
        ),
    ]
