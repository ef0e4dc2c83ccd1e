//! Every command as data: its words, key and meaning; menu, keyboard and the sheet of keys (F1)
//! read the same table.

mod table;

use egui::{Event, InputState, Key, KeyboardShortcut, Modifiers, Ui};

use super::action::{Action, Purpose};
use super::dialogs::{Dialog, Leaving};
use super::page::Page;
use super::publishing::PublishingAction;
use super::route::Route;

pub use table::{FIELD_KEYS, FORM, TABLE};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Undo,
    /// Chooses how far to take back.
    Steps,
    Redo,
    Export,
    /// The issue onto the clipboard.
    Copy,
    /// Holds a returned file against the issue.
    Verify,
    /// The issue beside the one before.
    Compare,
    /// Everything about the issue in one file.
    Pack,
    VerifyPack,
    /// Publishes the issue.
    Publish,
    /// Opens a published issue again.
    Revise,
    /// Figures that changed after they were printed.
    Corrections,
    Print,
    Import,
    ImportTable,
    ExportTable,
    NewIssue,
    PreviousMonth,
    NextMonth,
    Go(Route),
    /// A new event, item or row, whatever the screen holds.
    New,
    MoveUp,
    MoveDown,
    /// Binds the number at the caret.
    Bind,
    OpenBook,
    ToggleTheme,
    Keys,
    History,
    /// Makes indicators of numbers of the issue.
    NewIndicators,
    Search,
    /// The next thing to be said about the issue, or the form.
    NextFinding,
    PreviousFinding,
    /// Mends the finding walked to.
    FixFinding,
    IgnoreFinding,
    /// Shows or folds the findings.
    Findings,
    /// How the figure that is worked on developed.
    Trend,
    /// What the month's form alone understands.
    Form(FormCommand),
}

/// Commands of the month's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormCommand {
    /// Last month's figure into this cell.
    TakeLast,
    /// Last month's figures into all blank cells.
    FillBlanks,
    /// The departments' sum into this cell.
    TakeSum,
    NextBlank,
    PreviousBlank,
    FoldGroup,
    UnfoldAll,
    PreviousDepartment,
    NextDepartment,
    /// A reason for the deviation in the focused cell.
    Explain,
}

/// One line of the table.
pub struct Entry {
    pub command: Command,
    pub text: &'static str,
    pub tip: &'static str,
    pub key: Option<KeyboardShortcut>,
    /// The key as printed in menus and on the sheet.
    pub key_text: &'static str,
    /// Carried out by the screen that is shown.
    pub of_screen: bool,
}

impl Command {
    /// The table's line for a command; its first key is the one shown.
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().chain(&FORM).find(|entry| entry.command == self)
    }

    /// Whether it can be done now.
    pub fn enabled(self, page: &Page) -> bool {
        match self {
            Self::Undo | Self::Steps => page.undo.is_some(),
            Self::Redo => page.redo.is_some(),
            Self::Export
            | Self::Copy
            | Self::Print
            | Self::NewIndicators
            | Self::Verify
            | Self::Pack
            | Self::Compare => page.issue.is_some(),
            Self::Publish => page.issue.is_some() && !page.frozen,
            Self::Revise => page.frozen,
            Self::Corrections => !page.corrections.is_empty(),
            _ => true,
        }
    }

    /// What the window does for it; `None` for commands of the screen.
    pub fn action(self, page: &Page) -> Option<Action> {
        Some(match self {
            Self::Undo => Action::Undo,
            Self::Steps => Action::Steps,
            Self::Redo => Action::Redo,
            Self::Export => Action::Pick(Purpose::Export(page.issue.as_ref()?.id.clone())),
            Self::Copy => Action::Copy(page.issue.as_ref()?.id.clone(), None),
            Self::Verify => Action::Pick(Purpose::Verify),
            Self::Compare => Action::Compare,
            Self::Pack => {
                let leaving = Leaving::Pack(page.issue.as_ref()?.id.clone());
                Action::Open(Box::new(Dialog::lock(leaving)))
            }
            Self::VerifyPack => Action::Pick(Purpose::VerifyPack),
            Self::Publish => PublishingAction::Ask(page.issue.as_ref()?.id.clone()).action(),
            Self::Revise => Action::Open(Box::new(Dialog::revise(page.issue.as_ref()?))),
            Self::Corrections => PublishingAction::Corrections.action(),
            Self::Print => Action::Print(page.issue.as_ref()?.id.clone()),
            Self::ImportTable => Action::Pick(Purpose::ImportTable),
            Self::ExportTable => Action::ExportShown,
            Self::Import => Action::Pick(Purpose::Import),
            Self::NewIssue => Action::Open(Box::new(Dialog::new_issue(page.next_month()))),
            Self::PreviousMonth => Action::Month(page.month.previous()),
            Self::NextMonth => Action::Month(page.month.next()),
            Self::Go(route) => Action::Go(route),
            Self::OpenBook => Action::Pick(Purpose::Book),
            Self::ToggleTheme => Action::ToggleTheme,
            Self::History => Action::HistoryHere,
            Self::NewIndicators => Action::NewIndicators,
            Self::Search => Action::Search,
            Self::Trend => Action::TrendHere,
            Self::Keys => Action::Open(Box::new(Dialog::Keys)),
            Self::New
            | Self::MoveUp
            | Self::MoveDown
            | Self::Bind
            | Self::NextFinding
            | Self::PreviousFinding
            | Self::FixFinding
            | Self::IgnoreFinding
            | Self::Findings
            | Self::Form(_) => return None,
        })
    }
}

/// The command whose key was pressed; the key is consumed, so that no field sees it.
pub fn pressed(ui: &Ui, route: Route) -> Option<&'static Entry> {
    let of_form: &[Entry] = if route == Route::Entry { &FORM } else { &[] };
    ui.input_mut(|input| {
        let mut entries = of_form.iter().chain(&TABLE);
        entries.find(|entry| entry.key.is_some_and(|key| input.consume_shortcut(&key)))
    })
}

/// Takes out the letters that a window system types beside Alt: to it Alt is no control key, so
/// Alt+T would open the trend and leave a t in the field.
pub fn hush(input: &mut InputState) {
    let mut silent = false;
    input.events.retain(|event| match event {
        Event::Key { key, modifiers, pressed: true, .. } => {
            silent = types_nothing(*key, *modifiers);
            true
        }
        Event::Text(text) => !(silent && text.chars().count() == 1),
        _ => true,
    });
}

/// Whether Alt makes the key a command. On macOS Alt types signs of its own, so that only our own
/// combinations are silent there.
fn types_nothing(key: Key, modifiers: Modifiers) -> bool {
    if !modifiers.alt || modifiers.ctrl || modifiers.mac_cmd {
        return false;
    }
    let is_ours = |entry: &Entry| {
        let own = |own: KeyboardShortcut| own.modifiers.alt && own.logical_key == key;
        entry.key.is_some_and(own)
    };
    !cfg!(target_os = "macos") || TABLE.iter().chain(&FORM).any(is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let all = || TABLE.iter().chain(&FORM);
        for (index, one) in all().enumerate() {
            for other in all().skip(index + 1) {
                assert!(one.key.is_none() || one.key != other.key, "{}", one.key_text);
            }
        }
    }

    #[test]
    fn every_screen_has_its_key() {
        for route in Route::ALL {
            assert_eq!(Command::Go(route).entry().unwrap().text, route.name());
        }
    }
}
