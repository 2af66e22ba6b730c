import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Peer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('way', models.CharField(choices=[('hub', 'A hub that we publish to'), ('publisher', 'A publisher to our hub')], max_length=10)),
                ('agreement', models.CharField(help_text='Reference of the sharing agreement.', max_length=200)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('person', 'Person'), ('phone', 'Phone number'), ('imei', 'Handset (IMEI)'), ('vehicle', 'Vehicle registration'), ('address', 'Address'), ('company', 'Company'), ('account', 'Bank account'), ('wallet', 'Crypto wallet'), ('handle', 'Handle or email address'), ('device', 'Device'), ('event', 'Planned event')], max_length=10), default=list, size=None)),
                ('address', models.CharField(blank=True, help_text='https://host:port', max_length=200)),
                ('authority', models.TextField(blank=True, help_text='The one authority of its certificate, PEM.')),
                ('credential', models.BinaryField(default=b'', help_text='The token it gave us, sealed.')),
                ('items_a_day', models.PositiveIntegerField(help_text='Tokens it may publish in a day, padding included.')),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_at__gte', models.F('from_at'))), name='peer_span_is_forward')],
            },
        ),
        migrations.CreateModel(
            name='HubToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('peer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='federation.peer')),
                ('day', models.DateField()),
                ('mark', models.CharField(help_text='Of the key: `protocol.hub.mark`.', max_length=8)),
                ('token', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'token', 'peer'), name='hub_token_once')],
            },
        ),
        migrations.CreateModel(
            name='HubKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('peer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='federation.peer')),
                ('day', models.DateField()),
                ('key', models.BinaryField(help_text='Sealed.')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('peer', 'day'), name='hub_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('peer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exchanges', to='federation.peer')),
                ('direction', models.CharField(choices=[('published', 'We published to a hub'), ('taken', 'We received as the hub')], max_length=10)),
                ('key_ref', models.CharField(help_text="The day and mark of the hub's key.", max_length=16)),
                ('size', models.PositiveIntegerField(help_text='Tokens, padding included.')),
                ('last_entry', models.BigIntegerField(help_text='Number of our last entry in it.', null=True)),
                ('digest', models.CharField(help_text='SHA-256 of what was sent.', max_length=64)),
                ('hits', models.PositiveIntegerField(null=True)),
                ('objection', models.CharField(blank=True, help_text='Why it was broken off.', max_length=200)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['peer', '-opened_at'], name='exchange_by_peer')],
                'constraints': [models.UniqueConstraint(fields=('peer', 'direction', 'digest'), name='exchange_once')],
            },
        ),
        migrations.CreateModel(
            name='Pointer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('day', models.DateField()),
                ('token', models.BinaryField()),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='federation.peer')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='federation.peer')),
                ('raised_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'token', 'one', 'other'), name='pointer_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='pointer_has_an_order')],
            },
        ),
    ]
