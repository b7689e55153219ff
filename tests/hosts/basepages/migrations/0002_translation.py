from django.db import migrations
from wagtail.models import (
    BootstrapLocaleField,
    BootstrapTranslatableModel,
    BootstrapTranslationKeyField,
)


class Migration(migrations.Migration):
    """The base page's language, which can only be told once Wagtail has its table of languages."""

    dependencies = [
        ("basepages", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        BootstrapLocaleField("basepages.BasePage"),
        BootstrapTranslationKeyField("basepages.BasePage"),
        BootstrapTranslatableModel("basepages.BasePage"),
    ]
