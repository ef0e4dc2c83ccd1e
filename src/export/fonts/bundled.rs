//! The fonts the program carries, so that a page can be set on a machine that has none. Free
//! stand-ins: see `assets/fonts/README.md` for what each is and is not.

use crate::layout::FontRole;

/// A font in the program itself.
#[derive(Clone, Copy)]
pub struct Bundled {
    pub name: &'static str,
    pub bytes: &'static [u8],
}

// Statics, not constants: the bytes of a constant may be laid down once for each place that names it.
static SANS: Bundled = Bundled {
    name: "黑体 Noto Sans SC",
    bytes: include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf"),
};
static SANS_BOLD: Bundled = Bundled {
    name: "黑体 Noto Sans SC Bold",
    bytes: include_bytes!("../../../assets/fonts/NotoSansSC-Bold-GB2312.ttf"),
};
static SERIF: Bundled = Bundled {
    name: "宋体 Noto Serif SC",
    bytes: include_bytes!("../../../assets/fonts/NotoSerifSC-Regular-GB2312.ttf"),
};
static SERIF_BLACK: Bundled = Bundled {
    name: "粗宋体 Noto Serif SC Black",
    bytes: include_bytes!("../../../assets/fonts/NotoSerifSC-Black-GB2312.ttf"),
};
static KAI: Bundled = Bundled {
    name: "楷体 Yuebao Kai",
    bytes: include_bytes!("../../../assets/fonts/YuebaoKai-GB2312.ttf"),
};
static LATIN: Bundled = Bundled {
    name: "西文 Yuebao Latin",
    bytes: include_bytes!("../../../assets/fonts/YuebaoLatin.ttf"),
};

pub static ALL: [Bundled; 6] = [SERIF, KAI, SANS_BOLD, SERIF_BLACK, LATIN, SANS];

/// Place in [`ALL`] of the stand-in for a role. No free 仿宋 can be had; a 宋体 stands in.
pub fn stand_in(role: FontRole) -> usize {
    match role {
        FontRole::Fang | FontRole::Song => 0,
        FontRole::Kai => 1,
        FontRole::Hei => 2,
        FontRole::Title => 3,
        FontRole::Latin => 4,
    }
}

/// Places in [`ALL`] of what is tried for characters the others lack; the last has 30,890.
pub const FALLBACK: [usize; 2] = [0, 5];

/// The regular and the bold face of the window.
pub fn window_fonts() -> [&'static [u8]; 2] {
    [SANS.bytes, SANS_BOLD.bytes]
}
