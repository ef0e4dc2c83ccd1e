//! Everything the window can be asked to do; screens ask, `dispatch` acts.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::check::verify::Difference;
use crate::check::{Finding, Numeral};
use crate::layout::FontRole;
use crate::model::{BulletinCode, DepartmentCode, FigureKey, IssueId, Month, SectionId};
use crate::ops::{Listing, Passphrase, SubjectOwned, Target, TrendRequest};

use super::change::Change;
use super::dialogs::Dialog;
use super::publishing::PublishingAction;
use super::route::Route;
use super::screens::settings::Tab;

/// One request. Queued while drawing, carried out after it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Shows another screen.
    Go(Route),
    /// Shows the field of one figure.
    Figure(FigureKey),
    /// Shows the place a finding is about, in its field.
    Finding(Box<Finding>),
    /// Shows where a numeral of the print was typed.
    Numeral(Box<Numeral>),
    /// Says something that needs no answer.
    Say(String),
    /// Shows how a figure developed.
    Trend(FigureKey),
    /// As above, of what is worked on.
    TrendHere,
    /// Shows a chart as it was asked for elsewhere.
    Chart(Box<TrendRequest>),
    /// Copies a chart as a picture.
    CopyChart(Box<TrendRequest>),
    /// Shows one subject of 设置.
    Settings(Tab),
    /// Shows what was recorded of a thing.
    History(SubjectOwned),
    /// As above, of what is worked on.
    HistoryHere,
    /// Who works from now on.
    Actor(String),
    /// Asks who works.
    AskWho,
    /// Opens the search.
    Search,
    CloseSearch,
    /// Shows what was found.
    Goto(Box<Target>),
    /// Shows another month.
    Month(Month),
    /// Shows another bulletin of the book.
    Bulletin(BulletinCode),
    /// Changes the book.
    Change(Box<Change>),
    /// Takes the last step back.
    Undo,
    /// Lists the steps that can be taken back.
    Steps,
    /// Takes steps back until this one is taken back too.
    UndoTo(i64),
    /// Does the last undone step again.
    Redo,
    /// Lists the numbers of the shown issue that may become indicators.
    NewIndicators,
    /// Opens a dialog.
    Open(Box<Dialog>),
    /// Closes the dialog.
    Close,
    /// Lets the person choose a file with the system's dialog, or ours where there is none.
    Pick(Purpose),
    /// Uses the chosen file.
    Picked(Purpose, PathBuf),
    /// Makes an empty book of a built-in bulletin, by its name.
    NewBook(String),
    /// Opens the sample book, made when it does not exist yet.
    Sample,
    /// Closes the sample and returns to the person's own book.
    OwnBook,
    /// Tries to open the book again.
    Retry,
    /// Makes the issue of a month from the one before.
    NewIssue(Month),
    /// Changes between the light and the dark theme.
    ToggleTheme,
    /// Reads a table of figures for a month and shows what it would change.
    ReadTable {
        source: TableSource,
        month: Option<Month>,
        department: DepartmentCode,
    },
    /// Calls the reading off.
    CancelTable,
    /// Shows what a pasted column would change; `left` values found no row.
    PreviewCells {
        cells: Vec<(FigureKey, String)>,
        left: usize,
    },
    /// Makes a backup now.
    BackUp,
    /// Where a second copy of each backup goes; nowhere when empty.
    SecondFolder(String),
    /// Shows what going back to a backup would change.
    PreviewRestore(PathBuf),
    /// Goes back to it.
    Restore(PathBuf),
    /// Puts a backup in the place of the damaged book.
    Recover(PathBuf),
    /// Looks for defects of the book and its backups.
    Examine,
    /// An issue, or one section of it, for the clipboard.
    Copy(IssueId, Option<SectionId>),
    /// Holds a returned file against the issue.
    Verify(PathBuf),
    /// Takes the words of one sentence of that file.
    TakeWords(Box<Difference>, PathBuf),
    /// Shows the issue beside the one before.
    Compare,
    /// Writes what the screen shows as a table.
    ExportShown,
    /// Points a role at a font file, or goes back to what is installed.
    Font(FontRole, Option<PathBuf>),
    /// Hands the issue's PDF to the system's viewer.
    Print(IssueId),
    /// Opens a pack or a backup with its passphrase.
    Unlock(PathBuf, Purpose, Passphrase),
    /// Publishing an issue, and what changed since.
    Publishing(Box<PublishingAction>),
    /// Ends the program.
    Quit,
}

/// Where a table of figures comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableSource {
    File(PathBuf),
    /// Copied from a spreadsheet.
    Block(String),
}

/// What a file is chosen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An issue is to be written here, in the format its extension names.
    Export(IssueId),
    /// A chart is to be written here, as a picture or as a table.
    Chart(TrendRequest),
    /// A table of figures to be read.
    ImportTable,
    /// The form of the month is to be written here as a table.
    ExportTable,
    /// A list is to be written here as a table.
    ExportList(Listing),
    /// A past issue to be read.
    Import,
    /// A finished or returned file to be held against the issue.
    Verify,
    /// Another book to be opened.
    Book,
    /// The account of an issue's numerals is to be written here.
    ProofSheet(IssueId),
    /// A list of the office's words to be read.
    ImportWords,
    /// The office's words are to be written here.
    ExportWords,
    /// A backup to go back to.
    Backup,
    /// The pack of an issue is to be written here, under a passphrase or not.
    Pack(IssueId, Option<Passphrase>),
    /// A pack to be checked.
    VerifyPack,
    /// A backup under a passphrase is to be written here.
    LockedBackup(Passphrase),
    /// A font file for a role.
    Font(FontRole),
}

impl Purpose {
    /// Whether a file is written, not read.
    pub fn saves(&self) -> bool {
        matches!(
            self,
            Self::Export(_)
                | Self::Chart(_)
                | Self::ExportTable
                | Self::ProofSheet(_)
                | Self::ExportWords
                | Self::ExportList(_)
                | Self::Pack(..)
                | Self::LockedBackup(_)
        )
    }

    /// Extensions that make sense, each with its meaning; the first is proposed.
    pub fn formats(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Export(_) => &[
                ("docx", "Word 文档"),
                ("pdf", "PDF"),
                ("md", "Markdown"),
                ("txt", "纯文本"),
                ("json", "数据（JSON）"),
                ("csv", "数据表（CSV）"),
            ],
            Self::Chart(_) => &[
                ("png", "图（PNG）"),
                ("svg", "图（SVG）"),
                ("xlsx", "Excel 或 WPS 表格"),
                ("csv", "数据表（CSV）"),
            ],
            Self::ImportTable | Self::ExportTable | Self::ExportList(_) => {
                &[("xlsx", "Excel 或 WPS 表格"), ("csv", "CSV 表")]
            }
            Self::ProofSheet(_) => &[
                ("docx", "Word 文档（打印签字）"),
                ("xlsx", "Excel 或 WPS 表格"),
                ("csv", "CSV 表"),
                ("md", "Markdown"),
                ("txt", "纯文本"),
            ],
            Self::ImportWords | Self::ExportWords => &[("txt", "词表（文本）")],
            Self::Import | Self::Verify => {
                &[("docx", "Word 文档"), ("txt", "文字稿"), ("md", "Markdown")]
            }
            Self::Book => &[("yuebao", "月报工作簿")],
            Self::Backup => &[("yuebao", "备份"), ("zip", "加了口令的备份")],
            Self::Pack(..) | Self::VerifyPack => &[("zip", "台账")],
            Self::LockedBackup(_) => &[("zip", "加了口令的备份")],
            Self::Font(_) => {
                &[("ttf", "TrueType 字体"), ("ttc", "字体集"), ("otf", "OpenType 字体")]
            }
        }
    }

    /// What the file dialog is called.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Export(_) => "导出到哪里",
            Self::Chart(_) => "图存到哪里",
            Self::ImportTable => "导入哪张数据表",
            Self::ExportTable => "数据表存到哪里",
            Self::ExportList(_) => "表存到哪里",
            Self::Import => "导入哪个文件",
            Self::Verify => "核对哪个成品文件",
            Self::Book => "打开哪本工作簿",
            Self::ProofSheet(_) => "校样表存到哪里",
            Self::ImportWords => "导入哪份词表",
            Self::ExportWords => "词表存到哪里",
            Self::Backup => "用哪一份备份恢复",
            Self::Pack(..) => "台账存到哪里",
            Self::VerifyPack => "核对哪个台账",
            Self::LockedBackup(_) => "备份存到哪里",
            Self::Font(_) => "用哪个字体文件",
        }
    }
}

/// The queue of requests; screens hold it by shared reference.
#[derive(Default)]
pub struct Actions {
    queue: RefCell<Vec<Action>>,
}

impl Actions {
    pub fn send(&self, action: Action) {
        self.queue.borrow_mut().push(action);
    }

    pub fn change(&self, change: Change) {
        self.send(Action::Change(Box::new(change)));
    }

    pub fn take(&self) -> Vec<Action> {
        std::mem::take(&mut self.queue.borrow_mut())
    }
}
