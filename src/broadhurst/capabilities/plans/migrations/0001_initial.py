import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('agencies', '0001_initial'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutcomeList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('outcomes', models.JSONField(help_text='List of {key, p, label}.')),
                ('from_on', models.DateField()),
                ('is_example', models.BooleanField(default=False)),
                ('source', models.CharField(max_length=200)),
                ('because', models.CharField(blank=True, help_text='Why it was changed.', max_length=400)),
                ('follows', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='plans.outcomelist')),
                ('retired', models.JSONField(default=list, help_text='Titles that it no longer has.')),
                ('set_at', models.DateTimeField(null=True)),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'list of desired outcomes',
                'ordering': ('-from_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='TacticLibrary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('tactics', models.JSONField(help_text='List of {key, p, threats, title, text, publication, publisher, published, url}.')),
                ('templates', models.JSONField(help_text='List of {key, threats, name, outcomes, objectives: [{p, text, tactics}]}.')),
                ('from_on', models.DateField()),
                ('source', models.CharField(max_length=300)),
                ('because', models.CharField(blank=True, help_text='Why it was changed.', max_length=400)),
                ('follows', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='plans.tacticlibrary')),
                ('retired', models.JSONField(default=list, help_text='Titles that it no longer has.')),
                ('set_at', models.DateTimeField(null=True)),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tactic library',
                'verbose_name_plural': 'tactic libraries',
                'ordering': ('-from_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('p', models.CharField(choices=[('pursue', 'Pursue'), ('prevent', 'Prevent'), ('protect', 'Protect'), ('prepare', 'Prepare')], help_text="The objective's (a key holds it).", max_length=8)),
                ('title', models.CharField(max_length=120)),
                ('brief', models.TextField(blank=True, help_text='The words written for another organisation.')),
                ('shared_under', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField()),
                ('stage', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('in_progress', 'In progress'), ('blocked', 'Blocked'), ('returned', 'Returned'), ('complete', 'Complete'), ('cancelled', 'Cancelled')], default='proposed', max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.TextField(blank=True, help_text='The result, or why it was cancelled.')),
                ('repeats', models.CharField(blank=True, choices=[('week', 'Every week'), ('fortnight', 'Every 2 weeks'), ('month', 'Every month'), ('quarter', 'Every 3 months')], max_length=10)),
                ('repeats_until', models.DateField(help_text='No next one is due after this day.', null=True)),
                ('accountable_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='agencies.unit')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asking_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('follows', models.OneToOneField(help_text='The one before it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='plans.action')),
            ],
            options={
                'ordering': ('due_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Background',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='background', to='plans.action')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('p', models.CharField(choices=[('pursue', 'Pursue'), ('prevent', 'Prevent'), ('protect', 'Protect'), ('prepare', 'Prepare')], max_length=8)),
                ('text', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
            ],
            options={
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='action',
            name='objective',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='plans.objective'),
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('kind', models.CharField(blank=True, max_length=24)),
                ('text', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_because', models.TextField(blank=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('chosen_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.outcomelist')),
            ],
            options={
                'verbose_name': 'desired outcome',
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Grading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade', models.CharField(choices=[('achieved', 'Achieved'), ('partly', 'Partly achieved'), ('not_achieved', 'Not achieved')], max_length=12)),
                ('because', models.TextField()),
                ('graded_at', models.DateTimeField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('graded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gradings', to='plans.outcome')),
            ],
            options={
                'ordering': ('-graded_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('version', models.PositiveIntegerField()),
                ('aim', models.TextField()),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('agreed', 'Agreed'), ('closed', 'Closed'), ('superseded', 'Superseded')], default='draft', max_length=10)),
                ('because', models.CharField(help_text='Why this version was begun.', max_length=120)),
                ('drafted_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('first_review_on', models.DateField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ocg', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='register.ocg')),
                ('owner_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
            ],
            options={
                'verbose_name': '4P plan',
                'ordering': ('-version',),
            },
        ),
        migrations.AddField(
            model_name='outcome',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='objective',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='plans.plan'),
        ),
        migrations.CreateModel(
            name='Gap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('question', models.TextField()),
                ('is_about_people', models.BooleanField(default=False, help_text='Its words are shown on the plan alone.')),
                ('opened_at', models.DateTimeField()),
                ('result', models.CharField(blank=True, choices=[('answered', 'Answered'), ('not_needed', 'No longer needed')], max_length=12)),
                ('learnt', models.TextField(blank=True, help_text='The answer, or why it is no longer needed.')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gaps', to='plans.plan')),
            ],
            options={
                'verbose_name': 'intelligence gap',
                'ordering': ('opened_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ExitCriterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('text', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'Not met'), ('met', 'Met'), ('dropped', 'No longer needed')], default='open', max_length=8)),
                ('note', models.TextField(blank=True)),
                ('marked_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exit_criteria', to='plans.plan')),
            ],
            options={
                'verbose_name': 'exit criterion',
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('summary', models.TextField()),
                ('closed_at', models.DateTimeField()),
                ('reopened_at', models.DateTimeField(null=True)),
                ('reopened_because', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('reopened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='plans.plan')),
            ],
            options={
                'ordering': ('-closed_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='plans.action')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviewed_at', models.DateTimeField()),
                ('findings', models.TextField()),
                ('next_review_on', models.DateField()),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='plans.plan')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-reviewed_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Dependency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_because', models.TextField(blank=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waits_for', to='plans.action')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.action')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'dependencies',
                'ordering': ('added_at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('action', 'after'), name='waits_for_once'), models.CheckConstraint(condition=models.Q(('action', models.F('after')), _negated=True), name='action_waits_for_another'), models.CheckConstraint(condition=models.Q(models.Q(('removed_at', None), ('removed_because', ''), ('removed_by', None)), models.Q(models.Q(('removed_because', ''), _negated=True), ('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='dependency_removed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('by', 'partner', 'given_on'), name='engaged_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('question', 'Question'), ('answer', 'Answer'), ('date_proposed', 'Another date proposed'), ('date_accepted', 'Date accepted'), ('date_refused', 'Date refused'), ('returned', 'Returned'), ('sent_again', 'Sent again'), ('blocked', 'Blocked'), ('unblocked', 'Unblocked')], max_length=16)),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('proposed_on', models.DateField(null=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='plans.action')),
                ('answers', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='plans.message')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.dossier')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.unit')),
            ],
            options={
                'verbose_name': 'message about an action',
                'ordering': ('at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'date_proposed'), ('proposed_on', None), _connector='XOR'), name='date_is_proposed'), models.CheckConstraint(condition=models.Q(('kind__in', ('answer', 'date_accepted', 'date_refused')), ('answers', None), _connector='XOR'), name='answer_names_what_it_answers')],
            },
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['accountable_unit', 'due_on'], name='open_action_of_unit'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['asking_unit'], name='open_action_asked_by'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ('complete', 'cancelled')), ('closed_at__isnull', True), _connector='XOR'), name='action_closed_at'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('repeats', ''), ('repeats_until__isnull', False), _connector='XOR'), name='action_repeats_until_a_day'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('stage__in', ('draft', 'agreed', 'closed'))), fields=('ocg',), name='one_live_plan'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('ocg', 'version'), name='plan_version_once'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('stage', 'superseded'), ('superseded_at__isnull', True), _connector='XOR'), name='plan_superseded_at'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'agreed'), _negated=True), models.Q(('agreed_at__isnull', False), ('first_review_on__isnull', False)), _connector='OR'), name='plan_agreed_at'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='drafter_does_not_agree_plan'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_because', ''), ('dropped_by', None)), models.Q(models.Q(('dropped_because', ''), _negated=True), ('dropped_at__isnull', False), ('dropped_by__isnull', False)), _connector='OR'), name='outcome_dropped_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='gap',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('learnt', ''), ('result', '')), models.Q(models.Q(('result', ''), _negated=True), models.Q(('learnt', ''), _negated=True), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='gap_closed_with_words'),
        ),
        migrations.AddConstraint(
            model_name='exitcriterion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(models.Q(('note', ''), _negated=True), ('marked_at__isnull', False)), _connector='OR'), name='criterion_marked_with_a_note'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reopened_at', None), ('reopened_because', ''), ('reopened_by', None)), models.Q(models.Q(('reopened_because', ''), _negated=True), ('reopened_at__isnull', False), ('reopened_by__isnull', False)), _connector='OR'), name='plan_reopened_with_a_reason'),
        ),
    ]
