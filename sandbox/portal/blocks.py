"""Blocks of a policy document's body."""

from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class DocumentBody(StreamBlock):
    """The body of an official document: headings, paragraphs, tables, files and pictures."""

    heading = CharBlock(label="标题", icon="title", template="portal/blocks/heading.html")
    paragraph = RichTextBlock(
        label="段落",
        icon="pilcrow",
        features=["bold", "italic", "ol", "ul", "link", "document-link"],
        template="portal/blocks/paragraph.html",
    )
    table = TableBlock(label="表格", icon="table", template="portal/blocks/table.html")
    document = DocumentChooserBlock(
        label="文件", icon="doc-full", template="portal/blocks/document.html"
    )
    image = ImageChooserBlock(label="图片", icon="image", template="portal/blocks/image.html")
