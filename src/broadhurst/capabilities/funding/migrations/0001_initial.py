import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('agencies', '__first__'),
        ('tasking', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('instrument', models.CharField(choices=[('force_contribution', 'Force contribution'), ('pcc_contribution', 'PCC contribution'), ('rocu_grant', 'Home Office ROCU grant'), ('specific_grant', 'Specific grant'), ('transformation', 'Transformation funding'), ('aris', 'ARIS (recovered assets)'), ('other', 'Other')], max_length=20)),
                ('amount', models.BigIntegerField(help_text='In pence, for the whole period.')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('ring_fence', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(choices=[('indicative', 'Indicative'), ('confirmed', 'Confirmed'), ('in_dispute', 'In dispute'), ('ended', 'Ended')], default='indicative', max_length=12)),
                ('status_on', models.DateField()),
                ('confirmed_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('because', models.CharField(blank=True, help_text='Why in dispute or ended.', max_length=400)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'funding line',
                'ordering': ('last_day', 'name', 'pk'),
                'indexes': [models.Index(fields=['recipient', 'last_day'], name='line_of_recipient')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='line_pays_something'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='line_period_is_forward'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), ('confirmed_on__isnull', False), _connector='OR'), name='confirmed_line_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('ended_on__lte', models.F('last_day')), ('status', 'ended')), models.Q(models.Q(('status', 'ended'), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='ended_line_has_its_day'), models.CheckConstraint(condition=models.Q(('status__in', ('indicative', 'confirmed')), models.Q(('because', ''), _negated=True), _connector='OR'), name='line_in_dispute_or_ended_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('role', models.CharField(max_length=120)),
                ('capability', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.capability')),
                ('opened_on', models.DateField()),
                ('tenure_ends', models.DateField(blank=True, null=True)),
                ('filled_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('closed_because', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'verbose_name': 'post',
                'ordering': ('role', 'pk'),
                'indexes': [models.Index(fields=['recipient', 'closed_on'], name='post_of_recipient')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_because', ''), ('closed_on', None)), models.Q(models.Q(('closed_because', ''), _negated=True), ('closed_on__gte', models.F('opened_on'))), _connector='OR'), name='post_closes_with_a_reason'), models.CheckConstraint(condition=models.Q(('tenure_ends', None), ('tenure_ends__gte', models.F('opened_on')), _connector='OR'), name='tenure_ends_after_it_opens'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('filled_on', None), _connector='OR'), name='closed_post_is_vacant')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='funding.line')),
                ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='funding.post')),
                ('text', models.CharField(max_length=1000)),
                ('because', models.CharField(blank=True, max_length=400)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('line__isnull', True), ('post__isnull', True), _connector='XOR'), name='change_of_one_record')],
            },
        ),
        migrations.CreateModel(
            name='PublishedTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(choices=[('operating', 'ROCU funding in a year'), ('capital', 'ROCU capital in a year'), ('component', 'Parts of ROCU funding'), ('other', 'For comparison')], max_length=12)),
                ('label', models.CharField(max_length=160)),
                ('year', models.CharField(help_text='Like 2018/19.', max_length=7)),
                ('starts_on', models.DateField(help_text='The first day of what it covers.')),
                ('amount', models.BigIntegerField(help_text='In pence.')),
                ('qualifier', models.CharField(blank=True, help_text='As the source hedges.', max_length=20)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('source', models.CharField(max_length=400)),
            ],
            options={
                'ordering': ('starts_on', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('series', 'label', 'year'), name='one_total_a_year'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='published_total_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Rest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rests', to='funding.post')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rests', to='funding.line')),
                ('share', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ('line__last_day', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('post', 'line'), name='post_rests_once_on_a_line'), models.CheckConstraint(condition=models.Q(('share__lte', 100)), name='share_is_at_most_whole')],
            },
        ),
    ]
