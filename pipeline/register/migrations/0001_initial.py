"""The first tables of the register."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=200, unique=True)),
                ("scheme", models.CharField(max_length=200)),
                ("scheme_version", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("returned", "returned"),
                            ("ready", "ready"),
                            ("at-panel", "at-panel"),
                            ("sample-requested", "sample-requested"),
                            ("sample-received", "sample-received"),
                            ("at-moderation", "at-moderation"),
                            ("awarded", "awarded"),
                            ("more-evidence", "more-evidence"),
                            ("not-yet", "not-yet"),
                            ("renewal-invited", "renewal-invited"),
                            ("lapsed", "lapsed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=40,
                    ),
                ),
                ("opened_on", models.DateField()),
                ("lead_name", models.TextField(blank=True)),
                ("lead_email", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("name", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("value", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("n", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("case", models.CharField(blank=True, db_index=True, max_length=200)),
                ("kind", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=200, unique=True)),
                ("step", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("members", models.JSONField(default=list)),
                ("cases", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="School",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("urn", models.CharField(max_length=200, null=True)),
                ("laestab", models.CharField(max_length=200, null=True)),
                ("phase", models.TextField(blank=True)),
                ("kind", models.TextField(blank=True)),
                ("street", models.TextField(blank=True)),
                ("town", models.TextField(blank=True)),
                ("postcode", models.TextField(blank=True)),
                ("website", models.TextField(blank=True)),
                ("head", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=200, unique=True)),
                ("awarded_on", models.DateField()),
                ("valid_until", models.DateField()),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="register.case")),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=200, unique=True)),
                ("claim", models.CharField(max_length=200, unique=True)),
                ("source", models.CharField(max_length=40)),
                ("name", models.TextField()),
                ("sender", models.TextField(null=True)),
                ("subject", models.TextField(null=True)),
                ("received_at", models.DateTimeField()),
                ("content_key", models.CharField(blank=True, db_index=True, max_length=64)),
                ("note", models.TextField(blank=True)),
                ("finished", models.BooleanField(db_index=True, default=False)),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="register.case")),
                (
                    "duplicate_of",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="register.delivery"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="register.school"
            ),
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveIntegerField()),
                ("findings", models.JSONField(default=list)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="register.case"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "attempt"), name="one_check_an_attempt")],
            },
        ),
        migrations.CreateModel(
            name="DeliveredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("name", models.TextField()),
                ("parent", models.TextField(blank=True)),
                ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("file_class", models.CharField(blank=True, max_length=40)),
                ("message", models.TextField(blank=True)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="files", to="register.case"
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="register.delivery"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "position"), name="one_file_a_position"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "processed", "duplicate", "quarantined", "ignored"])),
                        name="a_known_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("member", models.CharField(max_length=200)),
                ("criterion", models.CharField(max_length=200)),
                ("mark", models.TextField()),
                ("comment", models.TextField(blank=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.case")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="register.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "case", "member", "criterion"), name="one_mark_a_member")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("outcome", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("items", models.JSONField(default=list)),
                ("strengths", models.TextField(blank=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.case")),
                ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="register.meeting")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "case"), name="one_decision_a_meeting")],
            },
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=200)),
                ("path", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="register.case")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "version", "kind"), name="one_output_a_kind")],
            },
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["awarded", "lapsed", "not-yet", "renewal-invited", "withdrawn"]), _negated=True
                ),
                fields=("school", "scheme"),
                name="one_open_case_a_school",
            ),
        ),
    ]
