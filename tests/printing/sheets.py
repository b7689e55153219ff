"""Documents to be printed in tests: plain data, as the rooms above would hand them in."""

from __future__ import annotations

import base64
import io
from typing import Any

from PIL import Image, ImageDraw

from wagtail_govreview.printing.register import RegisterDocument
from wagtail_govreview.printing.sheet import Attachment, SheetDocument, Signature
from wagtail_govreview.rulebook.ningxia import PROFILE
from wagtail_govreview.rulebook.types import Profile

DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def signature(name: str, post: str, **fields: str) -> Signature:
    """A signature of one's own, without an image."""
    document: dict[str, Any] = {
        "name": name,
        "post": post,
        "on_behalf_of": "",
        "signed_at": "2026年3月2日 09:12",
        "opinion": "同意。",
        "image": "",
        **fields,
    }
    return document  # type: ignore[return-value]


def attachment(number: int) -> Attachment:
    return {
        "name": f"附件{number}：自治区农业水价综合改革任务分解表（第{number}部分）.xlsx",
        "size": "1.2 MB",
        "digest": DIGEST,
        "read_by": "马晓梅、王建国、李卫东",
    }


def handwriting() -> str:
    """A PNG with a stroke of ink on a transparent ground, base64."""
    image = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.line(
        [(40, 200), (140, 40), (220, 190), (300, 60), (380, 180), (560, 90)],
        fill=(10, 10, 60),
        width=14,
    )
    written = io.BytesIO()
    image.save(written, "PNG")
    return base64.b64encode(written.getvalue()).decode()


def blank_sheet(profile: Profile = PROFILE) -> SheetDocument:
    """The form as it comes out of the drawer: nothing ticked, nobody signed."""
    return {
        "title": profile.sheet_title,
        "number": "",
        "state": "",
        "filled_on": "",
        "unit": "",
        "item_title": "",
        "document_number": "",
        "carriers": [{"wording": term.wording, "ticked": False} for term in profile.carriers],
        "classes": [
            {
                "wording": item.wording,
                "ticked": False,
                "boxes": [
                    {
                        "wording": box.wording,
                        "ticked": False,
                        "on_sample_form": box.on_sample_form,
                    }
                    for box in item.subclasses
                ],
            }
            for item in profile.classes
        ],
        "reprint": None,
        "attributes": [{"wording": term.wording, "ticked": False} for term in profile.attributes],
        "attribute_reason": "",
        "channels": [{"wording": term.wording, "ticked": False} for term in profile.channels],
        "column": "",
        "planned_at": "",
        "visible_until": "",
        "screening": [],
        "secrecy": [{"wording": term.wording, "ticked": False} for term in profile.secrecy],
        "escalation": [
            {"wording": term.wording, "ticked": False} for term in profile.escalation_reasons
        ],
        "attachments": [],
        "undertaker_label": profile.undertaker_label,
        "undertaker": None,
        "tiers": [
            {
                "wording": tier.wording,
                "subject": tier.subject.wording,
                "label": tier.signature_label,
                "checklist": [
                    {"wording": item.wording, "ticked": False} for item in tier.checklist
                ],
                "signatures": [],
                "separate": tier.escalated_only,
            }
            for tier in profile.tiers_for(escalated=False)
        ],
        "publication": {
            "register_number": "",
            "published_at": "",
            "published_by": "",
            "url": "",
        },
        "contact": "",
        "remarks": "",
        "notes": list(profile.form_notes),
        "returns": [],
        "fingerprint": "",
        "printed_at": "",
        "removal": None,
    }


def signed_sheet(**changes: Any) -> SheetDocument:
    """An own-issued document that three tiers have signed and that is published."""
    document = blank_sheet()
    document.update(
        number="NXSL-2026-0007",
        fingerprint=DIGEST,
        state="第2轮　已签发",
        filled_on="2026年3月2日",
        unit="宁夏回族自治区水利厅",
        contact="马晓梅",
        item_title="自治区水利厅关于印发《宁夏农业水价综合改革实施方案》的通知",
        document_number="宁水规发〔2026〕3号",
        column="信息公开 / 政策文件 / 规范性文件",
        planned_at="2026年3月2日 18:00",
        attachments=[attachment(1), attachment(2)],
        undertaker=signature("马晓梅", "政务公开专职工作人员", signed_at="2026年3月1日 16:40"),
        printed_at="2026年3月3日 08:00",
        remarks="原稿同时送厅档案室。",
    )
    document["carriers"][0]["ticked"] = True
    document["classes"][1]["ticked"] = True
    document["classes"][1]["boxes"][0]["ticked"] = True
    document["attributes"][0]["ticked"] = True
    for channel in document["channels"][:2]:
        channel["ticked"] = True
    for declaration in document["secrecy"]:
        declaration["ticked"] = True
    signers = [
        signature("张秀兰", "政务公开专职工作人员", opinion="已核对公开属性，附件逐件审看。"),
        signature(
            "王建国", "办公室主任", image=handwriting(), opinion="数据与统计公报一致，同意。"
        ),
        signature("李卫东", "分管政务公开的副厅长", on_behalf_of="", opinion="同意发布。"),
    ]
    for tier, signer in zip(document["tiers"], signers, strict=True):
        tier["signatures"] = [signer]
        for item in tier["checklist"]:
            item["ticked"] = True
    document["publication"].update(
        register_number="NXSL-2026-0005",
        published_at="2026年3月2日 18:00",
        published_by="发布系统",
        url="http://127.0.0.1:8000/zhengce/guifanxing/nongye-shuijia/",
    )
    document.update(changes)  # type: ignore[typeddict-item]
    return document


def heavy_sheet() -> SheetDocument:
    """Everything long: title, opinions, forty attachments, returns, the principal."""
    document = signed_sheet(
        item_title="关于转发《国务院办公厅关于推进政务新媒体健康有序发展的意见》并就全区贯彻落实工作提出以下具体要求"
        * 4,
        attachments=[attachment(number) for number in range(1, 41)],
        document_number="宁水规发〔2026〕3号",
        attribute_reason="附件三中的个人联系方式已作删减，其余内容按照主动公开办理。" * 4,
        remarks="经电话请示分管领导同意先行登记，书面意见后补；" * 10,
        returns=[
            {
                "round": f"第{number}轮",
                "tier": "二审",
                "name": "王建国",
                "post": "办公室主任",
                "returned_at": "2026年3月1日 10:20",
                "reason": "附件二“补贴资金”一栏数字与正文不符，请核对后重新提交。" * 3,
            }
            for number in (1, 2)
        ],
        reprint={
            "site": "中国政府网",
            "url": "https://www.gov.cn/zhengce/content/"
            + "2018-12/27/" * 12
            + "content_5352666.htm?from="
            + "x" * 90,
            "reprinted_at": "2026年3月2日 08:30",
            "original_title": "国务院办公厅关于推进政务新媒体健康有序发展的意见",
            "original_date": "2018年12月27日",
            "issuing_organ": "国务院办公厅",
            "authorised_by": "宁政公开办发〔2020〕18号第二条第（一）项",
        },
    )
    document["tiers"][1]["signatures"][0]["opinion"] = (
        "第三条关于终端水价的表述与自治区发展改革委文件口径不一致，已电话核实并按新口径修改。" * 12
    )
    document["escalation"][1]["ticked"] = True
    tier = PROFILE.tier("principal")
    document["tiers"].append(
        {
            "wording": tier.wording,
            "subject": tier.subject.wording,
            "label": tier.signature_label,
            "checklist": [{"wording": item.wording, "ticked": True} for item in tier.checklist],
            "signatures": [
                signature(
                    "赵立新（欧阳㛃 代）",
                    "厅长",
                    opinion="已了解事由，同意发布。" * 6,
                    on_behalf_of="赵立新",
                    image=handwriting(),
                )
            ],
            "separate": True,
        }
    )
    return document


def register(rows: int = 3) -> RegisterDocument:
    """A unit's register with some rows."""
    return {
        "title": "政务信息发布登记簿",
        "unit": "宁夏回族自治区水利厅",
        "period": "2026年",
        "summary": [f"本期间共登记 {rows} 条，其中转载信息 1 条。"],
        "rows": [
            {
                "number": f"NXSL-2026-{number:04d}",
                "title": "自治区水利厅关于印发《宁夏农业水价综合改革实施方案》的通知"
                * (1 + number % 3 // 2),
                "document_number": f"宁水规发〔2026〕{number}号",
                "url": f"http://127.0.0.1:8000/zhengce/guifanxing/nongye-shuijia-{number}/",
                "source": "本机关制发信息：以本机关名义印发的主动公开的各类行政文件",
                "attribute": "主动公开",
                "published_at": "2026年3月2日 18:00",
                "signers": [
                    "承办 马晓梅 3月1日",
                    "一审 张秀兰 3月2日",
                    "二审 王建国 3月2日",
                    "三审 李卫东 3月2日",
                ],
                "state": ("现行", "已更新", "已撤回")[number % 3],
                "remarks": "" if number % 3 else "内容有误，已撤回并说明。",
            }
            for number in range(1, rows + 1)
        ],
        "proof": f"账本第 1203 条，{DIGEST}",
        "printed_at": "2026年12月31日 17:00",
    }
