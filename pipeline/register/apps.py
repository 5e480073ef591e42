"""The Django app. Nothing outside this package and the web pages imports Django."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Tables named ``register_…``."""

    name = "pipeline.register"
    label = "register"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"
