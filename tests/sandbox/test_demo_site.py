"""The demo site: complete, made of drafts, and built only once however often it is asked for."""

from django.contrib.auth import authenticate, get_user_model
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Site

from sandbox.portal.demo.build import build_site
from sandbox.portal.demo.drafts import fill
from sandbox.portal.demo.items import ITEMS
from sandbox.portal.demo.people import PEOPLE, SUPERUSER
from sandbox.portal.demo.units import UNITS
from sandbox.portal.models import HomePage, PolicyDocumentPage, PolicyTopic, SectionIndexPage

EVERYTHING = (
    Page,
    Revision,
    PageLogEntry,
    ModelLogEntry,
    Document,
    Image,
    PolicyTopic,
    Site,
    get_user_model(),
)


def snapshot():
    """How many of everything there are, and what every page looks like."""
    counts = {model.__name__: model._default_manager.count() for model in EVERYTHING}
    pages = list(Page.objects.order_by("pk").values_list("pk", "path", "title", "latest_revision"))
    passwords = list(get_user_model().objects.order_by("pk").values_list("username", "password"))
    return counts, pages, passwords


def test_running_twice_changes_nothing(demo):
    before = snapshot()
    build_site()
    assert snapshot() == before


def test_running_again_keeps_what_an_editor_wrote(demo):
    page = demo.drafts["ban_news"]
    page.title = "改过的标题"
    page.save_revision()
    again = build_site()
    assert again.drafts["ban_news"].get_latest_revision_as_object().title == "改过的标题"


def test_only_the_front_page_and_the_sections_are_live(demo):
    live = {type(page) for page in Page.objects.live().specific() if not page.is_root()}
    assert live == {HomePage, SectionIndexPage}
    assert len(demo.drafts) == len(ITEMS)
    assert not any(page.live for page in demo.drafts.values())
    assert all(page.latest_revision for page in demo.drafts.values())


def test_every_draft_belongs_to_its_editor(demo):
    for item in ITEMS:
        page = demo.drafts[item.key]
        assert page.owner.username == f"{item.unit}_editor"
        assert page.latest_revision.user == page.owner
        assert page.is_descendant_of(demo.units[item.unit])


def test_accounts_of_every_role_open_with_the_demo_password(demo, settings):
    roles = {
        "editor",
        "first",
        "second",
        "third",
        "principal",
        "registrar",
        "archivist",
        "inspector",
        "unit_administrator",
    }
    for unit in UNITS:
        assert {person.role for person in PEOPLE if person.unit == unit.key} == roles
    editor = authenticate(username="shui_editor", password=settings.SANDBOX_DEMO_PASSWORD)
    assert editor.get_full_name() == "陈承办"
    assert not editor.is_superuser
    assert authenticate(username=SUPERUSER, password=settings.SANDBOX_DEMO_PASSWORD).is_superuser


def test_the_rule_is_there_with_its_number_and_its_file(demo):
    page = demo.drafts["rule"].get_latest_revision_as_object()
    assert isinstance(page, PolicyDocumentPage)
    assert page.document_number == "宁政公开办发〔2020〕18号"
    headings = [block.value for block in page.body if block.block_type == "heading"]
    assert headings[1:] == [
        "一、信息分类",
        "二、采集筛选",
        "三、审查审核",
        "四、公开发布",
        "五、归档移交",
        "六、考核监测",
    ]
    attachment = page.attachments.get()
    with attachment.document.file.open("rb") as pdf:
        assert pdf.read(5) == b"%PDF-"
    assert [topic.name for topic in page.topics.all()] == ["政务公开"]


def test_the_consultation_links_to_its_draft(demo):
    document = Document.objects.get(title__contains="征求意见稿")
    assert f'<a linktype="document" id="{document.pk}">' in demo.drafts["yin_consultation"].body


def test_the_returned_item_can_be_put_right(demo):
    item = next(item for item in ITEMS if item.returned)
    page = demo.drafts[item.key].get_latest_revision_as_object()
    assert "3月22日至26日" in page.body
    fill(page, item.returned.corrections, page.owner)
    assert "3月22日至28日" in page.body


def test_the_site_answers_at_its_address(demo, settings):
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == demo.home
    assert demo.units["shui"].full_url == f"{settings.WAGTAILADMIN_BASE_URL}/shuili/"
