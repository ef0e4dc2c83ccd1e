//! Which families print a role, best first. Names as Windows, WPS and Linux systems give them.

use crate::layout::FontRole;

const FANG: [&str; 12] = [
    "仿宋_GB2312",
    "FangSong_GB2312",
    "仿宋",
    "FangSong",
    "方正仿宋_GBK",
    "FZFangSong-Z02",
    "方正仿宋简体",
    "华文仿宋",
    "STFangsong",
    "朱雀仿宋",
    "Zhuque Fangsong (technical preview)",
    "FandolFang",
];
const KAI: [&str; 12] = [
    "楷体_GB2312",
    "KaiTi_GB2312",
    "楷体",
    "KaiTi",
    "方正楷体_GBK",
    "方正楷体简体",
    "华文楷体",
    "STKaiti",
    "FandolKai",
    "霞鹜文楷",
    "LXGW WenKai",
    "AR PL UKai CN",
];
const HEI: [&str; 8] = [
    "黑体",
    "SimHei",
    "方正黑体_GBK",
    "方正黑体简体",
    "华文黑体",
    "STHeiti",
    "Heiti SC",
    "FandolHei",
];
const TITLE: [&str; 8] = [
    "方正小标宋简体",
    "方正小标宋_GBK",
    "FZXiaoBiaoSong-B05S",
    "FZXiaoBiaoSong-B05",
    "方正大标宋简体",
    "方正大标宋_GBK",
    "华文中宋",
    "STZhongsong",
];
const SONG: [&str; 10] = [
    "宋体",
    "SimSun",
    "新宋体",
    "NSimSun",
    "方正书宋_GBK",
    "方正书宋简体",
    "华文宋体",
    "STSong",
    "Songti SC",
    "FandolSong",
];
const LATIN: [&str; 5] =
    ["Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes"];

/// Families of a role; the first that is installed prints it, the next ones lend what it lacks.
pub fn of(role: FontRole) -> &'static [&'static str] {
    match role {
        FontRole::Fang => &FANG,
        FontRole::Kai => &KAI,
        FontRole::Hei => &HEI,
        FontRole::Title => &TITLE,
        FontRole::Song => &SONG,
        FontRole::Latin => &LATIN,
    }
}

/// Asked, in this order, for a character no font of the role has.
pub const FALLBACK: [&str; 14] = [
    "仿宋",
    "宋体",
    "SimSun",
    "SimSun-ExtB",
    "宋体-ExtB",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "微软雅黑",
    "Microsoft YaHei",
    "Segoe UI Symbol",
    "Noto Emoji",
    "Noto Sans Symbols2",
    "Symbola",
    "DejaVu Sans",
];
