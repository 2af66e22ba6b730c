import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('whole', 'Whole organisations (a merger, or a new organisation)'), ('part', 'Some units of one organisation (a split)')], max_length=5)),
                ('effective_on', models.DateField(help_text='It is carried out on this day or later.')),
                ('reason', models.TextField()),
                ('stage', models.CharField(choices=[('planned', 'Planned'), ('done', 'Carried out'), ('withdrawn', 'Withdrawn')], default='planned', max_length=10)),
                ('planned_at', models.DateTimeField()),
                ('rehearsed_at', models.DateTimeField(null=True)),
                ('rehearsed', models.JSONField(default=dict, help_text='The counts of the last dry run, by name.')),
                ('ended_at', models.DateTimeField(help_text='When it was carried out or withdrawn.', null=True)),
                ('ended_because', models.TextField(blank=True, help_text='Why it was withdrawn.')),
                ('moved', models.JSONField(default=dict, help_text='What moved: counts by name.')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('predecessors', models.ManyToManyField(related_name='+', to='agencies.agency')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('units', models.ManyToManyField(help_text='Of a split: what moves.', related_name='+', to='agencies.unit')),
            ],
            options={
                'ordering': ('-planned_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='UnitMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_at', models.DateTimeField()),
                ('now', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('succession', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_moves', to='succession.succession')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='agencies.unit')),
                ('was', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'ordering': ('moved_at', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('stage', 'planned')), models.Q(models.Q(('stage', 'planned'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='succession_ended_by_someone'),
        ),
    ]
