"""How an official division name becomes the name that reports use: 姬川村村民委员会 is 姬川村, 怒江傈僳族自治州 is 怒江."""

from __future__ import annotations

import re

__all__ = ["ETHNIC_GROUPS", "NATIONALITIES", "NATIONALITY_TAIL", "short_forms", "spoken_name"]

#: The nationalities in the names of autonomous areas, longest first where one starts another.
_ETHNIC_GROUPS = """
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔
仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各
"""
ETHNIC_GROUPS = tuple(sorted(_ETHNIC_GROUPS.split(), key=lambda name: (-len(name), name)))
#: The same as they stand in names, for a regular expression.
NATIONALITIES = "|".join(group + "族" for group in ETHNIC_GROUPS)
#: The nationalities that end the name of a 民族乡 before its last word.
NATIONALITY_TAIL = re.compile(f"(?:{NATIONALITIES})+$")
_ETHNIC = f"(?:{NATIONALITIES}|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔)"
_ETHNIC_TAIL = re.compile(f"(?:{_ETHNIC})+$")

_BRACKETED = re.compile(r"[（(].*$")
_VILLAGE_COMMITTEE = re.compile(
    r"(?:村?[村农牧渔]?民?委员会|村[村牧]?民?委?会+|村民?委员?|[牧渔农]委会|村民小组委员会|嘎查委员?会|村委会?)$"
)
_RESIDENT_COMMITTEE = re.compile(
    r"(?:居民(?:管理)?委员会?|居民会|居委会?|社区(?:管理)?委员?会|家属?委会|居)$"
)
_OFFICE = re.compile(r"街道办事?处?$")

#: Longest first: what a name of each level loses to become the short form that reports use.
_PROVINCE_TAIL = re.compile(r"(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)$")
_CITY_TAIL = re.compile(r"(?:自治州|地区|市|盟|州)$")
_COUNTY_TAIL = re.compile(r"(?:自治县|自治旗|县|市|区|旗)$")


def spoken_name(official: str, level: str) -> str:
    """The full name that running text uses for an official one.

    Args:
        official: the name as the statistics bureau lists it: 黎福村村民委员会, 漓东街道办事处.
        level: province, city, county, township or village.

    Returns:
        黎福村, 漓东街道. Villages end in 村, 社区 or 嘎查 wherever the official name says which they are.

    """
    name = _BRACKETED.sub("", official).replace(" ", "") or official.replace(" ", "")
    if level == "township":
        return _OFFICE.sub("街道", name)
    if level != "village":
        return name
    if name.endswith(("村", "社区", "嘎查")):
        return name
    if "嘎查" in name:
        return name[: name.rindex("嘎查") + 2]
    for committee, suffix in ((_RESIDENT_COMMITTEE, "社区"), (_VILLAGE_COMMITTEE, "村")):
        stem = committee.sub("", name)
        if stem and stem != name:
            return stem if stem.endswith((suffix, "社区")) else stem + suffix
    return name


def short_forms(name: str, level: str) -> tuple[str, ...]:
    """Shorter names that reports use for a division beside its full one, at least two characters long.

    云南省 is 云南, 怒江傈僳族自治州 is 怒江州 and 怒江, 贡山独龙族怒族自治县 is 贡山县 and 贡山, 芒宽彝族傣族乡 is 芒宽乡.
    余村村 is 余村. Townships and villages have no form without their suffix.
    """
    forms: list[str] = []
    if level == "province":
        forms.append(_PROVINCE_TAIL.sub("", name))
    elif level == "city":
        stem = _without_nationality(_CITY_TAIL.sub("", name))
        if name.endswith("州"):
            forms.append(stem + "州")
        forms.append(stem)
    elif level == "county":
        tail = _COUNTY_TAIL.search(name)
        if tail:
            stem = _without_nationality(name[: tail.start()])
            if tail.group().startswith("自治"):
                forms.append(stem + tail.group()[-1])
            forms.append(stem)
    elif level == "village" and name.endswith("村村") and len(name) <= 4:
        # 余村村 is 余村 to everyone.
        forms.append(name[:-1])
    elif level == "township" and name.endswith("族乡"):
        forms.append(_without_nationality(name[:-1]) + "乡")
    return tuple(dict.fromkeys(form for form in forms if len(form) >= 2 and form != name))


def _without_nationality(stem: str) -> str:
    bare = _ETHNIC_TAIL.sub("", stem)
    return bare or stem
