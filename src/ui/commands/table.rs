//! The table of commands, and the keys that fields understand by themselves.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Entry, FormCommand};
use crate::ui::route::Route;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn entry(
    command: Command,
    text: &'static str,
    tip: &'static str,
    (key, key_text): (Option<KeyboardShortcut>, &'static str),
) -> Entry {
    let of_screen = matches!(
        command,
        Command::New
            | Command::MoveUp
            | Command::MoveDown
            | Command::Bind
            | Command::NextFinding
            | Command::PreviousFinding
            | Command::FixFinding
            | Command::IgnoreFinding
            | Command::Findings
            | Command::Form(_)
    );
    Entry { command, text, tip, key, key_text, of_screen }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// The table. Longer key combinations come before shorter ones they contain.
pub const TABLE: [Entry; 45] = [
    entry(Command::Redo, "重做", "把撤销的一步再做一遍", (Some(key(CTRL, Key::Y)), "Ctrl+Y")),
    entry(
        Command::Redo,
        "重做",
        "把撤销的一步再做一遍",
        (Some(key(CTRL_SHIFT, Key::Z)), "Ctrl+Shift+Z"),
    ),
    entry(
        Command::Steps,
        "撤销到…",
        "列出可撤销的各步，一次退回到其中一步",
        (Some(key(Modifiers::ALT, Key::Z)), "Alt+Z"),
    ),
    entry(Command::Undo, "撤销", "退回上一步", (Some(key(CTRL, Key::Z)), "Ctrl+Z")),
    entry(
        Command::Verify,
        "核对成品…",
        "把定稿或退回的 docx、md、txt 与这一期逐句对照；也可以把文件拖进窗口",
        (Some(key(CTRL_SHIFT, Key::E)), "Ctrl+Shift+E"),
    ),
    entry(
        Command::Export,
        "导出…",
        "把这一期写成 docx、pdf、md、txt 或 json",
        (Some(key(CTRL, Key::E)), "Ctrl+E"),
    ),
    entry(
        Command::Copy,
        "复制整期",
        "粘贴到 Word、WPS 或 OA，保留标题、字体和缩进",
        (Some(key(CTRL_SHIFT, Key::C)), "Ctrl+Shift+C"),
    ),
    entry(
        Command::Compare,
        "与上期对照…",
        "句子对齐，文字和数字的变化分开列",
        (Some(key(CTRL_SHIFT, Key::L)), "Ctrl+Shift+L"),
    ),
    entry(Command::Publish, "发布…", "冻结这一期；先列出还差什么", (None, "")),
    entry(Command::Revise, "修订本期…", "已发布的一期再改一版；原来发布的那份照样保留", (None, "")),
    entry(
        Command::Corrections,
        "定修订或更正…",
        "刊出后改过的数据：列出印过它的各句，定为修订或更正",
        (None, ""),
    ),
    entry(
        Command::Print,
        "打印…",
        "生成 PDF，用系统的阅读器打开来印",
        (Some(key(CTRL, Key::P)), "Ctrl+P"),
    ),
    entry(
        Command::Pack,
        "打台账…",
        "把这一期的成品、数据、校样、修改记录存成一个文件，可加口令",
        (None, ""),
    ),
    entry(
        Command::VerifyPack,
        "核对台账…",
        "查台账有没有动过，并由原文重新排印一遍来比",
        (None, ""),
    ),
    entry(
        Command::ImportTable,
        "导入数据表…",
        "读入 xlsx 或 csv，先看会改动什么",
        (Some(key(CTRL_SHIFT, Key::O)), "Ctrl+Shift+O"),
    ),
    entry(
        Command::ExportTable,
        "导出数据表…",
        "把这一页的表（数据、动态、名单、登记）存成 xlsx 或 csv",
        (None, ""),
    ),
    entry(Command::Import, "导入往期…", "读入一期已有的月报", (Some(key(CTRL, Key::O)), "Ctrl+O")),
    entry(
        Command::NewIssue,
        "新建下一期…",
        "按上一期建下一期",
        (Some(key(CTRL, Key::N)), "Ctrl+N"),
    ),
    entry(
        Command::PreviousMonth,
        "上一月",
        "看前一个月",
        (Some(key(CTRL, Key::PageUp)), "Ctrl+PageUp"),
    ),
    entry(
        Command::NextMonth,
        "下一月",
        "看后一个月",
        (Some(key(CTRL, Key::PageDown)), "Ctrl+PageDown"),
    ),
    entry(Command::Go(Route::Overview), "总览", "", (Some(key(CTRL, Key::Num1)), "Ctrl+1")),
    entry(Command::Go(Route::Entry), "录入", "", (Some(key(CTRL, Key::Num2)), "Ctrl+2")),
    entry(Command::Go(Route::Events), "动态", "", (Some(key(CTRL, Key::Num3)), "Ctrl+3")),
    entry(Command::Go(Route::Compile), "编排", "", (Some(key(CTRL, Key::Num4)), "Ctrl+4")),
    entry(Command::Go(Route::Lists), "名单", "", (Some(key(CTRL, Key::Num5)), "Ctrl+5")),
    entry(Command::Go(Route::Proof), "校样", "", (Some(key(CTRL, Key::Num6)), "Ctrl+6")),
    entry(Command::Go(Route::Preview), "预览", "", (Some(key(CTRL, Key::Num7)), "Ctrl+7")),
    entry(Command::Go(Route::Trends), "趋势", "", (Some(key(CTRL, Key::Num8)), "Ctrl+8")),
    entry(Command::Go(Route::Settings), "设置", "", (Some(key(CTRL, Key::Num9)), "Ctrl+9")),
    entry(
        Command::PreviousFinding,
        "上一条意见",
        "到上一条校对意见，在原处选中",
        (Some(key(Modifiers::SHIFT, Key::F8)), "Shift+F8"),
    ),
    entry(
        Command::NextFinding,
        "下一条意见",
        "到下一条校对意见，在原处选中",
        (Some(key(Modifiers::NONE, Key::F8)), "F8"),
    ),
    entry(
        Command::FixFinding,
        "改正",
        "改正选中的这条意见",
        (Some(key(CTRL, Key::Period)), "Ctrl+."),
    ),
    entry(
        Command::IgnoreFinding,
        "忽略",
        "选中的这条意见不再提，可撤销",
        (Some(key(CTRL, Key::I)), "Ctrl+I"),
    ),
    entry(
        Command::Findings,
        "校对意见",
        "展开或收起右边的校对意见",
        (Some(key(CTRL, Key::Backslash)), "Ctrl+\\"),
    ),
    entry(
        Command::New,
        "新增",
        "新的一条动态、条目或名单",
        (Some(key(CTRL, Key::Enter)), "Ctrl+Enter"),
    ),
    entry(
        Command::MoveUp,
        "上移",
        "把选中的一条往前移",
        (Some(key(Modifiers::ALT, Key::ArrowUp)), "Alt+↑"),
    ),
    entry(
        Command::MoveDown,
        "下移",
        "把选中的一条往后移",
        (Some(key(Modifiers::ALT, Key::ArrowDown)), "Alt+↓"),
    ),
    entry(
        Command::Bind,
        "绑定数字",
        "把正文里光标处的数字换成填数位，以后随数据变化",
        (Some(key(CTRL, Key::B)), "Ctrl+B"),
    ),
    entry(
        Command::NewIndicators,
        "由数字建指标…",
        "把固定段落里还没有来历的数字建成指标，下月只填数",
        (None, ""),
    ),
    entry(
        Command::History,
        "历史…",
        "正在填的这一格、这一条由谁、何时、改过什么",
        (Some(key(CTRL, Key::H)), "Ctrl+H"),
    ),
    entry(
        Command::Trend,
        "看走势",
        "正在填的这一格、这一段印的数怎样变化",
        (Some(key(Modifiers::ALT, Key::T)), "Alt+T"),
    ),
    entry(
        Command::Search,
        "搜索…",
        "搜所有年份的动态、正文、数据和名单，也搜命令",
        (Some(key(CTRL, Key::K)), "Ctrl+K"),
    ),
    entry(Command::OpenBook, "打开另一本…", "打开另一个月报文件", (None, "")),
    entry(Command::ToggleTheme, "浅色或深色", "换窗口的底色", (None, "")),
    entry(Command::Keys, "快捷键", "列出所有快捷键", (Some(key(Modifiers::NONE, Key::F1)), "F1")),
];

const fn form(
    command: FormCommand,
    text: &'static str,
    tip: &'static str,
    (modifiers, key, key_text): (Modifiers, Key, &'static str),
) -> Entry {
    let key = (Some(KeyboardShortcut::new(modifiers, key)), key_text);
    entry(Command::Form(command), text, tip, key)
}

/// Keys that only the month's form has, looked up before the table.
pub const FORM: [Entry; 10] = [
    form(
        FormCommand::FillBlanks,
        "空项照填上月",
        "把还空着的项都填上月的数，一步可撤销",
        (CTRL_SHIFT, Key::D, "Ctrl+Shift+D"),
    ),
    form(FormCommand::TakeLast, "照填上月", "这一格填上月的数", (CTRL, Key::D, "Ctrl+D")),
    form(FormCommand::TakeSum, "采用合计", "这一格填各部门的合计", (CTRL, Key::M, "Ctrl+M")),
    form(
        FormCommand::NextBlank,
        "下一个空项",
        "跳到下面还空着的一项",
        (CTRL, Key::ArrowDown, "Ctrl+↓"),
    ),
    form(
        FormCommand::PreviousBlank,
        "上一个空项",
        "跳到上面还空着的一项",
        (CTRL, Key::ArrowUp, "Ctrl+↑"),
    ),
    form(
        FormCommand::FoldGroup,
        "折叠本栏目",
        "收起光标所在的栏目",
        (Modifiers::ALT, Key::ArrowLeft, "Alt+←"),
    ),
    form(
        FormCommand::UnfoldAll,
        "展开各栏目",
        "把收起的栏目都展开",
        (Modifiers::ALT, Key::ArrowRight, "Alt+→"),
    ),
    form(
        FormCommand::PreviousDepartment,
        "上一个部门",
        "看上一个部门的数据",
        (Modifiers::ALT, Key::PageUp, "Alt+PageUp"),
    ),
    form(
        FormCommand::NextDepartment,
        "下一个部门",
        "看下一个部门的数据",
        (Modifiers::ALT, Key::PageDown, "Alt+PageDown"),
    ),
    form(
        FormCommand::Explain,
        "说明偏差",
        "写明这一格为什么偏离规则",
        (Modifiers::ALT, Key::Enter, "Alt+Enter"),
    ),
];

/// Keys that fields understand; for the sheet.
pub const FIELD_KEYS: [(&str, &str); 11] = [
    ("Enter、↑、↓", "到下一格、上一格；Shift+Enter 往上"),
    ("Tab、Shift+Tab", "逐格前进、后退"),
    ("F2", "改格里的字，不整格替换；刚进格时 ←→ 换格"),
    ("Ctrl+Home、Ctrl+End", "到第一行、最后一行"),
    ("PageUp、PageDown", "上一屏、下一屏"),
    ("=", "照填上月的数"),
    ("Esc", "还原成进格时的内容"),
    ("Alt+1…9、Alt+0", "把选中的动态放进第几个栏目、取出来"),
    ("{", "在正文里选指标，作为填数位；指标后写 · 选环比、同比、累计等"),
    ("校样里 1…5、0", "把选中的数字认定为填数位、日期、名称、引用、例外，或撤回"),
    ("选中一个数字", "下面列出它可绑定的指标；Ctrl+B 直接去选"),
];
