//! Where one can be in the window.

/// A screen, in the order of the list at the left and of Ctrl+1…
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Route {
    /// The month as a checklist.
    #[default]
    Overview,
    /// The month's figures.
    Entry,
    /// Dated facts of the month.
    Events,
    /// Sections and items of the issue.
    Compile,
    /// Leaders at the hall, and the distribution list.
    Lists,
    /// The account of every numeral of the issue.
    Proof,
    /// The issue as it will read.
    Preview,
    /// Charts over months.
    Trends,
    /// Departments, persons, rules, what was deleted.
    Settings,
}

impl Route {
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Entry,
        Self::Events,
        Self::Compile,
        Self::Lists,
        Self::Proof,
        Self::Preview,
        Self::Trends,
        Self::Settings,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "总览",
            Self::Entry => "录入",
            Self::Events => "动态",
            Self::Compile => "编排",
            Self::Lists => "名单",
            Self::Proof => "校样",
            Self::Preview => "预览",
            Self::Trends => "趋势",
            Self::Settings => "设置",
        }
    }

    /// What the screen is for, in a tooltip.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Overview => "本月还差什么、下一步做什么",
            Self::Entry => "填写本月各项数据",
            Self::Events => "记下本月动态，放进栏目",
            Self::Compile => "报头、栏目、条目和文字",
            Self::Lists => "厅（局）长进大厅，报、送、发名单",
            Self::Proof => "每个数字的来历，逐个核对",
            Self::Trends => "看各项数据的走势",
            Self::Preview => "按印出来的样子看每一页",
            Self::Settings => "部门、人员、指标、规则、字体、备份、回收站",
        }
    }

    /// The keys that work here, for the bottom line.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Overview => "Ctrl+PageUp/PageDown 换月　Ctrl+1…9 换页　Ctrl+E 导出　F1 快捷键",
            Self::Entry => {
                "Enter、↑↓ 换行　Tab、←→ 换格　F2 改字　= 照填上月　Ctrl+↓ 下一空项　Esc 还原　可填 6.1万、61,023、59.49%、未报　F1"
            }
            Self::Events => {
                "回车记一条　Ctrl+Enter 逐项填　Alt+1…9 放进栏目　Alt+↑↓ 移动　F1 快捷键"
            }
            Self::Compile => {
                "Ctrl+Enter 新条目　Alt+↑↓ 移动　输入 { 选指标　F8 下一条意见　Ctrl+. 改正　F1 快捷键"
            }
            Self::Lists => "Ctrl+Enter 新一行　Alt+↑↓ 移动　Tab 下一格　F1 快捷键",
            Self::Proof => {
                "↑↓ 逐个看　空格 下一个待证　1…5 认定　0 撤回　←→ 换类别　回车 去原处　F8 下一条意见　F1"
            }
            Self::Trends => {
                "↑↓ 换指标　PageUp/PageDown 换月　←→ 换点　1…9 换画法　Enter 去录入　Ctrl+滚轮 缩放　F1"
            }
            Self::Preview => {
                "点一段文字，去改它　PageUp/PageDown 翻页　Ctrl+滚轮 缩放　Ctrl+P 打印　Ctrl+E 导出　F1 快捷键"
            }
            Self::Settings => "Ctrl+Enter 新一行　Alt+↑↓ 移动　F1 快捷键",
        }
    }
}
