"""Awards and decisions may be of a level; a delivery remembers the scheme whose folder it lay in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_log_is_append_only")]

    operations = [
        migrations.AddField("award", "level", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("decision", "level", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("delivery", "scheme", models.CharField(blank=True, default="", max_length=200)),
    ]
