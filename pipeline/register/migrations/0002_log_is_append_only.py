"""The event log can only grow: the database itself refuses to change or delete a line."""

from django.db import migrations

FORBID_CHANGE = """
CREATE TRIGGER register_log_no_change BEFORE UPDATE ON register_logentry
BEGIN SELECT RAISE(ABORT, 'the event log cannot be changed'); END;
"""
FORBID_DELETE = """
CREATE TRIGGER register_log_no_delete BEFORE DELETE ON register_logentry
BEGIN SELECT RAISE(ABORT, 'the event log cannot be shortened'); END;
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.RunSQL(FORBID_CHANGE, "DROP TRIGGER register_log_no_change"),
        migrations.RunSQL(FORBID_DELETE, "DROP TRIGGER register_log_no_delete"),
    ]
