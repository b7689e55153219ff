from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_govreview', '0008_reading'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=32)),
                ('key', models.CharField(max_length=64)),
                ('stage', models.CharField(max_length=32)),
                ('user_key', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField(db_index=True, verbose_name='sent at')),
            ],
            options={
                'verbose_name': 'sent reminder',
                'verbose_name_plural': 'sent reminders',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'stage', 'user_key'), name='govreview_reminder')],
            },
        ),
    ]
