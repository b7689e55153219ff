import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wagtail_govreview.pages import BASE_PAGE_MODEL, base_page_dependency


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_govreview', '0004_people_of_the_units'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        base_page_dependency(),
    ]

    operations = [
        migrations.AddField(
            model_name='registerentry',
            name='exception',
            field=models.CharField(blank=True, choices=[('emergency', 'emergency'), ('exempt', 'exempt import')], db_index=True, max_length=16, verbose_name='exception'),
        ),
        migrations.CreateModel(
            name='EmergencyPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_key', models.CharField(db_index=True, max_length=64)),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('reason', models.TextField(verbose_name='reason')),
                ('ordered_by', models.CharField(max_length=255, verbose_name='ordered by')),
                ('ordered_post', models.CharField(max_length=255, verbose_name='post of who ordered it')),
                ('ordered_how', models.CharField(max_length=64, verbose_name='way of the order')),
                ('ordered_at', models.DateTimeField(verbose_name='ordered at')),
                ('secrecy', models.JSONField(default=list, verbose_name='declarations on secrecy')),
                ('user_key', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=255, verbose_name='published by')),
                ('contributors', models.JSONField(default=list)),
                ('published_at', models.DateTimeField(db_index=True, verbose_name='published at')),
                ('due_at', models.DateTimeField(db_index=True, verbose_name='signatures due')),
                ('fingerprint', models.CharField(max_length=160, verbose_name='fingerprint')),
                ('digest', models.CharField(max_length=160)),
                ('state', models.CharField(choices=[('open', 'signatures due'), ('signed', 'signed afterwards'), ('corrected', 'replaced by a signed version'), ('withdrawn', 'taken offline unsigned')], db_index=True, default='open', max_length=16, verbose_name='state')),
                ('open_key', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('content', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='wagtail_govreview.signedcontent', verbose_name='published content')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='emergency', to='wagtail_govreview.registerentry', verbose_name='register entry')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='govreview_emergencies', to=BASE_PAGE_MODEL, verbose_name='page')),
                ('settled_entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settled_emergencies', to='wagtail_govreview.registerentry', verbose_name='settled by')),
                ('settled_sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settled_emergencies', to='wagtail_govreview.reviewsheet', verbose_name='review sheet')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='wagtail_govreview.unit', verbose_name='unit')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'emergency publication',
                'verbose_name_plural': 'emergency publications',
                'ordering': ('-published_at', '-pk'),
                'permissions': [('publish_in_emergency', 'Can publish in an emergency')],
                'default_permissions': ('view',),
            },
        ),
    ]
