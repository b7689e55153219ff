from django.db import migrations


def let_take_part(apps, schema_editor):
    """Give the permission to the groups that units have already."""
    groups = [
        link.group
        for link in apps.get_model("wagtail_govreview", "UnitGroup").objects.select_related("group")
    ]
    if not groups:
        return  # a new site: Django makes the permission after the migrations
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtail_govreview", model="unitgroup"
    )
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="take_part",
        defaults={"name": "Can take part in the publication review"},
    )
    for group in groups:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtail_govreview", "0003_filing"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="unitgroup",
            options={
                "permissions": [("take_part", "Can take part in the publication review")],
                "verbose_name": "unit group",
                "verbose_name_plural": "unit groups",
            },
        ),
        migrations.RunPython(let_take_part, migrations.RunPython.noop),
    ]
