import django.db.models.deletion
import modelcluster.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import wagtail_govreview.content.models
import wagtail_govreview.review.tier_task
import wagtail_govreview.storage
from wagtail_govreview.pages import BASE_PAGE_MODEL, base_page_dependency


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        base_page_dependency(),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorisedSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("scope", models.CharField(db_index=True, max_length=32, verbose_name="scope")),
                (
                    "organ",
                    models.CharField(
                        blank=True,
                        help_text="Whose documents this source may publish, for sources of one organ.",
                        max_length=255,
                        verbose_name="organ",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        help_text="The act that authorises it.",
                        max_length=500,
                        verbose_name="basis",
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=100, verbose_name="edition")),
                (
                    "status",
                    models.CharField(
                        choices=[("valid", "valid"), ("frozen", "frozen"), ("removed", "removed")],
                        db_index=True,
                        default="valid",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
            ],
            options={
                "verbose_name": "authorised source",
                "verbose_name_plural": "authorised sources",
                "ordering": ("scope", "name"),
            },
        ),
        migrations.CreateModel(
            name="Chain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=64, unique=True, verbose_name="name")),
                ("length", models.PositiveBigIntegerField(default=0, verbose_name="length")),
                ("head", models.CharField(blank=True, max_length=160, verbose_name="head")),
            ],
            options={
                "verbose_name": "ledger chain",
                "verbose_name_plural": "ledger chains",
            },
        ),
        migrations.CreateModel(
            name="SignedContent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(max_length=160, unique=True, verbose_name="fingerprint"),
                ),
                ("canonical", models.TextField(verbose_name="canonical content")),
                ("page_type", models.CharField(max_length=200, verbose_name="page type")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="kept since")),
            ],
            options={
                "verbose_name": "signed content",
                "verbose_name_plural": "signed contents",
            },
        ),
        migrations.CreateModel(
            name="SignedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=160, unique=True, verbose_name="digest")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                (
                    "file",
                    models.FileField(
                        max_length=255,
                        storage=wagtail_govreview.storage.private_storage,
                        upload_to=wagtail_govreview.content.models.evidence_path,
                        verbose_name="file",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="kept since")),
            ],
            options={
                "verbose_name": "signed file",
                "verbose_name_plural": "signed files",
            },
        ),
        migrations.CreateModel(
            name="AuthorisedHost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "host",
                    models.CharField(
                        db_index=True,
                        help_text="For instance www.gov.cn.",
                        max_length=253,
                        verbose_name="host",
                    ),
                ),
                (
                    "with_subdomains",
                    models.BooleanField(
                        default=False,
                        help_text="Never for gov.cn: everything under it belongs to somebody else.",
                        verbose_name="with all its sub-hosts",
                    ),
                ),
                (
                    "path_prefix",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="only below this path"
                    ),
                ),
                (
                    "excluded",
                    models.BooleanField(
                        default=False,
                        help_text="Tick to keep a host or path of this source out.",
                        verbose_name="not allowed",
                    ),
                ),
                (
                    "source",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hosts",
                        to="wagtail_govreview.authorisedsource",
                    ),
                ),
            ],
            options={
                "verbose_name": "authorised host",
                "verbose_name_plural": "authorised hosts",
            },
        ),
        migrations.CreateModel(
            name="HistoricalAuthorisedHost",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "host",
                    models.CharField(
                        db_index=True,
                        help_text="For instance www.gov.cn.",
                        max_length=253,
                        verbose_name="host",
                    ),
                ),
                (
                    "with_subdomains",
                    models.BooleanField(
                        default=False,
                        help_text="Never for gov.cn: everything under it belongs to somebody else.",
                        verbose_name="with all its sub-hosts",
                    ),
                ),
                (
                    "path_prefix",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="only below this path"
                    ),
                ),
                (
                    "excluded",
                    models.BooleanField(
                        default=False,
                        help_text="Tick to keep a host or path of this source out.",
                        verbose_name="not allowed",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtail_govreview.authorisedsource",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical authorised host",
                "verbose_name_plural": "historical authorised hosts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuthorisedSource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("scope", models.CharField(db_index=True, max_length=32, verbose_name="scope")),
                (
                    "organ",
                    models.CharField(
                        blank=True,
                        help_text="Whose documents this source may publish, for sources of one organ.",
                        max_length=255,
                        verbose_name="organ",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        help_text="The act that authorises it.",
                        max_length=500,
                        verbose_name="basis",
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=100, verbose_name="edition")),
                (
                    "status",
                    models.CharField(
                        choices=[("valid", "valid"), ("frozen", "frozen"), ("removed", "removed")],
                        db_index=True,
                        default="valid",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical authorised source",
                "verbose_name_plural": "historical authorised sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSheetDraft",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "carrier",
                    models.CharField(blank=True, max_length=32, verbose_name="kind of text"),
                ),
                (
                    "attribute",
                    models.CharField(
                        blank=True, max_length=32, verbose_name="disclosure attribute"
                    ),
                ),
                ("attribute_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "escalation",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Any tick sends the item to the principal as well.",
                        verbose_name="importance",
                    ),
                ),
                ("channels", models.JSONField(blank=True, default=list, verbose_name="channels")),
                (
                    "column",
                    models.CharField(
                        blank=True,
                        help_text="Where it appears. Empty: the section in which the page lies.",
                        max_length=255,
                        verbose_name="column",
                    ),
                ),
                (
                    "planned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="planned publication"),
                ),
                (
                    "secrecy",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Tick each one after checking the text and every attachment.",
                        verbose_name="secrecy and privacy",
                    ),
                ),
                (
                    "secrecy_basis",
                    models.TextField(blank=True, verbose_name="basis of the secrecy check"),
                ),
                ("contact", models.CharField(blank=True, max_length=255, verbose_name="contact")),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=BASE_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review sheet, editor's half",
                "verbose_name_plural": "historical review sheets, editor's half",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSourceAttribution",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "information_class",
                    models.CharField(blank=True, max_length=32, verbose_name="information class"),
                ),
                (
                    "subclasses",
                    models.JSONField(blank=True, default=list, verbose_name="tick what applies"),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        help_text="Paste the address of the page that is reprinted.",
                        max_length=1000,
                        verbose_name="link to the original",
                    ),
                ),
                (
                    "source_site",
                    models.CharField(blank=True, max_length=255, verbose_name="source website"),
                ),
                (
                    "original_title",
                    models.CharField(blank=True, max_length=500, verbose_name="original title"),
                ),
                (
                    "issuing_organ",
                    models.CharField(blank=True, max_length=255, verbose_name="issuing organ"),
                ),
                (
                    "document_number",
                    models.CharField(
                        blank=True,
                        help_text="For instance 国办发〔2018〕123号.",
                        max_length=100,
                        verbose_name="document number",
                    ),
                ),
                (
                    "original_date",
                    models.DateField(blank=True, null=True, verbose_name="original date"),
                ),
                (
                    "reprinted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="time of reprint"),
                ),
                (
                    "authorised_by",
                    models.CharField(
                        blank=True,
                        help_text="Which act allows this source to publish documents of the issuing organ.",
                        max_length=500,
                        verbose_name="authorising act",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=BASE_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source attribution",
                "verbose_name_plural": "historical source attributions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReviewSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(db_index=True, max_length=64, verbose_name="number")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                ("page_key", models.CharField(db_index=True, max_length=64)),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                (
                    "information_class",
                    models.CharField(
                        db_index=True, max_length=32, verbose_name="information class"
                    ),
                ),
                (
                    "attribute",
                    models.CharField(
                        db_index=True, max_length=32, verbose_name="disclosure attribute"
                    ),
                ),
                (
                    "escalated",
                    models.BooleanField(default=False, verbose_name="goes to the principal"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_review", "in review"),
                            ("returned", "returned"),
                            ("cancelled", "taken back"),
                            ("void", "void: the content changed"),
                            ("signed", "signed, waiting for publication"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                            ("revoked", "taken offline"),
                        ],
                        db_index=True,
                        default="in_review",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True, db_index=True, max_length=32, verbose_name="waits at"
                    ),
                ),
                (
                    "waiting_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="waiting since"),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="due"),
                ),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("tiers", models.JSONField(default=list, verbose_name="tiers")),
                ("findings", models.JSONField(blank=True, default=list, verbose_name="findings")),
                (
                    "fingerprint",
                    models.CharField(db_index=True, max_length=160, verbose_name="fingerprint"),
                ),
                ("undertaker", models.CharField(max_length=255, verbose_name="undertaker")),
                ("contributors", models.JSONField(default=list)),
                ("submitted_at", models.DateTimeField(db_index=True, verbose_name="submitted at")),
                (
                    "return_reason",
                    models.TextField(blank=True, verbose_name="reason of the return"),
                ),
                ("digest", models.CharField(blank=True, max_length=160)),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="govreview_sheets",
                        to=BASE_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "workflow_state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.workflowstate",
                    ),
                ),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="wagtail_govreview.signedcontent",
                        verbose_name="signed content",
                    ),
                ),
            ],
            options={
                "verbose_name": "review sheet",
                "verbose_name_plural": "review sheets",
                "ordering": ("-submitted_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="SheetDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "carrier",
                    models.CharField(blank=True, max_length=32, verbose_name="kind of text"),
                ),
                (
                    "attribute",
                    models.CharField(
                        blank=True, max_length=32, verbose_name="disclosure attribute"
                    ),
                ),
                ("attribute_reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "escalation",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Any tick sends the item to the principal as well.",
                        verbose_name="importance",
                    ),
                ),
                ("channels", models.JSONField(blank=True, default=list, verbose_name="channels")),
                (
                    "column",
                    models.CharField(
                        blank=True,
                        help_text="Where it appears. Empty: the section in which the page lies.",
                        max_length=255,
                        verbose_name="column",
                    ),
                ),
                (
                    "planned_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="planned publication"),
                ),
                (
                    "secrecy",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Tick each one after checking the text and every attachment.",
                        verbose_name="secrecy and privacy",
                    ),
                ),
                (
                    "secrecy_basis",
                    models.TextField(blank=True, verbose_name="basis of the secrecy check"),
                ),
                ("contact", models.CharField(blank=True, max_length=255, verbose_name="contact")),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="govreview_sheet_drafts",
                        to=BASE_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review sheet, editor's half",
                "verbose_name_plural": "review sheets, editor's half",
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tier", models.CharField(max_length=32, verbose_name="tier")),
                ("tier_wording", models.CharField(max_length=64)),
                ("post", models.CharField(blank=True, max_length=32)),
                (
                    "decision",
                    models.CharField(
                        choices=[("signed", "signed"), ("returned", "returned")],
                        max_length=16,
                        verbose_name="decision",
                    ),
                ),
                ("user_key", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=100, verbose_name="post title")),
                ("checklist", models.JSONField(default=list, verbose_name="checklist")),
                ("opinion", models.TextField(blank=True, verbose_name="opinion")),
                ("escalation", models.JSONField(blank=True, default=list)),
                ("fingerprint", models.CharField(max_length=160, verbose_name="fingerprint")),
                ("signed_at", models.DateTimeField(db_index=True, verbose_name="signed at")),
                (
                    "signed_key",
                    models.CharField(editable=False, max_length=128, null=True, unique=True),
                ),
                ("digest", models.CharField(blank=True, max_length=160)),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="wagtail_govreview.reviewsheet",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "ordering": ("signed_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SourceAttribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "information_class",
                    models.CharField(blank=True, max_length=32, verbose_name="information class"),
                ),
                (
                    "subclasses",
                    models.JSONField(blank=True, default=list, verbose_name="tick what applies"),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        help_text="Paste the address of the page that is reprinted.",
                        max_length=1000,
                        verbose_name="link to the original",
                    ),
                ),
                (
                    "source_site",
                    models.CharField(blank=True, max_length=255, verbose_name="source website"),
                ),
                (
                    "original_title",
                    models.CharField(blank=True, max_length=500, verbose_name="original title"),
                ),
                (
                    "issuing_organ",
                    models.CharField(blank=True, max_length=255, verbose_name="issuing organ"),
                ),
                (
                    "document_number",
                    models.CharField(
                        blank=True,
                        help_text="For instance 国办发〔2018〕123号.",
                        max_length=100,
                        verbose_name="document number",
                    ),
                ),
                (
                    "original_date",
                    models.DateField(blank=True, null=True, verbose_name="original date"),
                ),
                (
                    "reprinted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="time of reprint"),
                ),
                (
                    "authorised_by",
                    models.CharField(
                        blank=True,
                        help_text="Which act allows this source to publish documents of the issuing organ.",
                        max_length=500,
                        verbose_name="authorising act",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="govreview_attributions",
                        to=BASE_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "source attribution",
                "verbose_name_plural": "source attributions",
            },
        ),
        migrations.CreateModel(
            name="TierTaskState",
            fields=[
                (
                    "taskstate_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.taskstate",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="task_states",
                        to="wagtail_govreview.reviewsheet",
                        verbose_name="review sheet",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication review tier state",
                "verbose_name_plural": "publication review tier states",
            },
            bases=("wagtailcore.taskstate",),
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Stands in every sheet and register number of this unit. Cannot be changed later.",
                        max_length=32,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "site_code",
                    models.CharField(
                        blank=True,
                        help_text="网站标识码, ten digits, where the site has one.",
                        max_length=20,
                        verbose_name="website identification code",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=255, verbose_name="contact")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="wagtail_govreview.unit",
                        verbose_name="superior unit",
                    ),
                ),
                (
                    "root_page",
                    models.ForeignKey(
                        blank=True,
                        help_text="Pages from here downwards are published by this unit.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=BASE_PAGE_MODEL,
                        verbose_name="part of the page tree",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="TierTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=wagtail_govreview.review.tier_task.tier_choices,
                        max_length=32,
                        verbose_name="tier",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="wagtail_govreview.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication review tier",
                "verbose_name_plural": "publication review tiers",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.AddField(
            model_name="reviewsheet",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheets",
                to="wagtail_govreview.unit",
                verbose_name="unit",
            ),
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(db_index=True, verbose_name="year")),
                ("serial", models.PositiveIntegerField(verbose_name="serial number")),
                (
                    "number",
                    models.CharField(max_length=64, unique=True, verbose_name="register number"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("publication", "publication"),
                            ("update", "update"),
                            ("withdrawal", "withdrawal"),
                            ("stock", "taken over"),
                        ],
                        db_index=True,
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("current", "current"),
                            ("superseded", "superseded"),
                            ("withdrawn", "withdrawn"),
                            ("closed", "closed"),
                        ],
                        db_index=True,
                        default="current",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "sheet_number",
                    models.CharField(blank=True, max_length=64, verbose_name="sheet number"),
                ),
                ("page_key", models.CharField(db_index=True, max_length=64)),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("url", models.CharField(blank=True, max_length=1000, verbose_name="address")),
                (
                    "information_class",
                    models.CharField(
                        blank=True, db_index=True, max_length=32, verbose_name="information class"
                    ),
                ),
                (
                    "attribute",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        max_length=32,
                        verbose_name="disclosure attribute",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                (
                    "source_link",
                    models.CharField(blank=True, max_length=1000, verbose_name="source link"),
                ),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=100, verbose_name="document number"),
                ),
                (
                    "undertaker",
                    models.CharField(blank=True, max_length=255, verbose_name="undertaker"),
                ),
                ("signers", models.JSONField(default=list, verbose_name="signed by")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted at"),
                ),
                ("happened_at", models.DateTimeField(db_index=True, verbose_name="published at")),
                ("actor", models.CharField(blank=True, max_length=255, verbose_name="by")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "fingerprint",
                    models.CharField(blank=True, max_length=160, verbose_name="fingerprint"),
                ),
                ("snapshot", models.TextField(blank=True, verbose_name="snapshot")),
                ("digest", models.CharField(blank=True, max_length=160)),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="govreview_entries",
                        to=BASE_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_entries",
                        to="wagtail_govreview.registerentry",
                        verbose_name="previous entry",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="wagtail_govreview.reviewsheet",
                        verbose_name="review sheet",
                    ),
                ),
                (
                    "content",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="wagtail_govreview.signedcontent",
                        verbose_name="signed content",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register",
                        to="wagtail_govreview.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "register entry",
                "verbose_name_plural": "register of publications",
                "ordering": ("-happened_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalUnit",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        help_text="Stands in every sheet and register number of this unit. Cannot be changed later.",
                        max_length=32,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "site_code",
                    models.CharField(
                        blank=True,
                        help_text="网站标识码, ten digits, where the site has one.",
                        max_length=20,
                        verbose_name="website identification code",
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=255, verbose_name="contact")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "root_page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Pages from here downwards are published by this unit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=BASE_PAGE_MODEL,
                        verbose_name="part of the page tree",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtail_govreview.unit",
                        verbose_name="superior unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical unit",
                "verbose_name_plural": "historical units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSigner",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("tier", models.CharField(max_length=32, verbose_name="tier")),
                ("post", models.CharField(blank=True, max_length=32, verbose_name="post")),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Printed beside the name, for instance 办公室主任.",
                        max_length=100,
                        verbose_name="post title",
                    ),
                ),
                (
                    "signature_image",
                    models.TextField(
                        blank=True,
                        help_text="Optional: printed on the review sheet above the name.",
                        max_length=100,
                        verbose_name="signature image",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtail_govreview.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical signer",
                "verbose_name_plural": "historical signers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReviewSheet",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(db_index=True, max_length=64, verbose_name="number")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                ("page_key", models.CharField(db_index=True, max_length=64)),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                (
                    "information_class",
                    models.CharField(
                        db_index=True, max_length=32, verbose_name="information class"
                    ),
                ),
                (
                    "attribute",
                    models.CharField(
                        db_index=True, max_length=32, verbose_name="disclosure attribute"
                    ),
                ),
                (
                    "escalated",
                    models.BooleanField(default=False, verbose_name="goes to the principal"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_review", "in review"),
                            ("returned", "returned"),
                            ("cancelled", "taken back"),
                            ("void", "void: the content changed"),
                            ("signed", "signed, waiting for publication"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                            ("revoked", "taken offline"),
                        ],
                        db_index=True,
                        default="in_review",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True, db_index=True, max_length=32, verbose_name="waits at"
                    ),
                ),
                (
                    "waiting_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="waiting since"),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="due"),
                ),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("tiers", models.JSONField(default=list, verbose_name="tiers")),
                ("findings", models.JSONField(blank=True, default=list, verbose_name="findings")),
                (
                    "fingerprint",
                    models.CharField(db_index=True, max_length=160, verbose_name="fingerprint"),
                ),
                ("undertaker", models.CharField(max_length=255, verbose_name="undertaker")),
                ("contributors", models.JSONField(default=list)),
                ("submitted_at", models.DateTimeField(db_index=True, verbose_name="submitted at")),
                (
                    "return_reason",
                    models.TextField(blank=True, verbose_name="reason of the return"),
                ),
                ("digest", models.CharField(blank=True, max_length=160)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=BASE_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="revision",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "workflow_state",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.workflowstate",
                    ),
                ),
                (
                    "content",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtail_govreview.signedcontent",
                        verbose_name="signed content",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtail_govreview.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review sheet",
                "verbose_name_plural": "historical review sheets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="UnitGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=32, verbose_name="role")),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="govreview_role",
                        to="auth.group",
                        verbose_name="group",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="wagtail_govreview.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit group",
                "verbose_name_plural": "unit groups",
            },
        ),
        migrations.CreateModel(
            name="LedgerLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(verbose_name="number")),
                ("act", models.CharField(db_index=True, max_length=64, verbose_name="act")),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                ("actor", models.CharField(blank=True, max_length=255, verbose_name="actor")),
                ("actor_key", models.CharField(blank=True, max_length=64)),
                ("subject", models.CharField(blank=True, db_index=True, max_length=100)),
                ("summary", models.CharField(blank=True, max_length=500, verbose_name="subject")),
                ("data", models.TextField(default="{}", verbose_name="data")),
                ("previous", models.CharField(blank=True, max_length=160)),
                ("digest", models.CharField(max_length=160, verbose_name="digest")),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="wagtail_govreview.chain",
                        verbose_name="chain",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledger line",
                "verbose_name_plural": "ledger lines",
                "ordering": ("chain", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"), name="govreview_ledger_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=200)),
                ("object_key", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("filename", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "content",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="wagtail_govreview.signedcontent",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="wagtail_govreview.signedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "signed attachment",
                "verbose_name_plural": "signed attachments",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content", "model", "object_key"),
                        name="govreview_signed_attachment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tier", models.CharField(max_length=32, verbose_name="tier")),
                ("post", models.CharField(blank=True, max_length=32, verbose_name="post")),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Printed beside the name, for instance 办公室主任.",
                        max_length=100,
                        verbose_name="post title",
                    ),
                ),
                (
                    "signature_image",
                    models.ImageField(
                        blank=True,
                        help_text="Optional: printed on the review sheet above the name.",
                        storage=wagtail_govreview.storage.private_storage,
                        upload_to="signatures/",
                        verbose_name="signature image",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="govreview_posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signers",
                        to="wagtail_govreview.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "signer",
                "verbose_name_plural": "signers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "user", "tier"), name="govreview_signer"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SerialCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.CharField(max_length=32)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtail_govreview.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "series", "year"), name="govreview_serial_series"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="reviewsheet",
            index=models.Index(
                fields=["page", "fingerprint", "state"], name="govreview_sheet_grant"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewsheet",
            constraint=models.UniqueConstraint(
                fields=("number", "round"), name="govreview_sheet_number"
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["page", "state"], name="govreview_register_page"),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.UniqueConstraint(
                fields=("unit", "year", "serial"), name="govreview_register_serial"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitgroup",
            constraint=models.UniqueConstraint(fields=("unit", "role"), name="govreview_unit_role"),
        ),
    ]
