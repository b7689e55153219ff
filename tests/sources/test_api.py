"""A headless site shows the source with one line on a page type."""

from __future__ import annotations

from typing import Any

from django.test import Client
from wagtail.api import APIField
from wagtail.models import Site

from sandbox.portal.models import NewsPage
from wagtail_govreview.models import SourceAttribution


def test_one_line_puts_the_source_into_the_api(
    site: Site, client: Client, monkeypatch: Any
) -> None:
    fields = [*NewsPage.api_fields, APIField("govreview_attributions")]
    monkeypatch.setattr(NewsPage, "api_fields", fields)
    page = NewsPage(title="转载", slug="zhuanzai", body="<p>正文</p>")
    page.govreview_attributions = [
        SourceAttribution(
            information_class="reprint",
            subclasses=["reprint_central"],
            source_site="中国政府网",
            link="https://www.gov.cn/a",
        )
    ]
    site.root_page.add_child(instance=page)
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    [source] = answer["govreview_attributions"]
    assert source["source_site"] == "中国政府网"
    assert source["subclasses"] == ["reprint_central"]
    assert set(source) >= {"link", "reprinted_at", "document_number", "issuing_organ"}
