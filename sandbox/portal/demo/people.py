"""The people of the demo site: in each organ one for each role. Names say the role and nothing else."""

from sandbox.portal.demo.shape import PersonData

SUPERUSER = "admin"

# role, end of the account's name, given name, then post code and printed title for each organ
_ROLES = (
    ("editor", "editor", "承办"),
    ("first", "first", "一审"),
    ("second", "second_deputy", "副审"),
    ("second", "second_head", "二审"),
    ("third", "third", "三审"),
    ("principal", "principal", "领导"),
    ("registrar", "registrar", "登记"),
    ("archivist", "archivist", "归档"),
    ("inspector", "inspector", "检查"),
    ("unit_administrator", "administrator", "管理"),
)

_SURNAMES = {
    "ban": "赵钱孙李周吴郑王冯金",
    "shui": "陈褚卫蒋沈韩杨朱秦魏",
    "yin": "尤许何吕施张孔曹严华",
}

# The posts that chapter 三 of the rule names, as each kind of organ fills them.
_POSTS = {
    "ban": {
        "editor": ("", "政务公开办公室工作人员"),
        "first": ("openness_clerk", "政务公开专职工作人员"),
        "second_deputy": ("openness_deputy_director", "政务公开办公室副主任"),
        "second_head": ("openness_director", "政务公开办公室主任"),
        "third": ("deputy_director_general", "分管政务公开的副主任"),
        "principal": ("principal_leader", "办公厅主任"),
    },
    "shui": {
        "editor": ("", "办公室工作人员"),
        "first": ("openness_clerk", "政务公开专职工作人员"),
        "second_deputy": ("office_deputy_director", "办公室副主任"),
        "second_head": ("office_director", "办公室主任"),
        "third": ("deputy_director_general", "分管政务公开的副厅长"),
        "principal": ("principal_leader", "厅长"),
    },
    "yin": {
        "editor": ("", "政府办公室工作人员"),
        "first": ("openness_clerk", "政务公开兼职工作人员"),
        "second_deputy": ("office_deputy_director", "政府办公室副主任"),
        "second_head": ("office_director", "政府办公室主任"),
        "third": ("deputy_mayor", "分管政务公开的副市长"),
        "principal": ("principal_leader", "市长"),
    },
}

_OTHER_TITLES = {
    "registrar": "登记管理员",
    "archivist": "档案管理员",
    "inspector": "检查员",
    "administrator": "单位管理员",
}


def _people_of(unit: str) -> list[PersonData]:
    people = []
    for (role, account, given_name), surname in zip(_ROLES, _SURNAMES[unit], strict=True):
        post, title = _POSTS[unit].get(account, ("", _OTHER_TITLES.get(account, "")))
        people.append(
            PersonData(f"{unit}_{account}", surname + given_name, unit, role, title, post)
        )
    return people


PEOPLE = tuple(person for unit in _SURNAMES for person in _people_of(unit))
